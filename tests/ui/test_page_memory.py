"""Tabs, cursors and scroll bars of a page stand after a restart as they were left."""

from tests.ui.stage import until
from ui.page_memory import left, put_back, put_back_response
from ui.request.editor import BODY
from ui.response.pane import HEADERS

LONG = "\n".join(f'  "row {number}",' for number in range(2000))


async def test_a_page_is_put_back_as_it_was_left(stage):
    page = stage.open("world.yml")
    stage.type_url("{{base_url}}/lines/2000")
    page.line.url.setCursorPosition(5)
    page.editor.show_tab(BODY)
    text = page.editor.body_page().text
    text.show_text(LONG)
    cursor = text.textCursor()
    cursor.setPosition(1234)
    text.setTextCursor(cursor)
    text.verticalScrollBar().setValue(70)
    kept = left(page)
    assert (kept.key, kept.request_tab, kept.url, kept.body, kept.body_scroll) == (
        "world.yml",
        BODY,
        5,
        1234,
        70,
    )
    page.editor.show_tab(0)
    page.line.url.setCursorPosition(0)
    cursor.setPosition(0)
    text.setTextCursor(cursor)
    text.verticalScrollBar().setValue(0)
    put_back(page, kept)
    assert left(page) == kept


async def test_a_response_is_scrolled_to_where_it_was_once_it_is_long_enough(stage):
    stage.type_url("{{base_url}}/bytes/200000")
    await stage.send()
    stage.response.body.choose_view("hex")
    bar = stage.response.body.texts.text.verticalScrollBar()
    await until(lambda: bar.maximum() > 900)
    bar.setValue(800)
    stage.response.tabs.set_current(HEADERS)
    kept = left(stage.page)
    assert (kept.response_tab, kept.response_scroll) == (HEADERS, 800)
    await stage.send()
    stage.response.tabs.set_current(0)
    stage.response.body.choose_view("raw")
    put_back_response(stage.page, kept)
    assert stage.response.tabs.current == HEADERS
    stage.response.body.choose_view("hex")
    await until(lambda: bar.value() == 800)
