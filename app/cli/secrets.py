"""``sonde collection secrets DIR``: find secrets that stand in a collection's files, for people and for CI.

Every finding is one line, ``file:line: field: why``; the secret itself is never shown. Exit 0 when none is
found, 1 when one is, 2 for wrong usage or a folder that cannot be read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from app.format import words
from app.workspace.secret_scan import HISTORY, in_git
from app.workspace.secret_search import Finding, search_collection


def find_secrets(folder: Path, as_json: bool) -> int:
    """Print the findings, or all of them as a list of JSON; returns the exit status."""
    found = []
    for finding in search_collection(folder):
        found.append(finding)
        if not as_json:
            print(finding)
    if as_json:
        print(json.dumps(list(map(_row, found)), indent=2, ensure_ascii=False))
    told = words.count(len(found), "secret") if found else "No secret found"
    print(f"{told} in the files of {folder}.", file=sys.stderr)
    if found:
        movable = any(finding.movable for finding in found)
        hint = "Move them to the keyring in Sonde with Find Secrets in Files." if movable else ""
        print(hint, HISTORY if in_git(folder) else "", file=sys.stderr)
    return 1 if found else 0


def _row(finding: Finding) -> dict[str, str | int]:
    return {
        "path": finding.path,
        "line": finding.line,
        "field": finding.field,
        "label": finding.label,
        "rule": finding.rule,
        "length": finding.length,
        "advice": finding.advice,
    }
