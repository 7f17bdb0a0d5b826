"""YAML with its long one-line collections over many lines; comments, scalars and block style stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.format import words
from app.format.source import DEEPEST, PIECE, NotFormatted, Source, start_of
from app.work.job import Report

SIZE_LIMIT: Final = 32_000_000
LINE_LIMIT: Final = 80
"""A collection that ends on its line before this column stays on it."""

_QUOTED: Final = r"""(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"|'[^']*+(?:''[^']*+)*+')"""
_KEY: Final = rf"(?:{_QUOTED}|[^\s\[\]{{}}\"'#,&*!|>%@`-][^\n#]*?) *: +"
_PROPERTIES: Final = r"(?:[&!]\S* +)*"
# Where a value begins that is neither a scalar nor on the next line.
_BEFORE_VALUE: Final = rf"(?P<indent> *)(?:--- +)?(?P<marks>(?:[-?] +)*)(?:{_KEY})?{_PROPERTIES}"
_FLOW: Final = re.compile(rf"{_BEFORE_VALUE}(?=[\[{{])", re.DOTALL)
_QUOTE: Final = re.compile(rf"{_BEFORE_VALUE}(?=[\"'])", re.DOTALL)
_BLOCK: Final = re.compile(rf"{_BEFORE_VALUE}[|>][-+0-9]* *(?:#[^\n]*)?(?=\n|\Z)", re.DOTALL)
_SCALAR: Final = re.compile(_QUOTED, re.DOTALL)
# A quote within a word is part of it; a colon after a quoted key is none.
_TOKEN: Final = re.compile(
    rf"(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<comma>,)"
    rf"|(?P<rest>{_QUOTED}[ ]*:?|[^\s\[\]{{}},\"'#][^\s\[\]{{}},]*+|[ \t]+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Collection:
    """A flow collection on one line: the places of its brackets, its level and where its items begin."""

    start: int
    end: int
    level: int


def format_yaml(source: Source, report: Report) -> Iterator[bytes]:
    """Break flow collections such as ``{a: 1, b: [x, y]}`` that are too long for a line.

    The indentation of block style says what belongs to what, so it is left as it came; and so is what
    somebody has broken already. Raises NotFormatted beyond the limit.
    """
    if len(source) > SIZE_LIMIT:
        raise NotFormatted(f"it is larger than {words.size(SIZE_LIMIT)}, the limit for YAML")
    text = source[start_of(source) :].decode("utf-8", "surrogateescape")
    written: list[str] = []
    position = size = 0
    while position < len(text):
        after = _after_scalar(text, position)
        piece, position = (text[position:after], after) if after else _line(text, position)
        written.append(piece)
        size += len(piece)
        if size > PIECE:
            report(position / len(text))
            yield "".join(written).encode("utf-8", "surrogateescape")
            written, size = [], 0
    yield "".join(written).encode("utf-8", "surrogateescape")


def _line(text: str, start: int) -> tuple[str, int]:
    """A line, formatted, and where the next one begins."""
    end = _line_end(text, start)
    line = text[start:end]
    found = _FLOW.match(line)
    if found is None or len(line.rstrip()) <= LINE_LIMIT:
        return line, end
    collections, after = _collections(line, found.end())
    if collections is None or not re.fullmatch(r"\s*(?: #[^\n]*)?\s*", line[after:]):
        return line, end
    return _broken(line, collections, len(found["indent"] + found["marks"])), end


def _after_scalar(text: str, start: int) -> int:
    """The end of a scalar of several lines that begins on this one, or 0: its lines look like others."""
    quote = _QUOTE.match(text, start)
    if quote:
        scalar = _SCALAR.match(text, quote.end())
        is_long = scalar is not None and "\n" in scalar[0]
        return _line_end(text, scalar.end()) if scalar and is_long else 0
    block = _BLOCK.match(text, start)
    if block is None:
        return 0
    indent = len(block["indent"]) + 1
    inside = re.compile(rf"(?:[ \t]*\n| {{{indent}}}[^\n]*(?:\n|\Z))*+")
    first = _line_end(text, start)
    found = inside.match(text, first)
    return found.end() if found else first


def _line_end(text: str, start: int) -> int:
    return text.find("\n", start) + 1 or len(text)


def _collections(line: str, start: int) -> tuple[list[_Collection] | None, int]:
    """The collections of one flow value, the outer ones first, and its end; None where it does not end."""
    found: dict[int, _Collection] = {}
    opened: list[int] = []
    position = start
    while match := _TOKEN.match(line, position):
        position = match.end()
        if match.lastgroup == "open":
            opened.append(match.start())
        elif match.lastgroup == "close":
            begin = opened.pop()
            if line[begin] + match[0] not in ("[]", "{}"):
                break
            found[begin] = _Collection(begin, position, len(opened))
            if not opened:
                return [found[at] for at in sorted(found)], position
    return None, start


def _broken(line: str, collections: list[_Collection], indent: int) -> str:
    """The line with a break after each bracket and comma of the collections that are too long."""
    levels = {at: one for one in collections for at in (one.start, one.end - 1)}
    open_ones: list[bool] = []  # whether each is broken
    out: list[str] = []
    position = collections[0].start
    out.append(line[:position])
    while match := _TOKEN.match(line, position):
        position = match.end()
        level = len(open_ones)
        match match.lastgroup:
            case "open":
                one = levels[match.start()]
                is_empty = not line[one.start + 1 : one.end - 1].strip()
                width = indent + 2 * min(level, DEEPEST) + one.end - one.start
                open_ones.append(not is_empty and (not level or (open_ones[-1] and width > LINE_LIMIT)))
                out.append(match[0] + _break(indent, level + 1, open_ones[-1]))
            case "close":
                out.append(_break(indent, level - 1, open_ones.pop()) + match[0])
            case "comma":
                out.append("," + _break(indent, level, open_ones[-1]))
            case _:
                out.append(match[0])
        if not open_ones:
            break
    return _without_loose_spaces(out) + line[position:]


def _break(indent: int, level: int, is_broken: bool) -> str:
    return "\n" + " " * (indent + 2 * min(level, DEEPEST)) if is_broken else ""


def _without_loose_spaces(pieces: list[str]) -> str:
    """The pieces as one text, without the white space that stood where lines now break."""
    out: list[str] = []
    for piece in pieces:
        if piece.isspace() and "\n" not in piece and out and "\n" in out[-1]:
            continue
        if piece.startswith("\n") and out and out[-1].isspace() and "\n" not in out[-1]:
            out.pop()
        out.append(piece)
    return "".join(out)
