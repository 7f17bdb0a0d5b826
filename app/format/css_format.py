"""Style sheets with a rule and a declaration a line; strings, comments and values stay as they came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from app.format.source import Source, line_break, start_of
from app.work.job import Report

# What is opened and never closed reaches to the end of its line, or of the text.
_STRING = rb"""(?:"(?:[^"\\\n]++|\\.)*+(?:"|\\?(?=\n|\Z))|'(?:[^'\\\n]++|\\.)*+(?:'|\\?(?=\n|\Z)))"""
_URL = rb"url\([ \t\r\n]*+(?![\"' \t\r\n])[^)]*+\)?"
_TOKEN: Final = re.compile(
    rb"(?P<comment>/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z))"
    rb"|(?P<value>" + _STRING + rb"|" + _URL + rb"|\\.|[^\s{};:,\"'()/\\u]++|[()/\\u])"
    rb"|(?P<space>\s++)|(?P<colon>:)|(?P<comma>,)|(?P<open>\{)|(?P<close>\})|(?P<end>;)",
    re.DOTALL | re.IGNORECASE,
)
# From the colon of a declaration to its end no block begins; nested rules have colons, too.
_DECLARATION: Final = re.compile(
    rb":(?:" + _STRING + rb"|" + _URL + rb"|\\.|/\*.*?\*/|[^{};\"'\\/u]++|[/\\u])*+(?:[;}]|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_REPORT_EVERY: Final = 10_000  # tokens
_BOUNDARIES: Final = ("", "open", "close", "end")


@dataclass(slots=True)
class _Writer:
    """What was written and not yet taken, and what stands before the next token: the white space as it
    came, and the ``boundary`` of statements, empty within one."""

    written: list[bytes] = field(default_factory=list)
    level: int = 0
    parentheses: int = 0
    space: bytes = b""
    boundary: str = "start"
    declared: bool = False  # The colon of this declaration has been.
    glue: bool = False  # The last token was a comment within a statement, or the colon of a declaration.

    def write(self, kind: str, text: bytes, declares: bool) -> None:
        if kind == "close":
            self.level = max(0, self.level - 1)
        self.written += (self._between(kind), text)
        if kind == "open":
            self.level += 1
        if kind == "value":
            self.parentheses = max(0, self.parentheses + (text == b"(") - (text == b")"))
        elif kind in ("open", "close"):
            self.parentheses = 0  # An unclosed parenthesis ends with its block.
        self._note(kind, declares)
        self.space = b""

    def take(self) -> bytes:
        taken = b"".join(self.written)
        self.written.clear()
        return taken

    def _between(self, kind: str) -> bytes:
        """The white space before a token."""
        here = line_break(self.level)
        if self.boundary == "start":
            return b""
        if kind == "close":
            return b"" if self.boundary == "open" else here
        if kind == "comment" and self.boundary:
            return here if b"\n" in self.space or not self.space else b" "
        if self.boundary == "close" and self.level == 0 and kind != "end":
            return b"\n" + here
        if self.boundary:
            return b"" if kind == "end" else here
        if kind in ("open", "colon declared"):
            return b" "
        return b" " if self.space or self.glue else b""

    def _note(self, kind: str, declares: bool) -> None:
        self.glue = declares
        self.declared = (self.declared or declares) and kind not in ("open", "close", "end")
        if kind == "comment":
            self.boundary = "comment" if self.boundary else ""
        elif kind in ("open", "close") or (kind == "end" and not self.parentheses):
            self.boundary = kind
        else:
            self.boundary = ""


def format_css(source: Source, report: Report) -> Iterator[bytes]:
    """The same style sheet over many lines.

    Within a selector or a value a run of white space becomes one space, and none is put where none was,
    for it has a meaning: ``a:hover`` is not ``a :hover``.
    """
    writer = _Writer()
    for number, match in enumerate(_TOKEN.finditer(source, start_of(source))):
        kind = match.lastgroup or ""
        if kind == "space":
            writer.space = match[0]
        else:
            writer.write(kind, match[0], kind == "colon" and _declares(writer, source, match.start()))
        if number % _REPORT_EVERY == 0:
            report(match.end() / len(source))
            yield writer.take()
    yield writer.take()


def _declares(writer: _Writer, source: Source, colon: int) -> bool:
    if writer.declared or writer.parentheses or not writer.level or writer.boundary:
        return False
    return _DECLARATION.match(source, colon) is not None
