"""The job of this room: what an expression finds in one file, written into another."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Final, TypedDict

from app.filter.expression import FilterLanguage
from app.filter.found import Form, Notes, write_matches
from app.format.charset import to_utf8
from app.format.tokens import Language
from app.work.job import Report

_LEVELS: Final = 5000  # calls inside calls, for bodies that are nested deeply


class Told(TypedDict):
    """How many matches were written, in which language, and what must be known of them."""

    count: int
    language: Language
    note: str


def filter_file(
    _report: Report,
    *,
    source: str,
    target: str,
    body: tuple[Language, str],
    language: FilterLanguage,
    expression: str,
    paths: bool,
) -> Told:
    """Write what an expression finds.

    Args:
        source, target: the files of the body and of the matches.
        body: the language and the codec of the body.
        language: that of the expression.
        expression: what is asked.
        paths: whether the places are wanted in place of the values.

    Raises:
        JobProblem: the expression or the body is malformed, or beyond a limit.
    """
    # The process ends after this one job, and a tree of values has no cycles to look for.
    gc.disable()
    sys.setrecursionlimit(_LEVELS)
    text = to_utf8(Path(source).read_bytes(), body[1])
    notes = Notes()
    if language == "xpath":
        return _by_xpath(text, Path(target), body[0], expression)
    if language == "jq":
        from app.filter.jq_program import run_program

        count = write_matches(Path(target), run_program(text, expression, notes), "lines")
        return {"count": count, "language": _lines_language(count), "note": notes.text}
    from app.filter.json_path import query_json
    from app.filter.json_text import as_array

    values = as_array(text) if body[0] == "ndjson" else text
    count = write_matches(Path(target), query_json(values, expression, paths, notes), "array")
    return {"count": count, "language": "json", "note": notes.text}


def _lines_language(count: int) -> Language:
    return "json" if count == 1 else "ndjson" if count else "text"


def _by_xpath(text: bytes, target: Path, language: Language, expression: str) -> Told:
    from app.filter.xpath import query_markup

    notes = Notes()
    matches, form = query_markup(text, expression, language, notes)
    count = write_matches(target, matches, form)
    return {"count": count, "language": _markup_language(matches, form, language), "note": notes.text}


def _markup_language(matches: list[bytes], form: Form, language: Language) -> Language:
    """Elements are of the document's language; what else was found is text."""
    elements = form == "elements" or (bool(matches) and all(match[:1] == b"<" for match in matches))
    return language if elements else "text"
