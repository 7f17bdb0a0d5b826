"""Headers as they crossed the wire."""

from dataclasses import replace

from PySide6.QtGui import QGuiApplication

from app.format.header_notes import ADDED, LOWERED, NOT_SENT
from app.model.exchange import Interim
from ui.response.headers import RECEIVED, SENT, HeadersView


def test_order_and_duplicates_are_kept_and_the_case_too(qtbot, make_exchange):
    view = HeadersView()
    qtbot.addWidget(view)
    came = (("X-B", "2"), ("x-a", "1"), ("X-B", "3"))
    view.show_exchange(make_exchange(b"", content_type="", headers=came))
    assert view.table.lines() == came
    assert view.summary() == "HTTP/2 200 OK · 120 B"


def test_the_sent_headers_are_one_press_away(qtbot, make_exchange):
    view = HeadersView()
    qtbot.addWidget(view)
    view.show_exchange(make_exchange(b""))
    view.segments.set_current(SENT)
    assert view.table.lines() == (("accept", "*/*"),)
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


def test_what_was_typed_and_what_went_out_are_told_apart(qtbot, make_exchange):
    view = HeadersView()
    qtbot.addWidget(view)
    exchange = make_exchange(b"")
    request = replace(exchange.request, typed=(("X-A", "1"), ("Connection", "close")))
    request = replace(request, headers=(("user-agent", "sonde"), ("x-a", "1")))
    view.show_exchange(replace(exchange, request=request))
    view.segments.set_current(SENT)
    assert [(row[0], row[2]) for row in view.table.rows()] == [
        ("user-agent", ADDED),
        ("x-a", LOWERED),
        ("Connection", NOT_SENT),
    ]
    view.table.copy_all()
    assert QGuiApplication.clipboard().text() == "user-agent: sonde\nx-a: 1"


def test_a_list_that_went_out_as_typed_needs_no_notes(qtbot, make_exchange):
    view = HeadersView()
    qtbot.addWidget(view)
    exchange = make_exchange(b"")
    view.show_exchange(replace(exchange, request=replace(exchange.request, typed=exchange.request.headers)))
    view.segments.set_current(SENT)
    assert view.table.isColumnHidden(2)


def test_early_hints_and_trailers_are_shown_with_what_they_are(qtbot, make_exchange):
    view = HeadersView()
    qtbot.addWidget(view)
    early = (Interim(103, (("Link", "</a>"),)),)
    view.show_exchange(
        make_exchange(b"", content_type="", headers=(("a", "1"),), trailers=(("x-sum", "7"),), interim=early)
    )
    assert view.table.rows() == (
        ("Link", "</a>", "103 Early Hints"),
        ("a", "1", ""),
        ("x-sum", "7", "trailer"),
    )
