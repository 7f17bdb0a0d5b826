#!/bin/sh
# Run a command with a session bus of its own and an unlocked, throw-away Secret Service keyring.
# Usage: packaging/with-keyring.sh COMMAND [ARGUMENT...]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME="$folder" XDG_DATA_HOME="$folder/share" XDG_RUNTIME_DIR="$folder/run" \
  XDG_CACHE_HOME="$folder/cache" XDG_CONFIG_HOME="$folder/config"
mkdir -m 700 -p "$XDG_RUNTIME_DIR" "$XDG_DATA_HOME/keyrings" "$XDG_CACHE_HOME" "$XDG_CONFIG_HOME"
# The daemon must not see a display: it would ask for the password in a window.
inside='printf throw-away | env -u DISPLAY -u WAYLAND_DISPLAY gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
exec "$@"'
dbus-run-session -- sh -c "$inside" sh "$@"
