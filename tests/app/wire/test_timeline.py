from app.model.exchange import Connection
from app.wire.timeline import Timeline


def test_the_phases_fill_the_total_without_gaps():
    timeline = Timeline()
    timeline.enter("blocked")
    for phase in ("dns", "connect", "tls", "blocked", "send", "wait", "receive"):
        timeline.enter(phase)
    timeline.stop()
    timing = timeline.timing()
    assert abs(sum(ms for _, ms in timing.phases()) - timing.total) < 1.0
    assert [phase for phase, _ in timing.phases()] == [
        "blocked", "dns", "connect", "tls", "send", "wait", "receive",
    ]  # fmt: skip


def test_a_phase_that_did_not_happen_is_none():
    timeline = Timeline()
    timeline.enter("send")
    assert timeline.timing().dns is None
    assert timeline.timing().send is not None


def test_every_change_of_phase_is_reported_once():
    seen = []
    timeline = Timeline(seen.append)
    for phase in ("send", "send", "wait", "receive", "receive"):
        timeline.enter(phase)
    assert seen == ["send", "wait", "receive"]


def test_the_total_stands_still_after_the_stop():
    timeline = Timeline()
    timeline.stop()
    assert timeline.timing() == timeline.timing()


def test_a_connection_that_was_not_opened_here_is_a_reused_one():
    own, other = Connection(id=1), Connection(id=2)
    timeline = Timeline()
    timeline.dialled(own)
    timeline.carried_by(own)
    assert not timeline.connection.reused
    timeline.carried_by(other)
    assert timeline.connection.reused
    assert timeline.connection.id == 2
