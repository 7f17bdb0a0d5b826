"""``sonde collection``: ``check DIR`` holds a collection against the published format, ``secrets DIR`` finds
secrets in its files; for people and for CI.

Every finding is one line, ``file:line:column: reason``; those that are no fault begin with ``note:``. Exit 0
when nothing is wrong, 1 when something is, 2 for wrong usage or a folder that cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.errors import AppError
from app.files.check import Finding, check_collection, is_strict
from app.format import words

USAGE = 2


def main(arguments: Sequence[str]) -> int:
    """Run one command on a collection; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "secrets":
            from app.cli.secrets import find_secrets

            return find_secrets(options.folder, options.json)
        return _check(options.folder, options.strict, options.json)
    except AppError as problem:
        print(f"sonde: {problem}", file=sys.stderr)
        return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sonde collection", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check a collection's files", allow_abbrev=False)
    check.add_argument("folder", type=Path, metavar="DIR")
    strict = "what Sonde and Bruno write outside of the published schema is wrong too"
    check.add_argument("--strict", action="store_true", help=strict)
    check.add_argument("--json", action="store_true", help="print a list of findings as JSON")
    secrets = commands.add_parser("secrets", help="find secrets that stand in its files", allow_abbrev=False)
    secrets.add_argument("folder", type=Path, metavar="DIR")
    secrets.add_argument("--json", action="store_true", help="print a list of findings as JSON")
    return parser


def _check(folder: Path, strict: bool, as_json: bool) -> int:
    counted = {"wrong", "outside"} if strict or is_strict(folder) else {"wrong"}
    found = Counter[bool]()
    rows = []
    for finding in check_collection(folder):
        is_wrong = finding.kind in counted
        found[is_wrong] += 1
        if as_json:
            rows.append(asdict(finding) | {"wrong": is_wrong})
        else:
            print(_line(finding, is_wrong))
    if as_json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    notes = f", {words.count(found[False], 'note')}" if found[False] else ""
    print(f"{found[True] or 'Nothing'} wrong in {folder}{notes}.", file=sys.stderr)
    return 1 if found[True] else 0


def _line(finding: Finding, is_wrong: bool) -> str:
    mark = "" if is_wrong else "note: "
    return f"{finding.path}:{finding.line}:{finding.column}: {mark}{finding.reason}"
