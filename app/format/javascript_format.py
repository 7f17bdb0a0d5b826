"""JavaScript over many lines, by jsbeautifier; its answer counts only where it changed white space alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Final

from app.format import words
from app.format.source import Malformed, NotFormatted, Source, start_of
from app.work.job import Report

SIZE_LIMIT: Final = 2_000_000
"""Bytes; the library takes ten seconds for a megabyte."""

_SPACE = re.compile(r"\s+")


def format_javascript(source: Source, report: Report) -> Iterator[bytes]:
    """Raises NotFormatted beyond the limit, and where a literal would have been changed."""
    if len(source) > SIZE_LIMIT:
        raise NotFormatted(f"it is larger than {words.size(SIZE_LIMIT)}, the limit for JavaScript")
    try:
        text = source[start_of(source) :].decode()
    except UnicodeDecodeError:
        raise Malformed("it holds characters that cannot be read") from None
    report(0.1)
    try:
        yield _beautified(text).encode()
    except RecursionError:
        raise NotFormatted("it is nested too deeply") from None


def _beautified(text: str) -> str:
    jsbeautifier = import_module("jsbeautifier")
    options = jsbeautifier.BeautifierOptions({"indent_size": 2, "templating": ["none"]})
    formatted: str = jsbeautifier.beautify(text, options)
    if _SPACE.sub("", formatted) != _SPACE.sub("", text):
        raise NotFormatted("the formatter would change more than white space")
    if _literals(formatted, options) != _literals(text, options):
        raise NotFormatted("the formatter would change a literal")
    return formatted


def _literals(text: str, options: object) -> list[str]:
    """Every string, template and regular expression as it is written."""
    tokenizer = import_module("jsbeautifier.javascript.tokenizer")
    found = tokenizer.Tokenizer(text, options).tokenize()
    return [token.text for token in found if token.type == tokenizer.TOKEN.STRING]
