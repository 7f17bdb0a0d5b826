"""Headers as they crossed the wire."""

from PySide6.QtGui import QGuiApplication

from ui.response.headers import RECEIVED, SENT, HeadersView


def test_order_and_duplicates_are_kept_and_the_case_too(qtbot, make_exchange):
    view = HeadersView()
    qtbot.addWidget(view)
    came = (("X-B", "2"), ("x-a", "1"), ("X-B", "3"))
    view.show_exchange(make_exchange(b"", content_type="", headers=came))
    assert view.table.rows() == came
    assert view.summary() == "HTTP/2 200 OK · 120 B"


def test_the_sent_headers_are_one_press_away(qtbot, make_exchange):
    view = HeadersView()
    qtbot.addWidget(view)
    view.show_exchange(make_exchange(b""))
    view.segments.set_current(SENT)
    assert view.table.rows() == (("accept", "*/*"),)
    assert view.summary() == "GET /v2/products HTTP/2"


def test_without_a_response_the_sent_headers_are_shown_and_afterwards_the_received_ones(
    qtbot, make_exchange, make_failure
):
    view = HeadersView()
    qtbot.addWidget(view)
    view.show_exchange(make_failure())
    assert view.segments.current == SENT
    view.show_exchange(make_exchange(b""))
    assert view.segments.current == RECEIVED


def test_all_headers_are_copied_as_lines(qtbot, make_exchange):
    view = HeadersView()
    qtbot.addWidget(view)
    view.show_exchange(make_exchange(b"", content_type="", headers=(("a", "1"), ("b", "2: 3"))))
    view.table.copy_all()
    assert QGuiApplication.clipboard().text() == "a: 1\nb: 2: 3"
