"""Every moment of an exchange belongs to the phase in which it passed; checked against known delays."""

import asyncio
import ssl
from time import perf_counter, sleep

import pytest
import trustme

from app.model.exchange import PHASES
from app.wire.options import Options, Override, Tls
from app.wire.timeline import Timeline
from tests.app.wire.ending import ending, request_to, tidy
from tests.app.wire.hostile import listening

SLACK = 60  # ms that a busy machine may add; nothing may be shorter than its delay


def near(measured, expected):
    assert expected - 5 <= measured <= expected * 1.05 + SLACK


async def fetch(url, method="GET", content=b"", **options):
    async with tidy(Options(**options)) as transport:
        request = request_to(url, method, content)
        assert await ending(transport, request) == "200 hello"
        return request.extensions["timeline"]


async def slowly(reader, writer):
    """Wait 80 ms, then answer in two halves 60 ms apart."""
    await reader.readuntil(b"\r\n\r\n")
    await asyncio.sleep(0.08)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel")
    await asyncio.sleep(0.06)
    writer.write(b"lo")
    await reader.read()


async def test_waiting_and_receiving_take_as_long_as_the_server_does():
    async with listening(slowly) as port:
        timing = (await fetch(f"http://127.0.0.1:{port}/")).timing()
    near(timing.wait, 80)
    near(timing.receive, 60)
    near(timing.total, 140)
    assert timing.dns is None
    assert timing.tls is None


async def test_the_phases_make_up_the_total():
    async with listening(slowly) as port:
        timing = (await fetch(f"http://127.0.0.1:{port}/")).timing()
    assert sum(ms for _, ms in timing.phases()) == pytest.approx(timing.total)


async def test_a_slow_handshake_is_tls_and_nothing_else(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    context.sni_callback = lambda *_: sleep(0.1)
    async with listening(slowly, tls=context) as port:
        timing = (await fetch(f"https://127.0.0.1:{port}/", tls=Tls(verify=False))).timing()
    near(timing.tls, 100)
    near(timing.wait, 80)
    assert timing.connect < SLACK


async def test_a_slow_proxy_is_connecting():
    async def proxy(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.1)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await writer.start_tls(context)
        await slowly(reader, writer)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("server.test").configure_cert(context)
    async with listening(proxy) as port:
        options = {"proxy": f"http://127.0.0.1:{port}", "tls": Tls(verify=False)}
        timing = (await fetch("https://server.test/", **options)).timing()
    near(timing.connect, 100)
    near(timing.wait, 80)


async def test_a_slow_reader_of_the_body_is_sending():
    size = 20_000_000

    async def reluctant(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.1)
        await reader.readexactly(size)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        await reader.read()

    async with listening(reluctant) as port:
        timing = (await fetch(f"http://127.0.0.1:{port}/", "POST", b"x" * size)).timing()
    assert timing.send >= 95
    assert timing.wait < timing.send


async def test_a_name_is_looked_up_and_an_override_is_not():
    async with listening(slowly) as port:
        looked_up = (await fetch(f"http://localhost:{port}/", family="4")).timing()
        override = (Override("localhost", 0, "127.0.0.1"),)
        given = (await fetch(f"http://localhost:{port}/", overrides=override)).timing()
    assert looked_up.dns is not None
    assert given.dns is None


async def test_a_reused_connection_has_no_phases_of_opening():
    async def twice(reader, writer):
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")

    async with listening(twice) as port, tidy() as transport:
        first, second = (request_to(f"http://127.0.0.1:{port}/") for _ in range(2))
        await ending(transport, first)
        await ending(transport, second)
    one, two = (request.extensions["timeline"] for request in (first, second))
    assert (one.connection.reused, two.connection.reused) == (False, True)
    assert one.connection.id == two.connection.id
    assert one.connection.remote == f"127.0.0.1:{port}"
    timing = two.timing()
    assert (timing.dns, timing.connect, timing.tls) == (None, None, None)


def test_a_phase_that_is_entered_twice_adds_up():
    seen = []
    timeline = Timeline(seen.append)
    for phase in ("send", "wait", "send", "wait"):
        timeline.enter(phase)
        until = perf_counter() + 0.002
        while perf_counter() < until:
            pass
    timeline.stop()
    timing = timeline.timing()
    assert seen == ["send", "wait", "send", "wait"]
    assert timing.send >= 4
    assert timing.wait >= 4
    assert {phase for phase, _ in timing.phases()} <= set(PHASES)
