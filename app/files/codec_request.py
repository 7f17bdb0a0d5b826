"""Requests as values and as the mappings of an OpenCollection HTTP item.

Reading is lenient: it takes what Bruno writes, also where its own schema would not. Writing is strict:
the keys and their order are those of the schema, and what it has no place for goes to
``extensions.sonde``. Two spellings are Sonde's own to define: a request without ``auth`` has none, and
only ``auth: inherit`` inherits.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from app.files.codec_body import decode_body, encode_body
from app.files.codec_environment import decode_variables, encode_variable
from app.files.codec_options import decode_options, encode_settings, encode_sonde
from app.files.codec_parts import (
    Data,
    decode_auth,
    decode_field,
    decode_fields,
    encode_auth,
    encode_field,
    encode_fields,
    number,
    without_empty,
)
from app.files.view import View
from app.model import url as url_text
from app.model.field import Field
from app.model.request import Request


def decode_request(data: Any, path: Path) -> Request:
    """The request in a file's data.

    Raises:
        UnreadableFile: with the place, where the data has another shape than a request.
    """
    view = View(data, path)
    info, http = view.inside("info"), view.inside("http")
    url = http.text("url")
    params = list(http.rows("params"))
    return Request(
        name=info.text("name", path.stem),
        method=http.text("method", "GET"),
        url=url,
        query=url_text.query_rows(url, [_decode_query(row) for row in params if row.text("type") != "path"]),
        path=decode_fields(row for row in params if row.text("type") == "path"),
        headers=decode_fields(http.rows("headers")),
        omitted=_decode_omitted(view),
        body=decode_body(http),
        auth=decode_auth(http),
        docs=view.text("docs"),
        options=decode_options(view.inside("settings"), view.inside("extensions").inside("sonde")),
        sequence=info.number("seq"),
        tags=info.texts("tags"),
        variables=decode_variables(view.inside("runtime")),
    )


def _decode_query(row: View) -> Field:
    # Files hold a parameter as it stands in the URL, a row shows it decoded.
    field = decode_field(row)
    return Field(unquote(field.name), unquote(field.value), field.enabled, field.description)


def _decode_omitted(view: View) -> tuple[str, ...]:
    own = view.inside("extensions").inside("sonde")
    place = own if "omitHeaders" in own else view.inside("settings")
    return tuple(name.lower() for name in place.texts("omitHeaders"))


def encode_request(request: Request) -> Data:
    """The mapping of a request, keys in the order of the schema, nothing that says nothing."""
    info = without_empty({"name": request.name}) | {"type": "http"}
    info |= without_empty({"seq": number(request.sequence), "tags": list(request.tags)})
    sonde = without_empty({"omitHeaders": list(request.omitted)}) | encode_sonde(request.options)
    return without_empty(
        {
            "info": info,
            "http": _encode_http(request),
            "runtime": without_empty({"variables": list(map(encode_variable, request.variables))}),
            "settings": encode_settings(request.options),
            "docs": request.docs,
            "extensions": without_empty({"sonde": sonde}),
        }
    )


def _encode_http(request: Request) -> Data:
    tables = {
        "headers": encode_fields(request.headers),
        "params": _encode_params(request),
        "body": encode_body(request.body),
        "auth": encode_auth(request.auth),
    }
    return {"method": request.method, "url": request.url} | without_empty(tables)


def _encode_params(request: Request) -> list[Data]:
    pieces = iter(url_text.pieces(url_text.split(request.url)[1]))
    rows = []
    for row in url_text.query_rows(request.url, request.query):
        name, _, value = (next(pieces) if row.enabled else url_text.write_piece(row)).partition("=")
        rows.append(encode_field(replace(row, name=name, value=value), "query"))
    return rows + [encode_field(row, "path") for row in request.path]
