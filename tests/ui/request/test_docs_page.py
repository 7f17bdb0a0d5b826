"""Docs are plain Markdown that loads nothing."""

import pytest
from PySide6.QtCore import QUrl

from app.model.request import Request
from ui.request.docs_page import DocsPage


@pytest.fixture
def page(qtbot):
    made = DocsPage()
    qtbot.addWidget(made)
    made.show()
    made.told = []
    made.changed.connect(lambda request: made.told.append(request.docs))
    return made


@pytest.mark.parametrize("docs", ["# A\n\ntext", "a\u00a0b", "a\r\nb"])
def test_showing_docs_tells_nobody(page, docs):
    page.show_request(Request(docs=docs))
    page.show_request(Request(docs=docs, url="x"))
    assert page.told == []


def test_typing_tells_the_text_exactly(page, qtbot):
    page.show_request(Request(docs="a\u00a0b"))
    qtbot.keyClicks(page.text, "x")
    assert page.told == ["xa\u00a0b"]


def test_the_preview_reads_markdown_and_no_markup(page):
    page.show_request(Request(docs="# Title\n\n<b>x</b> **bold**"))
    page.mode.set_current(1)
    shown = page.preview.toPlainText()
    assert shown.startswith("Title")
    assert "bold" in shown
    assert "**" not in shown


def test_the_preview_loads_nothing(page, tmp_path):
    picture = tmp_path / "a.png"
    picture.write_bytes(b"x")
    assert page.preview.loadResource(2, QUrl.fromLocalFile(str(picture))) is None
    assert page.preview.loadResource(2, QUrl("http://127.0.0.1:1/x.png")) is None
