"""The policy decides by what happened; the sender makes each attempt an exchange of its own."""

import asyncio
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.http.cookies import CookieJar
from app.http.retry import backoff, is_repeatable, pause_before_next, retry_after
from app.model.body import TextBody
from app.model.exchange import Exchange, Failure, Response, SentRequest, Timing
from app.model.options import Retry, Travel
from tests.app.http.sending import resolved, sending
from tests.app.wire.scripted import answering, ok, reset, serving

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
QUICK = Retry(3, backoff=1)
BUSY = b"HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n%s\r\nbusy"


def ended(status=None, kind=None, phase="wait", method="GET", headers=(), attempt=1, answer=()):
    sent = SentRequest(method, "http://h/", "/", "HTTP/1.1", headers)
    response = Response(status, "", "HTTP/1.1", answer) if status else None
    failure = Failure(kind, phase, "It broke.") if kind else None
    return Exchange(sent, response, Timing(), failure=failure, attempt=attempt)


@pytest.mark.parametrize(
    ("exchange", "again"),
    [
        (ended(503), True),
        (ended(500), False),
        (ended(200), False),
        (ended(kind="reset"), True),
        (ended(kind="decode"), False),
        (ended(503, kind="decode"), False),
        (ended(503, attempt=3), True),
        (ended(503, attempt=4), False),
        (ended(503, method="POST"), False),
        (ended(503, method="POST", headers=(("idempotency-key", "1"),)), True),
        (ended(kind="connect", phase="connect", method="POST"), True),
        (ended(kind="reset", phase="send", method="POST"), False),
        (ended(503, method="PUT"), True),
        (ended(503, method="Get"), False),
    ],
)
def test_the_policy_says_what_is_tried_again(exchange, again):
    assert (pause_before_next(exchange, Retry(3)) is not None) is again


def test_all_methods_are_repeated_where_the_policy_says_so():
    assert pause_before_next(ended(503, method="POST"), Retry(1, methods="all")) is not None
    assert not is_repeatable(ended(503, method="POST"))


@given(st.integers(1, 5000), st.integers(0, 10**6), st.integers(0, 10**6), st.floats(0, 1))
def test_a_wait_is_never_longer_than_the_longest_nor_than_the_doubled_first(attempt, first, longest, number):
    policy = Retry(9, backoff=first, longest=longest)
    wait = backoff(policy, attempt, lambda: number)
    assert 0 <= wait <= min(longest, first * 2 ** (attempt - 1))


def test_without_jitter_the_wait_doubles_up_to_the_longest():
    policy = Retry(9, backoff=100, longest=500, jitter=False)
    assert [backoff(policy, attempt) for attempt in (1, 2, 3, 4, 5)] == [100, 200, 400, 500, 500]


@pytest.mark.parametrize(
    ("stated", "milliseconds"),
    [
        ("2", 2000),
        (" 0 ", 0),
        ("Sun, 01 Mar 2026 12:00:03 GMT", 3000),
        ("Sunday, 01-Mar-26 12:00:01 GMT", 1000),
        ("Sun Mar  1 12:00:01 2026", 1000),
        ("Sun, 01 Mar 2020 12:00:00 GMT", 0),
        ("-1", None),
        ("soon", None),
        ("²", None),
        ("", None),
        ("9" * 400, float("9" * 12) * 1000),
    ],
)
def test_retry_after_is_read_in_seconds_and_as_a_date(stated, milliseconds):
    assert retry_after(ended(503, answer=(("Retry-After", stated),)).response, NOW) == milliseconds


@given(st.text(max_size=30))
def test_no_retry_after_breaks_the_policy(stated):
    exchange = ended(503, answer=(("retry-after", stated),))
    assert 0 <= pause_before_next(exchange, Retry(1), NOW) <= 30_000


def test_retry_after_is_obeyed_up_to_the_longest_wait_and_only_where_wanted():
    exchange = ended(429, answer=(("Retry-After", "7"),))
    assert pause_before_next(exchange, Retry(1), NOW) == 7000
    assert pause_before_next(exchange, Retry(1, longest=5000), NOW) == 5000
    policy = Retry(1, obey_retry_after=False, jitter=False)
    assert pause_before_next(exchange, policy, NOW) == 200


