"""XPath 1.0 on XML and HTML, by lxml: nothing is fetched and no entity is expanded."""

from __future__ import annotations

import math
from itertools import islice
from typing import Any, Final

from lxml import etree

from app.filter.found import Form, Notes
from app.format.tokens import Language
from app.work.job import JobProblem

_LOOKED_AT: Final = 10_000  # elements whose namespaces can be named in an expression
_DEFAULT: Final = "default"
"""The prefix for the namespace that a document has without one; XPath 1.0 has no other way to it."""


def query_markup(text: bytes, expression: str, language: Language, notes: Notes) -> tuple[list[bytes], Form]:
    """The matches in a document: elements as they would be written, anything else as text.

    Args:
        text: the document as UTF-8.
        expression: such as ``//book[price < 10]/title``.
        language: "xml" or "html".
        notes: takes what must be known of the matches.

    Raises:
        JobProblem: the expression or the document is malformed.
    """
    tree = _parse(text, language)
    names = _namespaces(tree)
    try:
        result = tree.xpath(expression, namespaces=names)
    except etree.XPathError as error:
        raise JobProblem(_clause(error, expression)) from None
    found: list[Any] = result if isinstance(result, list) else [result]
    if not found and _DEFAULT in names:
        notes.add(f"Elements without a prefix are in {names[_DEFAULT]}: write {_DEFAULT}:name for them.")
    if found and all(isinstance(match, etree._Element) for match in found):
        method = "html" if language == "html" else "xml"
        several = len(found) > 1 and language == "xml"
        return [_written(match, method) for match in found], "elements" if several else "lines"
    return [_text(match) for match in found], "lines"


def _parse(text: bytes, language: Language) -> Any:
    parser: Any
    if language == "html":
        parser = etree.HTMLParser(no_network=True, huge_tree=True, encoding="utf-8")
    else:
        # With entities of its own a document is held to the limits that libxml2 has for them.
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            strip_cdata=False,
            huge_tree=b"<!ENTITY" not in text,
            encoding="utf-8",
        )
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        what = (error.msg or "it is malformed").partition(", line ")[0]
        clause = f"the body is no valid {language.upper()}: {what} at line {line:,}, column {column:,}"
        raise JobProblem(clause) from None
    if root is None:
        raise JobProblem("the body is empty")
    return root.getroottree()


def _namespaces(tree: Any) -> dict[str, str]:
    names: dict[str, str] = {}
    for element in islice(tree.getroot().iter(etree.Element), _LOOKED_AT):
        for prefix, name in element.nsmap.items():
            names.setdefault(prefix or _DEFAULT, name)
    return names


def _written(element: Any, method: str) -> bytes:
    written: bytes = etree.tostring(element, encoding="utf-8", method=method, with_tail=False)
    return written.removeprefix(b"<?xml version='1.0' encoding='utf-8'?>\n")


def _text(match: Any) -> bytes:
    """An attribute, a text, or what a function gave."""
    if isinstance(match, etree._Element):
        return _written(match, "xml")
    if isinstance(match, bool):
        return b"true" if match else b"false"
    if isinstance(match, float):
        return _number(match).encode()
    if isinstance(match, tuple):
        return f'{match[0] or "xmlns"}="{match[1]}"'.encode()
    return str(match).encode("utf-8", "replace")


def _number(value: float) -> str:
    """A number as XPath writes it (section 4.2 of its recommendation)."""
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if math.isnan(value):
        return "NaN"
    return str(int(value)) if value.is_integer() else repr(value)


def _clause(error: etree.XPathError, expression: str) -> str:
    message = str(error)
    what = message[:1].lower() + message[1:]
    entries = list(getattr(error, "error_log", ()))
    if not entries or not expression:
        return what
    # libxml2 counts from 0 and points behind the name that it read.
    column = entries[-1].column
    return f"{what}, at its end" if column >= len(expression) else f"{what}, at character {column + 1}"
