"""The formatter of each language, from bytes to pieces of bytes; nothing here knows files or processes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.format.css_format import format_css
from app.format.form_format import format_form
from app.format.javascript_format import format_javascript
from app.format.json_format import (
    format_json,
    format_json_leniently,
    format_lines,
    format_lines_leniently,
    is_almost_json,
)
from app.format.markup import indent_html, indent_xml
from app.format.source import Formatter, Malformed, Source, silent
from app.format.tokens import Language
from app.format.xml_check import check_xml
from app.format.yaml_format import format_yaml
from app.work.job import Report


def _format_xml(source: Source, report: Report) -> Iterator[bytes]:
    check_xml(source, lambda done: report(done / 10))
    yield from indent_xml(source, lambda done: report(0.1 + done * 0.9))


_FORMATTERS: Final[dict[Language, Formatter]] = {
    "json": format_json,
    "ndjson": format_lines,
    "xml": _format_xml,
    "html": indent_html,
    "yaml": format_yaml,
    "css": format_css,
    "javascript": format_javascript,
    "form": format_form,
}


def can_format(language: Language) -> bool:
    """Whether there is a pretty form of this language; of plain text, CSV and Markdown there is none."""
    return language in _FORMATTERS


def format_strictly(source: Source, language: Language, report: Report = silent) -> Iterator[bytes]:
    """The pretty text in pieces of UTF-8. Raises Malformed, also after some pieces, where the source is no
    such language, and NotFormatted where it is beyond a limit."""
    return _FORMATTERS[language](source, report)


def format_leniently(
    source: Source, language: Language, problem: Malformed, report: Report = silent
) -> Iterator[bytes]:
    """The same for a source that is malformed, but in a way that does not keep it from being indented.

    Raises ``problem``, or what else is wrong, where it is worse than that.
    """
    if language == "ndjson":
        return format_lines_leniently(source, report)
    if language == "json" and is_almost_json(source, problem):
        return format_json_leniently(source, report)
    raise problem
