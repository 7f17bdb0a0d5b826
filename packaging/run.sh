#!/bin/sh
# Open the window on the first sample collection. With no display: draw it offscreen, send its first
# request, print the result and the name of the picture.
set -eu
python=.venv/bin/python
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
  exec "$python" -m ui collections/tour
fi
mkdir -p shots
QT_QPA_PLATFORM=offscreen exec "$python" -m ui collections/tour --home shots/home --send --shot shots/first-run.png
