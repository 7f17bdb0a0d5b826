"""An exchange and a request as octets of JSON, without their bodies and without secrets, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from app.files.codec_request import decode_request, encode_request
from app.history.masked import mask_data, mask_text, mask_typed
from app.model.exchange import Exchange, Response
from app.model.payload import EMPTY, Payload
from app.model.request import Request


def encode_exchange(exchange: Exchange, secrets: tuple[str, ...]) -> bytes:
    """The exchange with its hops; of bodies only their sizes."""
    plain = msgspec.to_builtins(_bare(exchange), enc_hook=str, builtin_types=(bytes,))
    masked = mask_data(_without_octets(plain), secrets)
    return zstandard.compress(json.dumps(masked, separators=(",", ":")).encode("ascii"))


def decode_exchange(octets: bytes) -> Exchange:
    """Raises ValueError when the octets are none of an exchange."""
    try:
        data = json.loads(zstandard.ZstdDecompressor().decompress(octets))
        return msgspec.convert(data, Exchange, strict=False, dec_hook=_refuse)
    except (zstandard.ZstdError, msgspec.ValidationError) as error:
        raise ValueError(f"It holds no exchange: {error}.") from error


def encode_typed(request: Request, secrets: tuple[str, ...]) -> str:
    """The request as typed, with its ``{{names}}``."""
    # The URL first, whole: a secret with an ampersand would be cut into parameters.
    request = replace(request, url=mask_text(request.url, secrets))
    return json.dumps(mask_typed(encode_request(request), secrets), separators=(",", ":"))


def decode_typed(text: str) -> Request:
    """Raises UnreadableFile and ValueError when the text is none of a request."""
    return decode_request(json.loads(text), Path())


def with_bodies(exchange: Exchange, bodies: dict[tuple[int, str], Payload]) -> Exchange:
    """The exchange with its bodies, by the number of the hop and ``sent`` or ``received``."""
    hops = []
    for number, hop in enumerate(exchange.hops):
        sent, received = bodies.get((number, "sent")), bodies.get((number, "received"))
        request = replace(hop.request, body=sent or _sized(hop.request.body))
        response = hop.response and replace(hop.response, body=received or _sized(hop.response.body))
        hops.append(replace(hop, request=request, response=response, history=()))
    return replace(hops[-1], history=tuple(hops[:-1]))


def _bare(exchange: Exchange) -> Exchange:
    """Without what is not kept: the octets of the wire, bodies, and the certificates of the server."""
    return replace(
        exchange,
        wire=None,
        connection=replace(exchange.connection, chain=()),
        request=replace(exchange.request, body=_sized(exchange.request.body)),
        response=exchange.response and _bare_response(exchange.response),
        history=tuple(map(_bare, exchange.history)),
    )


def _bare_response(response: Response) -> Response:
    return replace(response, body=_sized(response.body))


def _sized(body: Payload) -> Payload:
    """A body that is known by its size only."""
    return Payload(body.size, None, None, body.complete) if body.size else EMPTY


def _without_octets(data: Any) -> Any:
    """Plain data in which nothing is bytes; only empty bodies are, and nothing tells them from none."""
    if isinstance(data, dict):
        return {key: _without_octets(each) for key, each in data.items() if not isinstance(each, bytes)}
    return [_without_octets(each) for each in data] if isinstance(data, list | tuple) else data


def _refuse(kind: type, value: object) -> Any:
    raise ValueError(f"{value} is no {kind.__name__}.")
