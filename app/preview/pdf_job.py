"""What a worker process does for PDF documents: paint one page of them, and read its words."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Final

from app.work.job import JobProblem, Report

SIDE: Final = 2400  # pixels of the longer side
_SMALLEST_LAYER: Final = 300
_WORDS_LIMIT: Final = 200_000  # characters
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_POINTS: Final = 96 / 72  # pixels of a screen for one point


def paint_page(_report: Report, source: str, target: str, page: int) -> dict[str, Any]:
    """Paint a page and write its layers: rows of 32-bit pixels (ARGB), each layer half as large as the last.

    Scripts of a document are not run, for the library is built without them, and forms are not filled in.

    Args:
        page: the number of the page, from 0.

    Returns:
        ``pages``, ``width`` and ``height`` of the page on a screen in pixels, ``layers``, and ``words``.
    """
    # The library brings no types, and only this process needs it.
    pdfium: Any = import_module("pypdfium2")
    try:
        document = pdfium.PdfDocument(source)
        wanted = document[page]
        width, height = wanted.get_size()
        if not 0 < min(width, height) <= max(width, height) < 1e7:
            raise JobProblem(f"page {page + 1} has no size")
        return {
            "pages": len(document),
            "width": max(1, round(width * _POINTS)),
            "height": max(1, round(height * _POINTS)),
            "layers": _write_layers(pdfium, wanted, Path(target)),
            "words": wanted.get_textpage().get_text_bounded()[:_WORDS_LIMIT],
        }
    except pdfium.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise JobProblem("it is protected by a password") from None
        raise JobProblem(f"page {page + 1} cannot be read" if page else "it is broken or no PDF") from None
    except IndexError:
        raise JobProblem("it has no pages") from None


def _write_layers(pdfium: Any, page: Any, target: Path) -> list[tuple[int, int]]:
    sizes = []
    side = SIDE
    with target.open("wb") as file:
        while side >= _SMALLEST_LAYER:
            scale = side / max(page.get_size())
            bitmap = page.render(scale=scale, force_bitmap_format=pdfium.raw.FPDFBitmap_BGRA)
            file.write(bytes(bitmap.buffer))
            sizes.append((bitmap.width, bitmap.height))
            side //= 2
    return sizes
