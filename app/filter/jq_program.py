"""jq: programs that are cut off from the computer, and results that keep the digits jq keeps."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from app.filter.found import Notes
from app.work.job import JobProblem

ROUNDED: Final = "jq computes with 64-bit floats: numbers of more than 15 digits may be rounded."

_jq: Any = import_module("jq")  # its package says nothing of types

# Modules are files; only the beginning of a program may name them.
_MODULE: Final = re.compile(r"(?:\s|#[^\n]*\n)*(?:import|include|module)\b")
# modulemeta reads a file as well. The text of a result is made by jq, since Python would round numbers.
_WRAPPED: Final = 'def modulemeta: error("modules cannot be read here");\n(\n{}\n) | tojson'
_COMPILE_ERROR: Final = re.compile(
    r"jq: error: (?P<what>.*?)(?: at <top-level>, line (?P<line>\d+), column (?P<column>\d+)|$)", re.MULTILINE
)
_LONG_NUMBER: Final = re.compile(rb"-?\d[\d.]{15,}(?:[eE][+-]?\d+)?")
_LOOKED_AT: Final = 1000  # long numbers that are looked up in the body


def run_program(text: bytes, program: str, notes: Notes) -> Iterator[bytes]:
    """The outputs of a program for each value of a text, each on one line.

    Args:
        text: JSON values as UTF-8, one or several.
        program: such as ``.books[] | select(.price < 10) | .title``.
        notes: takes what must be known of the outputs, once all are given.

    Raises:
        JobProblem: the program is malformed or fails, or the text is no JSON.
    """
    # The environment may hold secrets, and HOME names a file of definitions that jq would read.
    os.environ.clear()
    compiled = _compile(program)
    looked_at = 0
    try:
        for output in compiled.input_text(text.decode("utf-8", "replace")):
            line = output.encode("utf-8", "replace")
            for number in _LONG_NUMBER.finditer(line) if looked_at < _LOOKED_AT else ():
                looked_at += 1
                if number[0] not in text:
                    notes.add(ROUNDED)
            yield line
    except ValueError as error:
        raise JobProblem(_run_clause(str(error))) from None


def _compile(program: str) -> Any:
    if _MODULE.match(program):
        raise JobProblem("modules cannot be loaded here")
    try:
        # First as it stands: the places in messages are right then.
        _jq.compile(program)
        return _jq.compile(_WRAPPED.replace("{}", program))
    except ValueError as error:
        raise JobProblem(_compile_clause(str(error), program)) from None


def _compile_clause(message: str, program: str) -> str:
    found = _COMPILE_ERROR.search(message)
    if found is None:
        return message.partition("\n")[0]
    if found["line"] is None:
        return found["what"]
    if "\n" in program:
        return f"{found['what']}, at line {found['line']}, character {found['column']}"
    return f"{found['what']}, at character {found['column']}"


def _run_clause(message: str) -> str:
    if message == "break":
        return "there are no more inputs"
    if message.startswith("parse error: "):
        return f"the body is no valid JSON: {message.removeprefix('parse error: ')}"
    return message[:1].lower() + message[1:]
