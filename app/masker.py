"""Takes secrets out of texts and octets: one way for the log, the wire view, traces, history and exports.

A secret is found as it is, percent-encoded, escaped as in JSON or HTML, also in part, and within base64,
wherever among other octets it begins, over several lines too; one that is percent-encoded itself, or not
ASCII, also as servers take it. Shorter than four characters it is not masked in running text: it would
take half of everything with it, and no secret is that short.
"""

from __future__ import annotations

import base64
import html
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Final
from urllib.parse import quote, quote_plus, unquote, unquote_plus

Span = tuple[int, int]
"""Octets from the first number to before the second one."""

Finder = Callable[[bytes], Iterator[Span]]

MASK: Final = "•••"
SHORTEST: Final = 4  # characters
_SHORTEST_CODE: Final = 6  # characters of base64; fewer stand in many texts by chance
_LONG: Final = 500  # characters; a pattern for each of more would take long to make
_WIDEST: Final = 12  # octets at most of one character, in its longest spelling
_LINE: Final = 80  # octets before the end of a line of base64, by which that is known
_LETTERS: Final = rb"[A-Za-z0-9+/]{60}"
# The end of a long line of base64, also as JSON spells it; it begins with what few octets are.
_FOLD: Final = re.compile(
    rb"(?:%s)(?=[A-Za-z0-9+/=])"
    % b"|".join(end + rb"(?<=" + _LETTERS + end + rb")" for end in (rb"\r\n", rb"\n", rb"\\r\\n", rb"\\n"))
)
_ESCAPES: Final = {"\n": rb"\\n", "\r": rb"\\r", "\t": rb"\\t", "\b": rb"\\b", "\f": rb"\\f"}


