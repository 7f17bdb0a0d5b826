"""Indent JSON of any depth, token by token; also what is almost JSON, as people and Python write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from app.format.source import Source, ends_too_early, line_break, malformed_at, start_of
from app.work.job import Report

_TOKEN: Final = re.compile(
    rb"""
    (?P<space>[ \t\r\n\f]*+)
    (?: (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<comma>,) | (?P<colon>:)
      | (?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+")
      | (?P<word>[^\s,:\[\]{}"/]++)
      | (?P<comment>//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)
      | (?P<end>\Z) )
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD: Final = re.compile(rb"true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_ALMOST_WORD: Final = re.compile(rb"NaN|[+-]?Infinity|undefined")
_CLOSERS: Final = {b"[": b"]", b"{": b"}"}
# What may follow what: a value where one is wanted, a comma where one has ended, and so on.
_VALUE, _FIRST, _KEY, _FIRST_KEY, _COLON, _AFTER, _DONE = range(7)
_EXPECTED: Final = {
    _VALUE: "expected a value",
    _FIRST: "expected a value or ']'",
    _KEY: "expected a key",
    _FIRST_KEY: "expected a key or '}'",
    _COLON: "expected ':'",
    _AFTER: "expected ','",
    _DONE: "trailing characters",
}
_REPORT_EVERY: Final = 10_000  # tokens


@dataclass(slots=True)
class _Writer:
    """What was written and not yet taken, the closing brackets to come, and what may come next."""

    strict: bool
    written: list[bytes] = field(default_factory=list)
    closers: list[bytes] = field(default_factory=list)
    expected: int = _VALUE
    wants_break: bool = False

    def take(self) -> bytes:
        taken = b"".join(self.written)
        self.written.clear()
        return taken

    def accept(self, kind: str, text: bytes) -> bool:
        """Write a token that may stand here; False where it may not."""
        match kind:
            case "open" | "string" | "word" if self.expected in (_VALUE, _FIRST):
                return self._value(kind, text)
            case "string" | "word" if self.expected in (_KEY, _FIRST_KEY):
                self._start(text)
                self.expected = _COLON
                return kind == "string"
            case "colon" if self.expected == _COLON:
                self.written.append(b": ")
                self.expected = _VALUE
                return True
            case "comma" if self.expected == _AFTER:
                self.written.append(b",")
                self.wants_break = True
                self.expected = _KEY if self.closers[-1] == b"}" else _VALUE
                return True
            case "close":
                return self._close(text)
        return False

    def comment(self, text: bytes, on_new_line: bool) -> None:
        """A comment stays behind what it stands behind; the next token begins a line."""
        if on_new_line or not self.written:
            self._start(text, wants_break=bool(self.written))
        else:
            self.written.append(b" " + text)
        self.wants_break = True

    def _start(self, text: bytes, wants_break: bool = False) -> None:
        if self.wants_break or wants_break:
            self.written.append(line_break(len(self.closers)))
            self.wants_break = False
        self.written.append(text)

    def _value(self, kind: str, text: bytes) -> bool:
        self._start(text)
        if kind == "open":
            self.closers.append(_CLOSERS[text])
            self.expected = _FIRST if text == b"[" else _FIRST_KEY
            self.wants_break = True
            return True
        self.expected = _AFTER if self.closers else _DONE
        known = kind == "string" or _WORD.fullmatch(text) is not None
        return known or (not self.strict and _ALMOST_WORD.fullmatch(text) is not None)

    def _close(self, text: bytes) -> bool:
        if not self.closers or self.closers[-1] != text or not self._may_close():
            return False
        is_empty = self.written[-1] in (b"[", b"{") if self.written else False
        self.closers.pop()
        self.wants_break = not is_empty
        self._start(text)
        self.expected = _AFTER if self.closers else _DONE
        return True

    def _may_close(self) -> bool:
        if self.expected in (_AFTER, _FIRST, _FIRST_KEY):
            return True
        after_comma = self.wants_break and self.expected in (_VALUE, _KEY)
        return after_comma and not self.strict


def indent_json(source: Source, report: Report, strict: bool) -> Iterator[bytes]:
    """Each member and element on a line of its own; white space is all that changes.

    Raises Malformed where the text is no JSON; unless ``strict``, comments, NaN, Infinity, undefined and
    trailing commas are let through.
    """
    writer = _Writer(strict)
    position, number = start_of(source), 0
    while match := _TOKEN.match(source, position):
        kind = match.lastgroup or ""
        if kind == "end":
            break
        text, expected = match[kind], writer.expected
        if kind == "comment" and not strict:
            writer.comment(text, b"\n" in match["space"])
        elif not writer.accept(kind, text):
            raise malformed_at(source, match.start(kind), _EXPECTED[expected])
        position = match.end()
        number += 1
        if number % _REPORT_EVERY == 0:
            report(position / len(source))
            yield from _taken(writer)
    if match is None:
        raise malformed_at(source, _skip_space(source, position), "invalid character")
    if writer.expected != _DONE:
        raise ends_too_early(source)
    yield writer.take()


def _taken(writer: _Writer) -> Iterator[bytes]:
    """What is written, but for the last token, which tells what may stand behind it."""
    last = writer.written.pop()
    yield writer.take()
    writer.written.append(last)


def _skip_space(source: Source, position: int) -> int:
    match = re.compile(rb"[ \t\r\n\f]*+").match(source, position)
    return match.end() if match else position
