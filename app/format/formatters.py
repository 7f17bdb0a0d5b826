"""The formatter of each language, from bytes to pieces of bytes; nothing here knows files or processes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Final

from app.format.source import Formatter, Malformed, Source, silent
from app.format.tokens import Language
from app.work.job import Report

# By name, since all of them together would cost the start of the program tens of milliseconds.
_FORMATTERS: Final[dict[Language, str]] = {
    "json": "json_format:format_json",
    "ndjson": "json_format:format_lines",
    "xml": "xml_format:format_xml",
    "html": "markup:indent_html",
    "yaml": "yaml_format:format_yaml",
    "css": "css_format:format_css",
    "javascript": "javascript_format:format_javascript",
    "form": "form_format:format_form",
}


def can_format(language: Language) -> bool:
    """Whether there is a pretty form of this language; of plain text, CSV and Markdown there is none."""
    return language in _FORMATTERS


def format_strictly(source: Source, language: Language, report: Report = silent) -> Iterator[bytes]:
    """The pretty text in pieces of UTF-8. Raises Malformed, also after some pieces, where the source is no
    such language, and NotFormatted where it is beyond a limit."""
    return _formatter(_FORMATTERS[language])(source, report)


def format_leniently(
    source: Source, language: Language, problem: Malformed, report: Report = silent
) -> Iterator[bytes]:
    """The same for a source that is malformed, but in a way that does not keep it from being indented.

    Raises ``problem``, or what else is wrong, where it is worse than that.
    """
    from app.format.json_format import is_almost_json

    if language == "ndjson":
        return _formatter("json_format:format_lines_leniently")(source, report)
    if language == "json" and is_almost_json(source, problem):
        return _formatter("json_format:format_json_leniently")(source, report)
    raise problem


@cache
def _formatter(place: str) -> Formatter:
    module, _, function = place.partition(":")
    found: Formatter = getattr(import_module(f"{__package__}.{module}"), function)
    return found