class Masker:
    """Masks some secrets; see ``masker``. ``reach`` is how many octets one of them takes at most."""

    def __init__(self, secrets: Iterable[str]) -> None:
        spelled = dict.fromkeys(each for secret in secrets for each in _as_read(secret))
        known = [each for each in spelled if len(each) >= SHORTEST]
        self._finders = [find for secret in known for find in _finders(secret)]
        self._codes = [code.encode() for secret in known for code in _codes(secret)]
        self.reach = max((len(secret) * _WIDEST + _LINE for secret in known), default=0)

    def spans(self, octets: bytes) -> tuple[Span, ...]:
        """Where the secrets are, in order, none overlapping."""
        plain = (span for find in self._finders for span in find(octets))
        return merged([*plain, *self._folded_spans(octets)])

    def _folded_spans(self, octets: bytes) -> Iterator[Span]:
        """Those in base64 over several lines, as in mail (RFC 2045, section 6.8)."""
        breaks = [found.span() for found in _FOLD.finditer(octets)] if self._codes else []
        if not breaks:
            return
        joined = without(octets, breaks, b"")
        # Where in ``joined`` each break was, and how many octets are left out up to there.
        left, places, widths = 0, [], [0]
        for start, end in breaks:
            places.append(start - left)
            left += end - start
            widths.append(left)
        for code in self._codes:
            for start, end in _find_literal(code, joined):
                before, after = bisect_right(places, start), bisect_left(places, end)
                yield start + widths[before], end + widths[after]

    def mask(self, octets: bytes) -> bytes:
        """The octets with a mask for every secret."""
        return without(octets, self.spans(octets))

    def mask_text(self, text: str) -> str:
        """A text likewise."""
        if not self._finders:
            return text
        octets = text.encode("utf-8", "surrogatepass")
        found = self.spans(octets)
        return without(octets, found).decode("utf-8", "surrogatepass") if found else text

    def mask_pieces(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Octets that come in pieces, masked also where a secret is split over them."""
        stream = MaskStream(self)
        for piece in pieces:
            yield stream.feed(piece)
        yield stream.finish()


class MaskStream:
    """Masks what is fed piece by piece; holds back what may be the beginning of a secret."""

    def __init__(self, masker: Masker) -> None:
        self._masker = masker
        self._held = b""

    def feed(self, piece: bytes) -> bytes:
        """What is settled by now, masked."""
        octets = self._held + piece
        settled = max(len(octets) - self._masker.reach, 0)
        found = [span for span in self._masker.spans(octets) if span[0] < settled]
        settled = max(settled, found[-1][1] if found else 0)
        self._held = octets[settled:]
        return without(octets[:settled], found)

    def finish(self) -> bytes:
        """The rest; nothing more will be fed."""
        rest, self._held = self._held, b""
        return self._masker.mask(rest)


@lru_cache(maxsize=32)
def masker(secrets: tuple[str, ...]) -> Masker:
    """What masks these secrets; made once for as long as they are the same."""
    return Masker(secrets)


def without(octets: bytes, spans: Sequence[Span], mask: bytes = MASK.encode()) -> bytes:
    """The octets with a mask in place of each span."""
    out, last = [], 0
    for start, end in spans:
        out += [octets[last:start], mask]
        last = end
    return b"".join([*out, octets[last:]])


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch as one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif end > start:
            out.append((start, end))
    return tuple(out)


def _as_read(secret: str) -> Iterator[str]:
    """A secret as it is and as servers may take it: without its percent signs, and as Latin-1."""
    for text in (secret, unquote(secret), unquote_plus(secret)):
        yield text
        if not text.isascii():
            yield text.encode("utf-8", "surrogatepass").decode("latin-1")


@lru_cache(maxsize=512)
def _finders(secret: str) -> tuple[Finder, ...]:
    """What finds one secret in any of its forms."""
    codes = tuple(_codes(secret))
    if len(secret) <= _LONG:
        patterns = [b"".join(map(_any_form, secret)), *map(_code_form, codes)]
        return tuple(partial(_find_pattern, re.compile(pattern)) for pattern in patterns)
    literal = dict.fromkeys(form for text in (secret, *codes) for form in _literal_forms(text))
    return tuple(partial(_find_literal, form) for form in literal)


def _find_pattern(pattern: re.Pattern[bytes], octets: bytes) -> Iterator[Span]:
    return (match.span() for match in pattern.finditer(octets))


def _find_literal(form: bytes, octets: bytes) -> Iterator[Span]:
    at = octets.find(form)
    while at >= 0:
        yield at, at + len(form)
        at = octets.find(form, at + len(form))


def _literal_forms(secret: str) -> set[bytes]:
    """The usual spellings of a long text, each the same throughout."""
    spelled = [quote(secret, safe, errors="surrogatepass") for safe in ("/", "")]
    spelled.append(quote_plus(secret, errors="surrogatepass"))
    spelled += [re.sub("%..", lambda found: found[0].lower(), text) for text in spelled]
    spelled += [json.dumps(secret, ensure_ascii=plain)[1:-1] for plain in (True, False)]
    spelled += [secret, html.escape(secret)]
    return {text.encode("utf-8", "surrogatepass") for text in spelled}


def _any_form(character: str) -> bytes:
    """A pattern for a character as it is, percent-encoded, or escaped; a space in a form is a plus sign."""
    octets = character.encode("utf-8", "surrogatepass")
    units = character.encode("utf-16-be", "surrogatepass").hex()
    escaped = "".join(rf"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
    forms = [re.escape(octets), b"(?i:" + "".join(f"%{octet:02x}" for octet in octets).encode() + b")"]
    forms.append(b"(?i:" + escaped.encode() + b")")
    if character in '"\\/':
        forms.append(rb"\\" + re.escape(octets))
    if character in _ESCAPES:
        forms.append(_ESCAPES[character])
    if character == "'":
        forms.append(rb"&(?:#39|apos);")
    if character == " ":
        forms.append(rb"[+]")
    if (entity := html.escape(character)) != character:
        forms.append(re.escape(entity.encode()))
    # The longest first: an ampersand begins its own entity.
    return b"(?:" + b"|".join(reversed(forms)) + b")"


def _code_form(code: str) -> bytes:
    """A pattern for base64, in which only a few characters are ever percent-encoded or escaped."""
    return "".join(
        letter if letter.isalnum() else _any_form(letter).decode("ascii") for letter in code
    ).encode()


def _codes(secret: str) -> Iterator[str]:
    """How base64 spells a secret, wherever among other octets it begins; both alphabets."""
    octets = secret.encode("utf-8", "surrogatepass")
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + octets).decode()
        # Characters that the octets before and after have a part in are another time others.
        first = (0, 2, 3)[shift]
        last = len(whole) if (shift + len(octets)) % 3 == 0 else len(whole.rstrip("=")) - 1
        code = whole[first:last]
        if len(code) >= _SHORTEST_CODE:
            yield code
            if (other := code.replace("+", "-").replace("/", "_")) != code:
                yield other
