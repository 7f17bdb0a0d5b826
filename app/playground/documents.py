"""Documents that a client can preview or show as a table: CSV, Markdown, PDF, and several parts in one."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.playground.content import draw_png
from app.playground.endpoint import Endpoint
from app.playground.parameters import query_integer

_MOST_ROWS = 10_000_000
_AT_ONCE = 1000  # rows sent at a time
_BOUNDARY = "part-of-the-playground"
_SIDE = 64  # pixels

_MARKDOWN = """# The playground

It answers in **many** ways; this is *Markdown*.

| kind | path |
|---|---|
| a table | `/csv` |
| a document | `/pdf` |

1. Choose *Preview* to read it.
2. Choose *Raw* to see what came.

> Nothing of a page is loaded from elsewhere.
"""

_PAGE = (
    "BT /F1 24 Tf 72 760 Td (A page from the playground) Tj 0 -36 Td /F1 14 Tf (Page {number} of 2.) Tj ET"
)


async def answer_csv(request: Request) -> Response:
    """Records as CSV (RFC 4180) with a header line; ``rows`` of them."""
    rows = query_integer(request, "rows", 100, 0, _MOST_ROWS)
    return StreamingResponse(_csv(rows), media_type="text/csv; charset=utf-8; header=present")


async def answer_markdown(_request: Request) -> Response:
    """A short text with headings, a table and a list."""
    return Response(_MARKDOWN, media_type="text/markdown")


async def answer_pdf(_request: Request) -> Response:
    """A PDF of two pages."""
    return Response(
        write_pdf([_PAGE.format(number=number) for number in (1, 2)]), 200, None, "application/pdf"
    )


async def answer_parts(_request: Request) -> Response:
    """JSON, a text and a picture in one body (RFC 2046 section 5.1)."""
    parts = (
        ("application/json", "", b'{"part": 1, "total": 3.00}'),
        ("text/plain; charset=utf-8", 'attachment; filename="note.txt"', "Grüße".encode()),
        ("image/png", 'inline; filename="gradient.png"', draw_png(_SIDE)),
    )
    body = b"".join(_part(*part) for part in parts) + f"--{_BOUNDARY}--\r\n".encode()
    return Response(body, 200, None, f"multipart/mixed; boundary={_BOUNDARY}")


def write_pdf(pages: list[str]) -> bytes:
    """A PDF 1.4 file (ISO 32000-1) whose pages have these contents, with Helvetica as F1."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, content in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _file_of(objects)


def _file_of(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode("ascii")


def _csv(rows: int) -> Iterator[bytes]:
    yield b"id,name,price,note\r\n"
    for first in range(0, rows, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, rows))
        yield "".join(map(_row, numbers)).encode()


def _row(number: int) -> str:
    note = ("", '"red, grün"', '"says ""hello"""')[number % 3]
    return f"{number},Item {number},{number % 1000}.50,{note}\r\n"


def _part(content_type: str, disposition: str, body: bytes) -> bytes:
    named = f"Content-Disposition: {disposition}\r\n" if disposition else ""
    return f"--{_BOUNDARY}\r\nContent-Type: {content_type}\r\n{named}\r\n".encode() + body + b"\r\n"


ENDPOINTS = (
    Endpoint("/csv", "Records as CSV, rows of them.", answer_csv, example="/csv?rows=1000"),
    Endpoint("/markdown", "A text in Markdown.", answer_markdown),
    Endpoint("/pdf", "A PDF document of two pages.", answer_pdf),
    Endpoint("/multipart", "JSON, a text and a picture in one body.", answer_parts),
)
