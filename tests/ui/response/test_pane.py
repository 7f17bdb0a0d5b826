"""The pane as people use it, in each of its states."""

import asyncio
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.model.exchange import Failure, Progress
from app.model.payload import Payload
from ui.response.pane import BODY, COOKIES, HEADERS, PATIENCE, TIMELINE, WIRE, ResponsePane

KEY = Qt.Key
NAME = QAccessible.Text.Name
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(qtbot, loop):
    made = ResponsePane()
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    made.show_nothing()
    yield made
    made.show_nothing()
    qtbot.waitUntil(lambda: not asyncio.all_tasks(loop), timeout=15000)


def test_a_response_shows_its_status_figures_and_counts(pane, redirected):
    pane.show_exchange(redirected)
    assert pane.head.pill.text() == "200 OK"
    assert pane.head.facts.facts() == ("224 ms", "3 B", "HTTP/2", "1 redirect")
    assert pane.tabs.badge(HEADERS) == "2"
    assert pane.tabs.badge(COOKIES) == "2"
    assert pane.body.text.visible_text() == "[\n  1\n]"


def test_a_fast_response_never_shows_the_waiting_page(pane, make_exchange, qtbot):
    pane.show_sending()
    pane.show_exchange(make_exchange(b"[1]"))
    qtbot.wait(PATIENCE + 50)
    assert pane.body.isVisible()
    assert not pane.sending.isVisible()


def test_a_slow_send_shows_the_time_the_progress_and_cancel(pane, qtbot):
    pane.show_sending(time.perf_counter() - 3.0)
    qtbot.waitUntil(pane.sending.isVisible)
    pane.show_progress(Progress("receive", received=4_300_000, received_total=97_400_000))
    assert pane.sending.words()[0] >= "3.1 s"
    assert pane.sending.words()[1:] == ("Receiving…", "4.3 MB of 97.4 MB")
    with qtbot.waitSignal(pane.cancel_requested):
        qtbot.keyClick(pane, KEY.Key_Escape)


def test_a_failure_is_painted_where_the_response_would_be(pane, make_failure, qtbot):
    pane.show_exchange(make_failure())
    assert pane.head.pill.text() == "Failed"
    assert pane.failure.isVisible()
    assert not pane.body.isVisible()
    pane.tabs.set_current(HEADERS)
    assert pane.headers.table.lines() == (("host", "nowhere.invalid"),)


def test_the_next_step_of_a_failure_is_told(pane, make_failure, qtbot):
    pane.show_exchange(make_failure("tls", "tls", "The certificate is not valid."))
    heard = []
    pane.hint_requested.connect(heard.append)
    pane.failure.again.click()
    pane.failure.unverified.click()
    assert heard == ["again", "unverified"]


def test_half_a_response_is_shown_below_what_went_wrong(pane, make_exchange, qtbot):
    half = make_exchange(b'[1, {"a": ', payload=Payload(10, b'[1, {"a": ', None, False))
    failure = Failure(
        "reset", "receive", "The server closed the connection.", "10 of 42 bytes", "Send it again."
    )
    pane.show_exchange(replace(half, failure=failure))
    assert pane.partial.isVisible()
    assert "10 of 42 bytes" in pane.partial.hint()
    assert pane.body.text.visible_text() == '[1, {"a": '
    # The bar says it already; a second complaint about the JSON would be noise.
    assert not pane.body.notice.isVisible()
    pane.show_exchange(make_exchange(b"[1]"))
    assert not pane.partial.isVisible()


def test_the_find_bar_finds_counts_and_goes_round(pane, make_exchange, qtbot):
    pane.show_exchange(make_exchange(b'{"key": "one", "Key": "two"}'))
    pane.open_find()
    bar = pane.body.find_bar
    assert bar.field.hasFocus()
    qtbot.keyClicks(bar.field, "key")
    qtbot.waitUntil(lambda: bar.count_words() == "1 of 2")
    qtbot.keyClick(bar.field, KEY.Key_Return)
    assert bar.count_words() == "2 of 2"
    qtbot.keyClick(bar.field, KEY.Key_F3, SHIFT)
    assert bar.count_words() == "1 of 2"
    bar.switches.match_case.click()
    qtbot.waitUntil(lambda: bar.count_words() == "1 of 1")
    qtbot.keyClick(bar.field, KEY.Key_Escape)
    assert not bar.isVisible()
    assert pane.body.text.hasFocus()


def test_f3_goes_on_while_the_text_has_the_keyboard(pane, make_exchange, qtbot):
    pane.show_exchange(make_exchange(b'["x", "x"]'))
    pane.open_find()
    qtbot.keyClicks(pane.body.find_bar.field, "x")
    pane.body.text.setFocus()
    qtbot.keyClick(pane.body.text, KEY.Key_F3)
    assert pane.body.find_bar.count_words() == "2 of 2"


def test_escape_in_the_text_closes_the_find_bar(pane, make_exchange, qtbot):
    pane.show_exchange(make_exchange(b'["x"]'))
    pane.open_find()
    pane.body.text.setFocus()
    qtbot.keyClick(pane.body.text, KEY.Key_Escape)
    assert not pane.body.find_bar.isVisible()


def test_find_goes_to_the_body_from_another_tab(pane, make_exchange):
    pane.show_exchange(make_exchange(b"[1]"))
    pane.tabs.set_current(TIMELINE)
    pane.open_find()
    assert pane.tabs.current == BODY
    assert pane.body.find_bar.isVisible()


def test_copy_takes_the_text_as_it_is_shown(pane, make_exchange, qtbot):
    pane.show_exchange(make_exchange(b"[1]"))
    with qtbot.waitSignal(pane.copy_requested):
        pane.head.copy.click()
    assert QGuiApplication.clipboard().text() == "[\n  1\n]"
    pane.body.choose_view("raw")
    pane.copy_body()
    assert QGuiApplication.clipboard().text() == "[1]"


def test_save_is_offered_for_what_can_be_saved(pane, make_exchange, qtbot):
    pane.show_exchange(make_exchange(b"", status=204, content_type=""))
    assert not pane.head.save.isEnabled()
    pane.show_exchange(make_exchange(b"%PDF-1.7\x00", "application/pdf"))
    assert pane.head.save.isEnabled()
    assert not pane.head.copy.isEnabled()
    pane.body.choose_view("hex")
    assert pane.head.copy.isEnabled()
    with qtbot.waitSignal(pane.save_requested):
        pane.head.save.click()


def test_every_control_has_a_name_and_can_be_reached(pane, redirected, make_failure):
    for exchange in (redirected, make_failure("tls", "tls", "The certificate is not valid.")):
        pane.show_exchange(exchange)
        for widget in pane.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert QAccessible.queryAccessibleInterface(widget).text(NAME), widget


def test_every_state_paints_in_both_themes(pane, redirected, make_failure, make_exchange, use_theme):
    for choice in ("light", "dark"):
        use_theme(choice)
        for exchange in (
            redirected,
            make_failure(),
            make_exchange(b"<a/>", "text/xml"),
            make_exchange(b"\x00"),
        ):
            pane.show_exchange(exchange)
            for tab in (BODY, HEADERS, COOKIES, TIMELINE, WIRE):
                pane.tabs.set_current(tab)
                assert not pane.grab().isNull()
        pane.show_nothing()
        assert not pane.grab().isNull()
