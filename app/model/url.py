"""The text of the URL bar taken apart and put together again without changing what was not edited.

The URL text alone decides what is sent. The Params table is a view of it: a row shows the decoded text
of one ``name=value`` piece, and an edit encodes only the cell that was edited (RFC 3986 section 3.4).
``+`` reads as a space, as nearly every server reads it. Pieces with neither name nor value (``&&``,
``&=&``) have no row and stay where they are; rows with neither have no piece.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from urllib.parse import quote, unquote

from app.model.field import Field

_VARIABLE = re.compile(r"\{\{[^{}\r\n]*[^{}\s][^{}\r\n]*\}\}")
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PATH_NAME = re.compile(r"(?<=/):([A-Za-z_][\w.-]*)")
# Sub-delimiters that no server gives a meaning inside a name or value stay as typed.
_QUERY_SAFE = "-._~!$'()*,;:@/?"
_SEGMENT_SAFE = "-._~!$'()*,;:@&=+"


def split(url: str) -> tuple[str, str | None, str | None]:
    """Split a URL text into (before the query, query or None, fragment or None); nothing is decoded.

    ``?`` and ``#`` inside ``{{variables}}`` do not count.
    """
    masked = _mask(url)
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
    """The ``name=value`` pieces of a query between ampersands, as typed; those that are blank left out."""
    return [piece for _, piece in _take_apart(query)[0]]


def encode(text: str) -> str:
    """Percent-encode a raw name or value for a query; ``{{variables}}`` stay."""
    return _encode(text, _QUERY_SAFE)


def decode(text: str) -> str:
    """The inverse of ``encode``; escapes that are not UTF-8 and lone ``%`` stay as typed."""
    return _outside_variables(text, lambda part: _ESCAPES.sub(_decode_run, part.replace("+", " ")))


def read_piece(piece: str) -> Field:
    """One piece of a query as a table row with decoded name and value."""
    name, _, value = _partition(piece)
    return Field(decode(name), decode(value))


def write_piece(row: Field) -> str:
    """A table row as a piece of a query."""
    return f"{encode(row.name)}={encode(row.value)}"


def query_rows(url: str, rows: Sequence[Field]) -> tuple[Field, ...]:
    """Table rows after the URL text was edited: a row per piece, with the descriptions of ``rows``
    kept where name or position match, and rows that are not enabled left between their neighbours."""
    held = [row for row in rows if row.enabled]
    fresh = iter(_described([read_piece(piece) for piece in pieces(split(url)[1])], held))
    out: list[Field] = []
    for row in rows:
        if not row.enabled:
            out.append(row)
        elif (found := next(fresh, None)) is not None:
            out.append(found)
    return (*out, *fresh)


def _described(fresh: Sequence[Field], held: Sequence[Field]) -> list[Field]:
    if len(fresh) == len(held):
        return [replace(row, description=old.description) for row, old in zip(fresh, held, strict=True)]
    words: dict[str, list[str]] = {}
    for old in held:
        words.setdefault(old.name, []).append(old.description)
    return [replace(row, description=words[row.name].pop(0)) if words.get(row.name) else row for row in fresh]


def with_query_rows(url: str, rows: Sequence[Field]) -> str:
    """The URL text after the table was edited so that it shows ``rows``.

    Pieces of rows that did not change stay as they were typed, byte for byte; in a changed row only
    the changed cell is encoded anew.
    """
    base, query, fragment = split(url)
    known, tail = _take_apart(query)
    old = [read_piece(piece) for _, piece in known]
    new = [Field(row.name, row.value) for row in rows if row.enabled and (row.name or row.value)]
    if old == new:
        return url
    out = ""
    for row, index in zip(new, _sources(old, new), strict=True):
        gap, piece = known[index] if index is not None else ("", "=")
        between = "" if not out or out.endswith("&") else "&"
        out += (gap if out or index == 0 else "") or between
        out += _edit_piece(piece, row)
    return join(base, out + (tail if new else "") or None, fragment)


def _sources(old: Sequence[Field], new: Sequence[Field]) -> list[int | None]:
    """For each new row the index of the old row that it comes from, or None."""
    if Counter(old) == Counter(new):
        places: dict[Field, list[int]] = {}
        for index, row in enumerate(old):
            places.setdefault(row, []).append(index)
        return [places[row].pop(0) for row in new]
    if len(old) == len(new):
        return list(range(len(old)))
    found: list[int | None] = [None] * len(new)
    for _, start, end, at, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for index, place in zip(range(start, end), range(at, until), strict=False):
            found[place] = index
    return found


def _edit_piece(piece: str, row: Field) -> str:
    name, equals, value = _partition(piece)
    if decode(name) != row.name:
        name = encode(row.name)
    if decode(value) != row.value:
        equals, value = "=", encode(row.value)
    return f"{name}{equals}{value}"


def path_names(url: str) -> tuple[str, ...]:
    """The names of ``:name`` segments in the path, in order, each once."""
    _, path = _split_path(url)
    return tuple(dict.fromkeys(_PATH_NAME.findall(path)))


def path_rows(url: str, rows: Sequence[Field]) -> tuple[Field, ...]:
    """Rows for the ``:name`` segments of the URL, with the values that ``rows`` hold for them.

    While one name is being edited its row keeps its value, found by position.
    """
    names = path_names(url)
    held = {row.name: row for row in rows}
    strangers = [name for name in names if name not in held]
    if len(names) == len(rows) and len(strangers) == 1:
        held[strangers[0]] = next(replace(row, name=strangers[0]) for row in rows if row.name not in names)
    return tuple(held.get(name, Field(name)) for name in names)


def fill_path(url: str, rows: Sequence[Field]) -> str:
    """The URL text with ``:name`` segments replaced by their values, percent-encoded as one segment.

    ``{{variables}}`` inside a value stay; a name without a value stays as it is.
    """
    values = {row.name: row.value for row in rows if row.enabled}
    before, path = _split_path(url)

    def value(match: re.Match[str]) -> str:
        found = values.get(match.group(1), "")
        return _encode(found, _SEGMENT_SAFE) if found else match.group()

    return before + _PATH_NAME.sub(value, path) + url[len(before) + len(path) :]


def _split_path(url: str) -> tuple[str, str]:
    """Scheme with its slashes, then host and path; a host holds no ``/:``."""
    base = split(url)[0]
    after = base.find("://")
    start = after + 3 if after >= 0 else 0
    return base[:start], base[start:]


def _mask(text: str) -> str:
    """The text with ``{{variables}}`` blotted out, of the same length."""
    return _VARIABLE.sub(lambda match: "x" * len(match.group()), text)


def _partition(piece: str) -> tuple[str, str, str]:
    at = _mask(piece).find("=")
    return (piece, "", "") if at < 0 else (piece[:at], "=", piece[at + 1 :])


def _take_apart(query: str | None) -> tuple[list[tuple[str, str]], str]:
    """Each piece that says something, after what stands before it: ampersands and blank pieces.
    Last, what stands after them all. Put together in order it is the query again."""
    found: list[tuple[str, str]] = []
    gap, start = "", 0
    for index, masked in enumerate(_mask(query or "").split("&")):
        piece = (query or "")[start : start + len(masked)]
        start += len(masked) + 1
        gap += "&" if index else ""
        if piece in ("", "="):
            gap += piece
        else:
            found.append((gap, piece))
            gap = ""
    return found, gap


def _outside_variables(text: str, change: Callable[[str], str]) -> str:
    out, last = [], 0
    for match in _VARIABLE.finditer(text):
        out += [change(text[last : match.start()]), match.group()]
        last = match.end()
    return "".join([*out, change(text[last:])])


def _encode(text: str, safe: str) -> str:
    return _outside_variables(text, lambda part: "".join(_encode_parts(part, safe)))


def _encode_parts(text: str, safe: str) -> Iterator[str]:
    """Escapes that decode to no text are shown as typed, so they are written as typed too."""
    last = 0
    for match in _ESCAPES.finditer(text):
        yield quote(text[last : match.start()], safe, errors="replace")
        for typed, character in _characters(match.group()):
            yield quote(typed) if character else typed
        last = match.end()
    yield quote(text[last:], safe, errors="replace")


def _decode_run(match: re.Match[str]) -> str:
    return "".join(character or typed for typed, character in _characters(match.group()))


def _characters(escapes: str) -> Iterator[tuple[str, str]]:
    """The escapes of each character of a run, and the character, empty where it is not UTF-8."""
    at = 0
    for character in unquote(escapes, errors="surrogateescape"):
        lost = "\udc80" <= character <= "\udcff"
        end = at + 3 * (1 if lost else len(character.encode()))
        yield escapes[at:end], "" if lost else character
        at = end
