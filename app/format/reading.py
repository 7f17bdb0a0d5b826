"""A body and how it is read: which language, which encoding, text or not. Every view starts from this."""

from __future__ import annotations

from dataclasses import dataclass

from app.format.charset import encoding_of, to_utf8
from app.format.languages import SAMPLE_SIZE, control_share, declared_language, is_binary, language_of
from app.format.tokens import Language
from app.model.payload import Payload

_FEW = 0.05
"""Of the bytes of a text; one with a stray NUL in it is a text nevertheless, where the server says so."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``payload`` is the body after content codings; ``content_type`` the whole value of the header,
    ``media_type`` the same without parameters in lower case; ``encoding`` a Python codec name."""

    payload: Payload
    content_type: str
    language: Language
    encoding: str
    binary: bool

    @property
    def media_type(self) -> str:
        """The media type in lower case, empty where none came."""
        return self.content_type.split(";")[0].strip().lower()


def read_body(payload: Payload, content_type: str) -> Reading:
    """How a body is read when the user chooses nothing, by its type and its first bytes."""
    sample = payload.read(SAMPLE_SIZE)
    encoding = encoding_of(content_type, sample)
    media_type = content_type.split(";")[0].strip().lower()
    text = to_utf8(sample, encoding)
    binary = is_binary(text) and not (_declares_text(media_type) and control_share(text) < _FEW)
    return Reading(payload, content_type, language_of(media_type, text), encoding, binary)


def _declares_text(media_type: str) -> bool:
    return media_type.startswith("text/") or declared_language(media_type) is not None