async def send(url, retry, progress=None, jar=None, **more):
    travel = Travel(retry=retry, timeout=more.pop("timeout", 0))
    async with sending() as sender:
        return await sender.send(resolved(url, travel=travel, **more), jar, progress)


async def test_each_attempt_is_an_exchange_in_the_record():
    async with serving(answering(BUSY % b"", BUSY % b"", ok(b"here"))) as server:
        exchange = await send(server.url, QUICK)
    assert [(hop.attempt, hop.response.status) for hop in exchange.hops] == [(1, 503), (2, 503), (3, 200)]
    assert exchange.response.body.read() == b"here"
    assert exchange.history[0].response.body.read() == b"busy"
    assert exchange.history[0].waited == 0
    assert exchange.total >= exchange.waited + exchange.timing.total


async def test_attempts_end_and_the_failure_says_how_many_there_were():
    async def script(server, reader, writer):
        await server.request(reader)
        reset(writer)

    async with serving(script) as server:
        exchange = await send(server.url, Retry(2, backoff=1))
        assert len(server.heads) == 3
    assert exchange.failure.kind == "reset"
    assert exchange.failure.detail.endswith("Tried 3 times.")
    assert len(exchange.hops) == 3


async def test_a_post_goes_out_once():
    async with serving(answering(BUSY % b"", ok())) as server:
        exchange = await send(server.url, QUICK, method="POST", body=TextBody("text", "x"))
        assert (exchange.response.status, len(server.heads)) == (503, 1)


async def test_a_body_is_sent_whole_at_every_attempt():
    async with serving(answering(BUSY % b"", ok())) as server:
        await send(server.url, QUICK, method="PUT", body=TextBody("text", "all of it"))
        assert server.bodies == [b"all of it"] * 2


async def test_a_cookie_of_one_attempt_goes_with_the_next():
    async with serving(answering(BUSY % b"Set-Cookie: a=1\r\n", ok())) as server:
        await send(server.url, QUICK, jar=CookieJar())
        assert [b"\r\nCookie: a=1\r\n" in head for head in server.heads] == [False, True]


async def test_redirects_and_attempts_stand_in_order_and_count_apart():
    moved = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
    async with serving(answering(BUSY % b"", moved, BUSY % b"", ok())) as server:
        travel = Travel(retry=Retry(2, backoff=1), max_redirects=1)
        async with sending() as sender:
            exchange = await sender.send(resolved(server.url + "/a", travel=travel))
    record = [(hop.request.target, hop.attempt, hop.response.status) for hop in exchange.hops]
    assert record == [("/a", 1, 503), ("/a", 2, 302), ("/b", 2, 503), ("/b", 3, 200)]
    assert exchange.history[2].waited == 0


async def test_a_wait_that_would_pass_the_deadline_is_not_begun():
    async with serving(answering(BUSY % b"Retry-After: 20\r\n", ok())) as server:
        begun = time.monotonic()
        exchange = await send(server.url, QUICK, timeout=5000)
    assert time.monotonic() - begun < 2
    assert (exchange.response.status, exchange.attempt, exchange.failure) == (503, 1, None)


async def test_the_deadline_holds_for_all_attempts_together():
    async def script(server, reader, writer):
        if len(server.heads) < 2:
            await server.request(reader)
            writer.write(BUSY % b"")
        await reader.read()

    async with serving(script) as server:
        exchange = await send(server.url, Retry(9, backoff=1), timeout=150)
    assert exchange.failure.kind == "timeout"
    assert "within 150 ms" in exchange.failure.title


async def test_the_wait_is_told_and_can_be_cancelled():
    told = asyncio.Queue()

    def note(progress):
        if progress.waiting:
            told.put_nowait(progress)

    async with serving(answering(BUSY % b"Retry-After: 20\r\n")) as server, sending() as sender:
        request = resolved(server.url, travel=Travel(retry=QUICK))
        async with asyncio.TaskGroup() as group:
            task = group.create_task(sender.send(request, None, note))
            waiting = await told.get()
            task.cancel()
    assert (waiting.waiting, waiting.attempt) == (20_000, 2)
    assert task.cancelled()
