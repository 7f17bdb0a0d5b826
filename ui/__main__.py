"""``python -m ui``: the window."""

import sys

from ui.main import run

sys.exit(run())
