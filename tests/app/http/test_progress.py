import asyncio

from app.http.progress import PERIOD, Meter
from app.model.exchange import Exchange, Response, SentRequest, Timing
from app.model.payload import Payload


async def test_every_phase_is_told_and_bytes_at_most_ten_times_a_second():
    seen = []
    meter = Meter(seen.append)
    meter.begin(1, 1000)
    for phase in ("send", "wait", "receive"):
        meter.enter(phase)
    meter.expect(5000)
    for count in range(1000):
        meter.received(count)
    meter.stop()
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


async def test_what_comes_just_after_a_report_is_told_even_if_nothing_follows():
    seen = asyncio.Queue()
    meter = Meter(seen.put_nowait)
    meter.begin(0, 0)
    meter.enter("receive")
    body = b"data: 1\n\n"
    response = Response(200, "OK", "HTTP/1.1", body=Payload(len(body), body))
    arriving = Exchange(SentRequest("GET", "http://a/", "/", "HTTP/1.1"), response, Timing())
    meter.expect(None, lambda: arriving)
    meter.received(len(body))
    assert (await seen.get()).exchange is None
    late = await asyncio.wait_for(seen.get(), 5)
    assert (late.received, late.exchange.response.body.read()) == (len(body), body)


async def test_nothing_is_told_of_an_exchange_that_has_ended():
    seen = []
    meter = Meter(seen.append)
    meter.enter("receive")
    meter.received(1)
    meter.stop()
    await asyncio.sleep(PERIOD * 1.5)
    assert [report.received for report in seen] == [0]
