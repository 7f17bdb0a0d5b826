"""What a worker process does for Markdown: turn it into a page, and that into a harmless one."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QGuiApplication, QTextDocument

from app.format.charset import to_utf8
from app.preview.page import clean_page
from app.work.job import Report

READ_LIMIT: Final = 256_000
"""Bytes of a text that are looked at."""

_GITHUB: Final = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
_NO_HTML: Final = QTextDocument.MarkdownFeature.MarkdownNoHTML


def read_markdown(_report: Report, source: str, encoding: str) -> dict[str, Any]:
    """The harmless page that a text in Markdown makes, see `app.preview.page.Page`. Markup in it is text."""
    with Path(source).open("rb") as file:
        beginning = file.read(READ_LIMIT)
        more = bool(file.read(1))
    # Documents need fonts, which only an application has; it must not need a screen.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    document = QTextDocument()
    document.setMarkdown(to_utf8(beginning, encoding).decode("utf-8", "replace"), _GITHUB | _NO_HTML)
    page = clean_page(document.toHtml().encode(), colors=False)
    del document, application
    return {**asdict(page), "whole": page.whole and not more}
