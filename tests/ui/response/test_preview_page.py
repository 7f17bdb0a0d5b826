"""Pages in the preview: shown, not run, and never the reason for a request."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton

from app.format.reading import read_body
from app.model.payload import Payload
from tests.ui.response.tripwire import has_red, tripwire
from ui.response.preview_page import CUT, PROMISE


def show(preview, qtbot, text, content_type="text/html"):
    data = text.encode()
    preview.show_reading(read_body(Payload(len(data), data), content_type))
    view = preview.current
    qtbot.waitUntil(lambda: is_shown(view) or bool(view.problem()), timeout=15_000)
    return view


def is_shown(view):
    return bool(view.browser.toPlainText()) and view.browser.complete()


def test_a_page_shows_its_text_and_title(preview, qtbot):
    view = show(preview, qtbot, "<title>Sorry</title><h1>502</h1><p>Bad <b>gateway</b></p>")
    assert view.bar.facts() == "HTML page · Sorry · 57 B"
    assert view.browser.toPlainText() == "502\nBad gateway"
    assert view.promise.text() == PROMISE


def test_a_page_runs_nothing_reads_no_file_and_sends_no_request(preview, qtbot, tmp_path):
    with tripwire(tmp_path) as wire:
        url, file_url = wire.url, wire.file_url
        text = f"""<html manifest="{url}/m"><base href="{url}/"><link rel="stylesheet" href="{url}/a.css">
        <link rel="icon" href="{url}/i.ico"><meta http-equiv="refresh" content="0;url={url}/r">
        <style>@import url({url}/b.css); body {{ background: url({file_url}) }}
        p {{ background-image: url({url}/c.png); list-style-image: url({file_url}) }}</style>
        <script src="{url}/s.js"></script><body background="{file_url}" onload="fetch('{url}')">
        <p style="background: url({file_url})">words</p><img src="{url}/d.png"><img src="{file_url}">
        <img src="{file_url.removeprefix("file://")}"><img srcset="{url}/e.png">
        <table background="{file_url}"><tr><td background="{url}/f.png">x</table>
        <iframe src="{url}/g"></iframe><video src="{url}/v">
        </video><object data="{url}/o"></object><embed src="{url}/p"><svg><image href="{file_url}"/></svg>"""
        view = show(preview, qtbot, text)
        assert "words" in view.browser.toPlainText()
        assert "Left out: 1 style sheet, 1 script, 4 pictures." in view.promise.text()
        assert not has_red(view.grab().toImage())
    assert wire.connections == []


def test_the_surface_itself_loads_nothing(preview, qtbot, tmp_path):
    """The second wall: what would come through the first one unharmed."""
    with tripwire(tmp_path) as wire:
        view = show(preview, qtbot, "<p>x</p>")
        pieces = [
            f'<p style="background-image: url({source})">words <img src="{source}"></p>'
            f'<link rel="stylesheet" href="{source}">'
            for source in (
                wire.url,
                wire.file_url,
                wire.file_url.removeprefix("file://"),
                "qrc:/x",
                "image:7",
            )
        ]
        view.browser.show_pieces(pieces, (), f"p {{ background-image: url({wire.file_url}) }}", paper=True)
        qtbot.waitUntil(lambda: view.browser.complete() and "words" in view.browser.toPlainText())
        assert not has_red(view.grab().toImage())
    assert wire.connections == []


def test_a_link_is_told_and_can_be_copied(preview, qtbot):
    view = show(preview, qtbot, '<p><a href="https://example.org/a?b=1">a link to follow</a></p>')
    place = view.browser.cursorRect(QTextCursor(view.browser.document().find("link"))).center()
    qtbot.mouseClick(view.browser.viewport(), Qt.MouseButton.LeftButton, pos=place - QPoint(4, 0))
    assert view.notice.hint() == "https://example.org/a?b=1"
    assert "words" not in view.browser.toPlainText()
    button = next(b for b in view.notice.findChildren(QPushButton) if b.text() == "Copy link")
    button.click()
    assert QGuiApplication.clipboard().text() == "https://example.org/a?b=1"


def test_the_browser_is_opened_after_a_question_only(preview, qtbot):
    view = show(preview, qtbot, "<p>x</p>")
    heard = []
    preview.open_requested.connect(lambda: heard.append(True))
    view.browse.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    question = QApplication.activeModalWidget()
    assert not heard
    next(b for b in question.findChildren(QPushButton) if b.text() == "Open in the browser").click()
    qtbot.waitUntil(lambda: heard == [True])


def test_a_page_beyond_the_limits_says_so(preview, qtbot):
    view = show(preview, qtbot, "<p>word</p>" * 9_000)
    assert view.notice.sentence() == CUT
    assert view.browser.toPlainText().startswith("word\nword")


def test_markdown_is_shown_with_markup_as_text(preview, qtbot):
    text = "# Title\n\n- [x] *done*\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<img src='http://h/'>\n\n![pic](file:///x)"
    view = show(preview, qtbot, text, "text/markdown")
    shown = view.browser.toPlainText()
    assert shown.startswith("Title\ndone\n")
    assert "<img src='http://h/'>" in shown
    assert view.promise.text() == f"{PROMISE} Left out: 1 picture."
    assert not view.browse.isVisible()


def test_a_page_is_let_go(preview, qtbot):
    view = show(preview, qtbot, "<p>x</p>")
    preview.forget()
    assert view.browser.toPlainText() == ""
    assert preview.current is None
