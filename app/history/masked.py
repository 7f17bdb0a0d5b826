"""Takes secrets out of an exchange and of a request as typed, before any of it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from app.format.masking import CREDENTIALS, masked_value
from app.masker import MASK
from app.model.auth import SECRET_FIELDS
from app.model.exchange import Exchange, SentRequest
from app.model.request import Request

_PAIRS: Final = frozenset({"headers", "typed", "trailers"})
_NAMES: Final = CREDENTIALS | {"x-api-key", "api-key", "x-auth-token"}
_SECRET_KEY: Final = re.compile(r"(?i)password|passphrase|secret|token")
_REFERENCE: Final = re.compile(r"\{\{[^{}]*\}\}")
_LOGIN: Final = re.compile(r"(?<=://)[^/?#@\s]*@")
_PIECES: Final = re.compile(r"[\s;,]+")
_SHORTEST_WORD: Final = 8  # characters; "true" in a cookie would mask half of everything


def all_secrets(exchange: Exchange, request: Request, known: tuple[str, ...]) -> tuple[str, ...]:
    """Every text to be masked: the secrets that are known, those that the taps name, the literals of the
    request's auth, and what logged a hop in."""
    found = [*known, *_literals(request)]
    for hop in exchange.hops:
        found += hop.wire.secrets if hop.wire is not None else ()
        found += _credentials(hop.request)
    return tuple(text for text in dict.fromkeys(found) if text)


def mask_text(text: str, secrets: tuple[str, ...]) -> str:
    """A text without the secrets, and without ``user:password@`` in URLs."""
    return masked_value("", _LOGIN.sub(_mask_login, text), secrets)


def _mask_login(found: re.Match[str]) -> str:
    return found[0] if not _REFERENCE.sub("", found[0]).strip(":@") else f"{MASK}@"


def mask_data(data: Any, secrets: tuple[str, ...]) -> Any:
    """Plain data of an exchange without secrets and without the values of credential headers."""
    if isinstance(data, str):
        return mask_text(data, secrets)
    if isinstance(data, list | tuple):
        return [mask_data(each, secrets) for each in data]
    if isinstance(data, dict):
        return {
            key: _mask_pairs(each, secrets) if key in _PAIRS else mask_data(each, secrets)
            for key, each in data.items()
        }
    return data


def mask_typed(data: Any, secrets: tuple[str, ...]) -> Any:
    """The data of a request's file likewise; ``{{names}}`` stay as they are."""
    masked = mask_data(data, secrets)
    http = masked.get("http", {})
    rows = [row for row in http.get("headers", []) if str(row.get("name", "")).lower() in _NAMES]
    for row in rows:
        row["value"] = _mask_literal(str(row.get("value", "")))
    for part in (http, masked):
        for key in {"auth", "settings", "extensions"} & part.keys():
            part[key] = _mask_keys(part[key])
    if isinstance(http.get("auth"), dict) and http["auth"].get("type") == "apikey":
        http["auth"]["value"] = _mask_literal(str(http["auth"].get("value", "")))
    return masked


def _mask_pairs(rows: Any, secrets: tuple[str, ...]) -> Any:
    if not all(isinstance(row, list | tuple) and len(row) == 2 for row in rows):
        return mask_data(rows, secrets)
    return [
        [name, MASK if name.lower() in _NAMES else mask_text(masked_value(name, value, secrets), secrets)]
        for name, value in rows
    ]


def _mask_keys(data: Any) -> Any:
    if isinstance(data, list):
        return [_mask_keys(each) for each in data]
    if not isinstance(data, dict):
        return data
    return {
        key: _mask_literal(each) if isinstance(each, str) and _SECRET_KEY.search(key) else _mask_keys(each)
        for key, each in data.items()
    }


def _mask_literal(text: str) -> str:
    """A reference stays, with the name of a scheme such as Bearer beside it; everything else goes."""
    rest = _REFERENCE.sub("", text).strip()
    return text if not rest or (rest.isalpha() and rest != text.strip()) else MASK


def _literals(request: Request) -> Iterator[str]:
    for name in SECRET_FIELDS.get(type(request.auth), ()):
        text = str(getattr(request.auth, name))
        if not _REFERENCE.search(text):
            yield text


def _credentials(sent: SentRequest) -> Iterator[str]:
    """What logged the request in: a server may repeat it in its answer."""
    for name, value in sent.headers:
        if name.lower() in _NAMES:
            yield value
            for piece in _PIECES.split(value):
                word = piece.partition("=")[2] if "=" in piece.rstrip("=") else piece
                if len(word.strip('"')) >= _SHORTEST_WORD:
                    yield word.strip('"')
