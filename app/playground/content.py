"""One answer of each kind that a client has to show: markup, images, texts in two encodings, raw bytes."""

from __future__ import annotations

import struct
import zlib

from starlette.requests import Request
from starlette.responses import Response

from app.playground.endpoint import Answer, Endpoint

_SIDE = 64  # pixels

_XML = """<?xml version="1.0" encoding="UTF-8"?>
<!-- A short catalogue. -->
<catalogue xmlns:p="urn:playground">
  <book p:id="1" year="1843"><title>Notes on the Analytical Engine</title><author>Ada Lovelace</author></book>
  <book p:id="2" year="1936"><title>On Computable Numbers</title><author>Alan Turing</author></book>
  <note><![CDATA[5 < 6 & 7 > 6]]></note>
</catalogue>
"""

_HTML = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>The playground</title></head>
<body>
<h1>A page</h1>
<p>With <em>some</em> markup, a <a href="/anything">link</a> and an image:
<img src="/image/svg" alt="A circle">.</p>
</body>
</html>
"""

_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
  <rect width="64" height="64" fill="#eef2ff"/>
  <circle cx="32" cy="32" r="20" fill="#4f46e5"/>
</svg>
"""

_UTF8 = """Plain text in UTF-8.
Grüße, здравствуйте, 你好, こんにちは, שלום, مرحبا
Signs: € £ ± ∞ ≠ ✓   Emoji: 🎈 👩‍💻   Combining: é = e\u0301
"""

_LATIN1 = "Plain text in ISO 8859-1.\nGrüße, façade, señor, ½ £ ±\n"


def _always(body: bytes, content_type: str) -> Answer:
    async def answer(_request: Request) -> Response:
        return Response(body, headers={"Content-Type": content_type})

    return answer


def draw_png(side: int) -> bytes:
    """A square RGB gradient, ``side`` pixels wide, as a PNG file (RFC 2083)."""
    scale = 255 // max(side - 1, 1)
    rows = b"".join(
        b"\x00" + b"".join(bytes((x * scale, y * scale, 160)) for x in range(side)) for y in range(side)
    )
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


ENDPOINTS = (
    Endpoint("/xml", "An XML document.", _always(_XML.encode(), "application/xml")),
    Endpoint("/html", "An HTML page.", _always(_HTML.encode(), "text/html; charset=utf-8")),
    Endpoint("/image/png", "A PNG image.", _always(draw_png(_SIDE), "image/png")),
    Endpoint("/image/svg", "An SVG image.", _always(_SVG.encode(), "image/svg+xml")),
    Endpoint("/utf8", "Text in UTF-8.", _always(_UTF8.encode(), "text/plain; charset=utf-8")),
    Endpoint(
        "/latin1", "Text in ISO 8859-1.", _always(_LATIN1.encode("latin-1"), "text/plain; charset=iso-8859-1")
    ),
    Endpoint("/binary", "The 256 bytes, once each.", _always(bytes(range(256)), "application/octet-stream")),
)
