"""The text of the URL bar taken apart and put together again without changing what was not edited.

The URL text alone decides what is sent. The Params table is a view of it: a row shows the decoded text
of one ``name=value`` piece, and an edit encodes only the cell that was edited (RFC 3986 section 3.4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote, unquote

from app.model.field import Field

_VARIABLE = re.compile(r"\{\{[^{}]*\}\}")
_PATH_NAME = re.compile(r"(?<=/):([A-Za-z_][\w.-]*)")
# Sub-delimiters that no server gives a meaning inside a name or value stay as typed.
_SAFE = "-._~!$'()*,;:@/?"


def split(url: str) -> tuple[str, str | None, str | None]:
    """Split a URL text into (before the query, query or None, fragment or None); nothing is decoded.

    ``?`` and ``#`` inside ``{{variables}}`` do not count.
    """
    masked = _VARIABLE.sub(lambda match: "x" * len(match.group()), url)
    fragment = query = None
    if (at := masked.find("#")) >= 0:
        url, fragment, masked = url[:at], url[at + 1 :], masked[:at]
    if (at := masked.find("?")) >= 0:
        url, query = url[:at], url[at + 1 :]
    return url, query, fragment


def join(base: str, query: str | None, fragment: str | None) -> str:
    """The inverse of ``split``."""
    text = base if query is None else f"{base}?{query}"
    return text if fragment is None else f"{text}#{fragment}"


def pieces(query: str | None) -> list[str]:
    """The ``name=value`` pieces of a query between ampersands, as typed."""
    return query.split("&") if query else []


def encode(text: str) -> str:
    """Percent-encode a raw name or value for a query; ``{{variables}}`` stay."""
    out, last = [], 0
    for match in _VARIABLE.finditer(text):
        out += [quote(text[last : match.start()], safe=_SAFE), match.group()]
        last = match.end()
    return "".join([*out, quote(text[last:], safe=_SAFE)])


def read_piece(piece: str) -> Field:
    """One piece of a query as a table row with decoded name and value."""
    name, _, value = piece.partition("=")
    return Field(unquote(name), unquote(value))


def write_piece(row: Field) -> str:
    """A table row as a piece of a query."""
    name = encode(row.name)
    return f"{name}={encode(row.value)}" if row.value or not row.name else f"{name}="


def query_rows(url: str, rows: Sequence[Field]) -> tuple[Field, ...]:
    """Table rows after the URL text was edited: a row per piece, with the descriptions of ``rows``
    kept where name or position match, and rows that are not enabled left between their neighbours."""
    fresh = [read_piece(piece) for piece in pieces(split(url)[1])]
    old = [row for row in rows if row.enabled]
    out: list[Field] = []
    taken = 0
    for row in rows:
        if not row.enabled:
            out.append(row)
        elif taken < len(fresh):
            out.append(replace(fresh[taken], description=_description(fresh, old, taken)))
            taken += 1
    rest = range(taken, len(fresh))
    out.extend(replace(fresh[index], description=_description(fresh, old, index)) for index in rest)
    return tuple(out)


def _description(fresh: Sequence[Field], old: Sequence[Field], index: int) -> str:
    if index < len(old) and (old[index].name == fresh[index].name or len(old) == len(fresh)):
        return old[index].description
    return next((row.description for row in old if row.name == fresh[index].name), "")


def with_query_rows(url: str, before: Sequence[Field], after: Sequence[Field]) -> str:
    """The URL text after the table was edited from ``before`` to ``after``.

    Pieces of rows that did not change stay as they were typed, byte for byte; in a changed row only
    the changed cell is encoded anew.
    """
    base, query, fragment = split(url)
    known: list[tuple[Field, str]] = list(
        zip((row for row in before if row.enabled), pieces(query), strict=False)
    )
    out = [_take(known, row) for row in after if row.enabled]
    return join(base, "&".join(out) if out else None, fragment)


def _take(known: list[tuple[Field, str]], row: Field) -> str:
    for entry in known:
        if (entry[0].name, entry[0].value) == (row.name, row.value):
            known.remove(entry)
            return entry[1]
    for entry in known:
        if entry[0].name == row.name:
            known.remove(entry)
            name, _, _ = entry[1].partition("=")
            return f"{name}={encode(row.value)}"
    for entry in known:
        if entry[0].value == row.value and row.value:
            known.remove(entry)
            _, equals, value = entry[1].partition("=")
            return f"{encode(row.name)}{equals}{value}"
    return write_piece(row)


def path_names(url: str) -> tuple[str, ...]:
    """The names of ``:name`` segments in the path, in order, each once."""
    base = split(url)[0]
    after = base.find("://")
    return tuple(dict.fromkeys(_PATH_NAME.findall(base[after + 3 :] if after >= 0 else base)))


def path_rows(url: str, rows: Sequence[Field]) -> tuple[Field, ...]:
    """Rows for the ``:name`` segments of the URL, with the values that ``rows`` hold for them."""
    held = {row.name: row for row in rows}
    return tuple(held.get(name, Field(name)) for name in path_names(url))


def fill_path(url: str, rows: Sequence[Field]) -> str:
    """The URL text with ``:name`` segments replaced by their values, percent-encoded as one segment."""
    values = {row.name: row.value for row in rows}
    base, query, fragment = split(url)
    after = base.find("://")
    start = after + 3 if after >= 0 else 0

    def value(match: re.Match[str]) -> str:
        found = values.get(match.group(1), "")
        return quote(found, safe="-._~!$'()*,;:@&=+") if found else match.group()

    return join(base[:start] + _PATH_NAME.sub(value, base[start:]), query, fragment)
