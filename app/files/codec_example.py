"""Saved examples as values and as the ``examples`` of an OpenCollection HTTP item.

A body that is binary or too long lies in a file of its own, which ``extensions.sonde.file`` names.
Reading is lenient: an example that cannot be understood must not keep its request from being opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from app.errors import UnreadableFile
from app.files.codec_body import decode_body, encode_body
from app.files.codec_parts import Data, decode_fields, encode_fields, without_empty
from app.files.view import View
from app.model.body import Body, NoBody
from app.model.example import Example, ExampleKind, ExampleRequest, ExampleResponse

Examples = tuple[Example, ...]


def decode_examples(data: Any, path: Path) -> Examples:
    """The examples in a request's file.

    Raises:
        UnreadableFile: they have another shape than examples.
    """
    return tuple(map(_decode_example, View(data, path).rows("examples")))


def examples_in(data: Any, path: Path) -> Examples:
    """The examples in a request's file; none where they cannot be understood."""
    try:
        return decode_examples(data, path)
    except UnreadableFile:
        return ()


def encode_examples(examples: Examples) -> Data:
    """The mapping that holds the examples, empty without any."""
    return without_empty({"examples": list(map(_encode_example, examples))})


def _decode_example(row: View) -> Example:
    request, response = row.inside("request"), row.inside("response")
    body = response.inside("body")
    kind = body.text("type")
    return Example(
        name=row.text("name"),
        description=row.text("description"),
        request=ExampleRequest(
            method=request.text("method"),
            url=request.text("url"),
            headers=decode_fields(request.rows("headers")),
            body=_body(request),
        ),
        response=ExampleResponse(
            status=_status(response),
            reason=response.text("statusText"),
            headers=tuple((each.text("name"), each.text("value")) for each in response.rows("headers")),
            kind=next((known for known in get_args(ExampleKind) if known == kind), "text"),
            text=body.text("data"),
            file=row.inside("extensions").inside("sonde").text("file"),
        ),
    )


def _body(request: View) -> Body:
    try:
        return decode_body(request)
    except UnreadableFile:
        return NoBody()


def _status(response: View) -> int:
    text = response.text("status")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 3 else 0


def _encode_example(example: Example) -> Data:
    return without_empty(
        {
            "name": example.name,
            "description": example.description,
            "request": _encode_request(example.request),
            "response": _encode_response(example.response),
            "extensions": {"sonde": {"file": example.response.file}} if example.response.file else {},
        }
    )


def _encode_request(request: ExampleRequest) -> Data:
    return without_empty(
        {
            "url": request.url,
            "method": request.method,
            "headers": encode_fields(request.headers),
            "body": encode_body(request.body),
        }
    )


def _encode_response(response: ExampleResponse) -> Data:
    return without_empty(
        {
            "status": response.status or None,
            "statusText": response.reason,
            "headers": [{"name": name, "value": value} for name, value in response.headers],
            "body": {"type": response.kind, "data": response.text},
        }
    )
