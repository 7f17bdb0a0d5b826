from app.http.progress import PERIOD, Meter


def test_every_phase_is_told_and_bytes_at_most_ten_times_a_second():
    seen = []
    meter = Meter(seen.append)
    meter.begin(1, 1000)
    for phase in ("send", "wait", "receive"):
        meter.enter(phase)
    meter.expect(5000)
    for count in range(1000):
        meter.received(count)
    assert [report.phase for report in seen[:3]] == ["send", "wait", "receive"]
    assert len(seen) < 3 + 5
    assert (meter.now.received, meter.now.received_total, meter.now.hop) == (999, 5000, 1)
    assert PERIOD == 0.1


def test_bytes_sent_add_up_and_start_again_with_each_hop():
    meter = Meter(None)
    meter.begin(0, 10)
    meter.sent(4)
    meter.sent(6)
    assert (meter.now.sent, meter.now.sent_total) == (10, 10)
    meter.begin(1, 0)
    assert (meter.now.sent, meter.now.hop) == (0, 1)
