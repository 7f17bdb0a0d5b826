"""One request page against the playground: sending, cancelling, failing, and what is painted of it."""

import pytest
from PySide6.QtCore import Qt

from tests.app.wire.scripted import answering, ok, serving
from tests.ui.stage import ALT, KEY, until
from ui.request.editor import BODY
from ui.response.pane import HEADERS, TIMELINE


@pytest.fixture
def page(stage):
    return stage.page


async def test_control_and_enter_send_from_any_field_and_the_answer_is_painted(stage, page):
    stage.press(KEY.Key_2, ALT)
    exchange = await stage.send()
    assert exchange.response.status == 200
    assert page.response.head.pill.text() == "200 OK"
    assert {"HTTP/1.1"} < set(page.response.head.facts.facts())
    await until(lambda: '"greeting"' in page.response.body.text.visible_text())
    page.response.tabs.set_current(HEADERS)
    assert ("content-type", "application/json") in [
        (name.lower(), value) for name, value in page.response.headers.table.lines()
    ]
    page.response.tabs.set_current(TIMELINE)
    assert "wait" in page.response.timeline.canvas.visible_text().lower()


async def test_enter_in_the_url_sends(stage, page):
    page.line.focus_url()
    stage.press(KEY.Key_Return)
    assert (await stage.answered()).response.status == 200


async def test_what_is_typed_last_is_what_is_sent(stage, page, playground):
    stage.type_url(f"{playground.http}/status/418?now=typed")
    stage.press(KEY.Key_Return)
    exchange = await stage.answered()
    assert (exchange.response.status, exchange.request.target) == (418, "/status/418?now=typed")


async def start_slow(stage):
    stage.type_url("{{base_url}}/delay/5")
    stage.press(KEY.Key_Return)
    await until(lambda: stage.page.running and stage.page.response.sending.isVisible())


async def test_escape_cancels_wherever_the_keyboard_is_and_the_next_send_works(stage, page):
    await start_slow(stage)
    page.line.focus_url()
    stage.press(KEY.Key_Escape)
    assert page.exchange.failure.kind == "cancelled"
    assert page.response.head.pill.text() == "Cancelled"
    stage.type_url("{{base_url}}/status/204")
    assert (await stage.send()).response.status == 204


async def test_the_send_button_cancels_while_a_send_runs(stage, page):
    await start_slow(stage)
    assert page.line.send.text() == "Cancel"
    page.line.send.click()
    assert page.exchange.failure.kind == "cancelled"
    assert page.line.send.text() == "Send"
    page.line.send.click()
    await until(lambda: page.running)
    page.line.send.click()


async def test_a_send_right_after_a_cancel_is_not_painted_over_by_it(stage, page):
    await start_slow(stage)
    page.cancel()
    stage.type_url("{{base_url}}/status/201")
    page.send()
    exchange = await stage.answered()
    await stage.rest()
    assert page.exchange is exchange
    assert page.response.head.pill.text() == "201 Created"
    assert page.line.send.text() == "Send"


async def test_a_tab_that_closes_while_it_sends_takes_the_send_along(stage):
    await start_slow(stage)
    stage.window.desk.close_tab(stage.page.tab)
    await stage.rest()
    assert stage.page is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "empty"),
        ("http://exa mple/", "exa mple"),
        ("ftp://example.org/", "ftp"),
        ("http://127.0.0.1:99999/", "99999"),
    ],
)
async def test_a_malformed_url_is_told_where_the_response_would_be(stage, page, url, said):
    stage.type_url(url) if url else page.line.url.clear()
    page.line.url.textEdited.emit(page.line.url.text())
    exchange = await stage.send()
    assert exchange.failure.kind == "invalid"
    assert said in exchange.failure.title
    assert exchange.failure.title.endswith(".")
    assert page.response.failure.isVisible()
    assert page.draft.url == url


async def test_unknown_variables_are_all_listed_and_nothing_is_sent(stage, page):
    async with serving(answering(ok(b"never"))) as server:
        stage.type_url(f"{server.url}/{{{{nobody}}}}/{{{{nothing}}}}")
        exchange = await stage.send()
        assert server.connections == 0
    assert exchange.failure.kind == "variables"
    assert "nobody, nothing" in exchange.failure.title
    assert page.response.failure.isVisible()


async def test_a_send_keeps_the_edits_and_the_focus(stage, page):
    stage.type_url("{{base_url}}/anything?x=1")
    await stage.send()
    assert page.draft.url == "{{base_url}}/anything?x=1"
    assert page.line.url.hasFocus()


async def test_a_narrow_page_puts_the_response_below(stage, page):
    assert page.splitter.orientation() == Qt.Orientation.Vertical
    stage.window.resize(1600, 900)
    await until(lambda: page.splitter.orientation() == Qt.Orientation.Horizontal)


async def test_a_missing_file_to_upload_is_named_before_anything_is_sent(stage, page):
    async with serving(answering(ok(b"never"))) as server:
        stage.type_url(server.url)
        body = page.editor.page(BODY)
        body.switch_kind("file")
        body.show_file("no/such/file.bin")
        exchange = await stage.send()
        assert server.connections == 0
    assert "no/such/file.bin" in exchange.failure.title
    assert page.response.failure.isVisible()
    assert page.draft.body.path == "no/such/file.bin"


async def test_a_body_that_is_not_what_its_type_says_is_shown_as_it_came(stage, page):
    stage.type_url("{{base_url}}/wrong-type")
    exchange = await stage.send()
    assert exchange.response.content_type == "application/json"
    await until(lambda: "<title>Not JSON</title>" in page.response.body.text.visible_text())
    assert "application/json" in page.response.body.notice.sentence()


@pytest.mark.parametrize(
    ("path", "kind"), [("truncated", "protocol"), ("status/204", None), ("binary", None), ("image/png", None)]
)
async def test_answers_of_every_kind_are_painted(stage, page, path, kind):
    stage.type_url("{{base_url}}/" + path)
    exchange = await stage.send()
    assert (exchange.failure.kind if exchange.failure else None) == kind
    assert page.response.head.pill.text().startswith(str(exchange.response.status))
    for tab in range(4):
        page.response.tabs.set_current(tab)
        assert not stage.window.grab().isNull()


async def test_redirects_are_told_hop_by_hop(stage, page):
    stage.type_url("{{base_url}}/redirect/2")
    exchange = await stage.send()
    assert len(exchange.hops) == 3
    assert "2 redirects" in page.response.head.facts.facts()
