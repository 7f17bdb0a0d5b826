"""``sonde collection check DIR``: hold a collection against the published format, for people and for CI.

Every finding is one line, ``file:line: reason``. Exit 0 when nothing is wrong, 1 when something is, 2 for
wrong usage or a folder that cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.errors import AppError
from app.files.check import check_collection, is_strict

USAGE = 2


def main(arguments: Sequence[str]) -> int:
    """Run one command on a collection; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return _check(options.folder, options.strict)
    except AppError as problem:
        print(f"sonde: {problem}", file=sys.stderr)
        return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sonde collection", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check a collection's files", allow_abbrev=False)
    check.add_argument("folder", type=Path, metavar="DIR")
    check.add_argument("--strict", action="store_true", help="what Sonde adds to the format is wrong too")
    return parser


def _check(folder: Path, strict: bool) -> int:
    strict = strict or is_strict(folder)
    wrong = own = 0
    for finding in check_collection(folder):
        print(finding)
        if finding.own and not strict:
            own += 1
        else:
            wrong += 1
    extras = f" {own} extras by Sonde, which other tools leave out." if own else ""
    print(f"{wrong or 'Nothing'} wrong in {folder}.{extras}", file=sys.stderr)
    return 1 if wrong else 0
