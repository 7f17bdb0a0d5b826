"""Where credentials and secrets stand in octets, so that whatever shows them can leave them out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

Span = tuple[int, int]
"""Octets from the first number to before the second one."""

MASK = "•••"
SHORTEST = 4  # characters; a shorter secret would mask half of everything, and no secret is that short

_CREDENTIAL = re.compile(
    rb"^(?:(?:proxy-)?authorization|cookie2?|set-cookie2?)[ \t]*:[ \t]*([^\r\n]+(?:\r?\n[ \t][^\r\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\d\.\d 1\d\d")
CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})


def masked_spans(octets: bytes, secrets: tuple[str, ...] = ()) -> tuple[Span, ...]:
    """The values of credential headers in the heads of HTTP/1.1, and the secrets wherever they are, also
    percent-encoded or escaped as in JSON. In order, none overlapping."""
    found = [match.span(1) for match in _CREDENTIAL.finditer(octets, 0, head_length(octets))]
    return merged([*found, *secret_spans(octets, secrets)])


def secret_spans(octets: bytes, secrets: tuple[str, ...]) -> Iterator[Span]:
    """Where the secrets are, in any of their forms."""
    for secret in secrets:
        if len(secret) >= SHORTEST:
            for pattern in _forms(secret):
                yield from (match.span() for match in pattern.finditer(octets))


def head_length(octets: bytes) -> int:
    """How many octets the head takes, with the heads of 1xx answers before it; all when it has no end."""
    start = 0
    while end := _END_OF_HEAD.search(octets, start):
        if not _INTERIM.match(octets, start) or end.end() == len(octets):
            return end.end()
        start = end.end()
    return len(octets)


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch as one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif end > start:
            out.append((start, end))
    return tuple(out)


def _forms(secret: str) -> Iterator[re.Pattern[bytes]]:
    yield re.compile(b"".join(map(_any_form, secret)))
    for escaped in {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]} - {secret}:
        yield re.compile(re.escape(escaped.encode("utf-8", "surrogatepass")))


def _any_form(character: str) -> bytes:
    """A pattern for a character as it is, or percent-encoded; a space in a form is a plus sign."""
    octets = character.encode("utf-8", "surrogatepass")
    encoded = b"".join(b"(?i:%%%02x)" % octet for octet in octets)
    return b"(?:" + re.escape(octets) + b"|" + encoded + (b"|[+]" if character == " " else b"") + b")"


def masked_value(name: str, value: str, secrets: tuple[str, ...] = ()) -> str:
    """The value of a header line without credentials and secrets."""
    if name.lower() in CREDENTIALS:
        return MASK
    octets = value.encode("utf-8", "surrogateescape")
    for start, end in reversed(merged(list(secret_spans(octets, secrets)))):
        octets = octets[:start] + MASK.encode() + octets[end:]
    return octets.decode("utf-8", "surrogateescape")
