"""Reads the command line and starts what it asks for: the window, or a command without one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app import __version__
from ui.start import Start

COMMANDS = ("send", "collection", "playground")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the window, or a command of ``python -m app``; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in COMMANDS:
        # The command line starts without Qt.
        from app.cli.main import main

        return main(given)
    # Before Qt: PySide reads the source of every module that is imported after it.
    from ui.opening import prepare

    opening = prepare(parse(given))
    from ui.program import Program

    return Program(opening).run()


def parse(arguments: Sequence[str]) -> Start:
    """The command line as a value; ends the process with status 2 when it is wrong."""
    parser = argparse.ArgumentParser(
        prog="sonde",
        description="A native desktop API tester. No window is needed for `sonde send`, `sonde "
        "playground` and `sonde collection check`.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"sonde {__version__}")
    parser.add_argument("collection", nargs="?", type=Path, help="folder of a collection")
    parser.add_argument("--home", type=Path, metavar="DIR", help="keep everything of Sonde in this folder")
    parser.add_argument("--theme", choices=("light", "dark", "system"))
    parser.add_argument("--size", type=_size, metavar="1440x900")
    parser.add_argument("--request", default="", metavar="PATH", help="open this request of the collection")
    parser.add_argument("--send", action="store_true", help="send the shown request")
    parser.add_argument(
        "--shot", type=Path, metavar="FILE.png", help="write a picture of the window and exit"
    )
    return Start(**vars(parser.parse_args(arguments)))


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.partition("x")
    if not (cross and width.isdigit() and height.isdigit() and 0 < int(width) < 20000 > int(height) > 0):
        raise argparse.ArgumentTypeError(f"{text} is not a size such as 1440x900")
    return int(width), int(height)
