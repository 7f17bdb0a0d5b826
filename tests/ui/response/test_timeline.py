"""The timeline: hops on a common scale, figures, facts of the connection."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint

from ui.response.hop_words import connection_facts, hop_in_words
from ui.response.timeline import TimelineView


@pytest.fixture
def timeline(qtbot):
    made = TimelineView()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def bar_starts(canvas, hop):
    """The phases met from left to right through the middle of a hop's bar, with where each begins."""
    row = canvas.bar_of(hop)
    found = {}
    for x in range(row.x(), row.right() + 1):
        bar = canvas.phase_at(QPoint(x, row.center().y()))
        if bar is not None:
            found.setdefault(bar.phase, x)
    return found


def test_phases_stand_side_by_side_in_their_order(timeline, make_exchange):
    timeline.show_exchange(make_exchange(b"x"))
    starts = bar_starts(timeline.canvas, 0)
    assert list(starts) == ["blocked", "dns", "connect", "tls", "send", "wait", "receive"]
    assert sorted(starts.values()) == list(starts.values())


def test_a_later_hop_begins_where_the_one_before_ended(timeline, redirected):
    timeline.show_exchange(redirected)
    canvas = timeline.canvas
    row = canvas.bar_of(1)
    begun = min(bar_starts(canvas, 1).values())
    share = redirected.history[0].timing.total / redirected.total
    assert begun == pytest.approx(row.x() + share * row.width(), abs=3)


def test_every_figure_and_fact_can_be_read_out(timeline, redirected):
    timeline.show_exchange(redirected)
    said = timeline.canvas.visible_text()
    for words in (
        "302 Found",
        "TLS 31 ms",
        "Wait 70 ms",
        "reused connection 3",
        "ALPN h2",
        "TLS_AES_256_GCM_SHA384",
    ):
        assert words in said


def test_a_failure_tells_how_far_it_came(make_failure):
    assert "Failed · 5 ms. Blocked 0.1 ms, DNS 4 ms" in hop_in_words(make_failure())


def test_an_unverified_certificate_is_told(make_exchange):
    exchange = make_exchange(b"")
    unverified = replace(exchange, connection=replace(exchange.connection, verified=False))
    assert "certificate not verified" in connection_facts(unverified)
    assert "certificate not verified" not in connection_facts(exchange)


def test_a_narrow_timeline_grows_in_height_and_keeps_every_word(timeline, redirected):
    timeline.show_exchange(redirected)
    before = timeline.canvas.minimumHeight()
    timeline.resize(300, 300)
    assert timeline.canvas.minimumHeight() > before


def test_an_attempt_says_which_it_is_and_how_long_was_waited(redirected):
    facts = connection_facts(replace(redirected, attempt=3, waited=800.0))
    assert facts[:2] == ("attempt 3", "after a wait of 800 ms")


def test_a_measurement_of_the_server_has_a_bar_only_where_it_fits_into_the_wait(timeline, make_exchange):
    told = "db;dur=35, slow;dur=5000, cache;desc=hit"
    timeline.show_exchange(make_exchange(b"x", headers=(("Server-Timing", told),)))
    db, slow, cache = timeline.canvas.measured_of(0)
    row = timeline.canvas.bar_of(0)
    assert db.bar.width() == pytest.approx(row.width() * 35 / 143.9, abs=2)
    assert slow.bar is None
    assert cache.bar is None
    assert row.bottom() < db.box.top() < slow.box.top() < cache.box.top()
    assert "Server: slow 5.00 s" in timeline.canvas.visible_text()
