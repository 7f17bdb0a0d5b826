"""The lines in which variables are defined, found in the text of their files when somebody asks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from app.files.yaml import LARGEST_FILE
from app.template.explain import Candidate, Explanation


def with_lines(explanation: Explanation) -> Explanation:
    """The explanation with the line of each definition, where it can be found."""
    name = explanation.name
    return replace(explanation, candidates=tuple(_placed(each, name) for each in explanation.candidates))


def _placed(candidate: Candidate, name: str) -> Candidate:
    if candidate.line or candidate.file is None:
        return candidate
    return replace(candidate, line=line_of(candidate.file, name))


def line_of(file: Path, name: str) -> int:
    """The line of a file that names a variable, counted from 1; 0 where there is none."""
    try:
        with file.open("rb") as opened:
            text = opened.read(LARGEST_FILE).decode("utf-8", "replace")
    except OSError:
        return 0
    match = re.search(rf"""\bname:[ \t]*(["']?){re.escape(name)}\1[ \t]*(?=$|[,}}#])""", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 0
