"""XML indented once it is known to be well-formed; nothing is expanded and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from app.format.markup import indent_xml
from app.format.source import PIECE, Source, ends_too_early, malformed_at, start_of
from app.work.job import Report

_HEAD: Final = 64 * 1024
_ENTITY: Final = re.compile(rb"<!ENTITY")
_ENDINGS: Final = ("no element found", "unclosed token", "unclosed CDATA section")


def format_xml(source: Source, report: Report) -> Iterator[bytes]:
    """One tag per line, see ``indent_xml``. Raises Malformed with the first place that is wrong."""
    check_xml(source, lambda done: report(done / 10))
    yield from indent_xml(source, lambda done: report(0.1 + done * 0.9))


def check_xml(source: Source, report: Report) -> None:
    """Read a document to its end. Raises Malformed with the first place that is wrong.

    A document that declares entities is not read at all: a few lines of them can stand for gigabytes.
    """
    if _ENTITY.search(source[:_HEAD]):
        return
    parser = expat.ParserCreate("utf-8")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    first = start_of(source)
    _check_start(source, first)
    try:
        for at in range(first, len(source), PIECE):
            parser.Parse(source[at : at + PIECE], False)
            report(at / len(source))
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "a mistake"
        if reason in _ENDINGS:
            raise ends_too_early(source) from None
        clause = "invalid character" if "invalid token" in reason else reason
        raise malformed_at(source, first + max(0, parser.ErrorByteIndex), clause) from None


def _check_start(source: Source, first: int) -> None:
    text = source[first : first + PIECE]
    if not text.strip():
        raise ends_too_early(source)
    if not text.lstrip().startswith(b"<"):
        place = first + len(text) - len(text.lstrip())
        raise malformed_at(source, place, "it does not begin with a tag,")
