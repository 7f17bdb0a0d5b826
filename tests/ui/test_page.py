"""One request page against the playground: sending, cancelling, failing, and what is painted of it."""

import pytest
from PySide6.QtCore import Qt

from tests.app.wire.scripted import answering, ok, serving
from tests.ui.stage import ALT, KEY, until
from ui.request.editor import BODY
from ui.response.pane import BODY as BODY_TAB
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


async def start_stream(stage, lines=2, interval=0.15):
    """Send to a stream of lines, and wait until some of them are on the screen."""
    stage.type_url(f"{{{{base_url}}}}/stream/40?interval={interval}")
    stage.press(KEY.Key_Return)
    text = stage.response.body.text
    await until(lambda: stage.page.running and text.visible_text().count("{") >= lines)
    return text


async def test_a_stream_is_shown_line_by_line_and_what_came_stays_when_it_is_cancelled(stage, page):
    text = await start_stream(stage)
    pane = page.response
    assert pane.head.pill.text() == "200 OK"
    assert pane.receiving.sentence().startswith("Receiving… ")
    assert not pane.sending.isVisible()
    shown = text.visible_text()
    pane.receiving.button.click()
    assert page.exchange.failure.title == "Cancelled."
    assert pane.partial.isVisible()
    assert not pane.receiving.isVisible()
    await stage.rest()
    assert text.visible_text().startswith(shown)
    assert page.exchange.response.body.read() == text.visible_text().encode() + b"\n"
    assert not page.exchange.response.body.complete


async def test_escape_cancels_while_the_response_arrives(stage, page):
    await start_stream(stage, 1)
    stage.press(KEY.Key_Escape)
    assert page.exchange.failure.kind == "cancelled"
    assert page.exchange.response.status == 200


async def test_what_arrives_is_told_as_far_as_it_is_known(stage, page):
    await start_stream(stage, 1)
    page.response.tabs.set_current(HEADERS)
    names = [name.lower() for name, _ in page.response.headers.table.lines()]
    assert "content-type" in names
    page.response.tabs.set_current(TIMELINE)
    assert not page.response.timeline.isVisible()
    page.cancel()
    page.response.tabs.set_current(BODY_TAB)
    page.response.tabs.set_current(TIMELINE)
    assert page.response.timeline.isVisible()


async def test_a_stream_that_ended_stays_where_it_was_and_offers_its_views(stage, page):
    stage.type_url("{{base_url}}/stream/3?interval=0.15")
    await stage.send()
    body = page.response.body
    assert body.view == "raw"
    assert body.text.visible_text().count("\n") == 2
    assert "hex" in body.offered


async def test_earlier_responses_can_be_looked_at_again(stage, page):
    first = await stage.send()
    stage.type_url("{{base_url}}/status/404")
    second = await stage.send()
    picker = page.response.head.earlier
    assert picker.list.text() == "2 of 2"
    picker.back.click()
    assert page.exchange is first
    assert page.response.head.pill.text() == "200 OK"
    assert '"greeting"' in page.response.body.text.visible_text()
    assert not picker.back.isEnabled()
    stage.press(KEY.Key_Right, ALT)
    assert page.exchange is second
    stage.press(KEY.Key_Left, ALT)
    third = await stage.send()
    assert page.exchange is third
    assert picker.list.text() == "3 of 3"


async def test_a_page_that_is_closed_leaves_no_file_behind(stage, page, playground):
    stage.type_url(f"{playground.http}/bytes/3000000")
    exchange = await stage.send()
    path = exchange.response.body.path
    assert path.exists()
    page.leave()
    assert not path.exists()
