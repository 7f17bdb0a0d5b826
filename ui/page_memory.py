"""Tabs, cursors and scroll bars of a page: taken down as they are, and put back as they were."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollBar

from ui.kept_page import KeptPage
from ui.page import RequestPage
from ui.request.editor import BODY

PATIENCE: Final = 2000  # ms in which a text may become long enough to be scrolled to where it was


def left(page: RequestPage) -> KeptPage:
    """How a page stands now."""
    text = page.editor.body_page().text if page.editor.tabs.current == BODY else None
    return KeptPage(
        page.tab.root,
        page.key,
        page.stored,
        page.editor.tabs.current,
        page.response.tabs.current,
        page.line.url.cursorPosition(),
        text.textCursor().position() if text is not None else 0,
        text.verticalScrollBar().value() if text is not None else 0,
        page.response.body.texts.text.verticalScrollBar().value(),
    )


def put_back(page: RequestPage, kept: KeptPage) -> None:
    """Let the request of a page stand as it was left; the keyboard stays where it is."""
    page.editor.tabs.set_current(kept.request_tab)
    page.line.url.setCursorPosition(kept.url)
    if kept.request_tab == BODY:
        text = page.editor.body_page().text
        cursor = text.textCursor()
        cursor.setPosition(min(kept.body, text.document().characterCount() - 1))
        text.setTextCursor(cursor)
        scroll_later(text.verticalScrollBar(), kept.body_scroll)


def put_back_response(page: RequestPage, kept: KeptPage) -> None:
    """The same for the response that it shows again."""
    page.response.tabs.set_current(kept.response_tab)
    scroll_later(page.response.body.texts.text.verticalScrollBar(), kept.response_scroll)


def watch(page: RequestPage, changed: Callable[[], object]) -> None:
    """Call back when something changes that ``left`` tells."""
    text = page.response.body.texts.text
    for signal in (
        page.editor.tabs.current_changed,
        page.response.tabs.current_changed,
        page.line.url.cursorPositionChanged,
        text.verticalScrollBar().valueChanged,
    ):
        signal.connect(lambda *_values: changed())


def scroll_later(bar: QScrollBar, value: int) -> None:
    """Scroll as soon as there is enough to scroll; a text is measured or formatted little by little."""
    bar.setValue(value)
    if value == 0 or bar.value() == value:
        return
    patience = QTimer(bar, singleShot=True, interval=PATIENCE)

    def scroll() -> None:
        if bar.maximum() >= value:
            bar.rangeChanged.disconnect(scroll)
            patience.stop()
            bar.setValue(value)

    patience.timeout.connect(lambda: bar.rangeChanged.disconnect(scroll))
    bar.rangeChanged.connect(scroll)
    patience.start()
