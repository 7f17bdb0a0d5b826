"""Where credentials and secrets stand in octets, so that whatever shows them can leave them out."""

from __future__ import annotations

import re

from app.masker import MASK, Span, masker, merged

_CREDENTIAL = re.compile(
    rb"^(?:(?:proxy-)?authorization|cookie2?|set-cookie2?)[ \t]*:[ \t]*([^\r\n]+(?:\r?\n[ \t][^\r\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\d\.\d 1\d\d")
CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})


def masked_spans(octets: bytes, secrets: tuple[str, ...] = ()) -> tuple[Span, ...]:
    """The values of credential headers in the heads of HTTP/1.1, and the secrets wherever they are, in every
    form. In order, none overlapping."""
    found = [match.span(1) for match in _CREDENTIAL.finditer(octets, 0, head_length(octets))]
    return merged([*found, *masker(secrets).spans(octets)])


def head_length(octets: bytes) -> int:
    """How many octets the head takes, with the heads of 1xx answers before it; all when it has no end."""
    start = 0
    while end := _END_OF_HEAD.search(octets, start):
        if not _INTERIM.match(octets, start) or end.end() == len(octets):
            return end.end()
        start = end.end()
    return len(octets)


def masked_value(name: str, value: str, secrets: tuple[str, ...] = ()) -> str:
    """The value of a header line without credentials and secrets."""
    if name.lower() in CREDENTIALS:
        return MASK
    return masker(secrets).mask_text(value)
