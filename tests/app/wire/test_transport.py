import asyncio
import time

import httpx
import pytest

from app.wire.timeline import Timeline
from app.wire.transport import Limits
from tests.app.wire.scripted import answering, fetch, ok, request_to, serving, transporting

LINES = [(b"x-B", b"1"), (b"HOST", b"elsewhere"), (b"X-a", b"2"), (b"x-B", b"3"), (b"Caf", "é".encode())]


async def test_header_lines_and_target_go_out_exactly_as_given():
    async with serving(answering(ok())) as server, transporting() as transport:
        await fetch(transport, request_to(server.url, LINES, target=b"//a/../b?c=[]&&d=%zz"))
        assert server.heads == [
            b"GET //a/../b?c=[]&&d=%zz HTTP/1.1\r\nx-B: 1\r\nHOST: elsewhere\r\nX-a: 2\r\nx-B: 3\r\n"
            b"Caf: \xc3\xa9\r\n\r\n"
        ]


async def test_no_header_is_added():
    async with serving(answering(ok())) as server, transporting() as transport:
        await fetch(transport, request_to(server.url))
        assert server.heads == [b"GET / HTTP/1.1\r\n\r\n"]


async def test_a_body_without_a_length_is_sent_and_the_connection_ends():
    async def script(server, reader, writer):
        await server.request(reader)
        server.bodies.append(await reader.readexactly(3))
        writer.write(ok())
        assert await reader.read() == b""

    async with serving(script) as server, transporting() as transport:
        await fetch(transport, request_to(server.url, body=b"abc", method="POST"))
        await server.ended.wait()
        assert server.bodies[-1] == b"abc"


async def test_the_head_of_the_answer_is_kept_as_it_came():
    head = b"HTTP/1.1 200 Fine\r\nconTent-length: 5\r\nA: 1\r\na: 2\r\n\r\n"
    answer = b"HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n" + head
    async with serving(answering(answer + b"hello")) as server, transporting() as transport:
        response, timeline = await fetch(transport, request_to(server.url))
        assert timeline.tap.received == head
        assert response.content == b"hello"


async def test_a_second_exchange_reuses_the_connection_and_shows_no_dialling():
    async with serving(answering(ok(), ok())) as server, transporting() as transport:
        _, first = await fetch(transport, request_to(server.url))
        _, second = await fetch(transport, request_to(server.url))
        assert (first.connection.reused, second.connection.reused) == (False, True)
        assert first.connection.id == second.connection.id
        timing = second.timing()
        assert timing.dns is timing.connect is timing.tls is None
        assert first.timing().connect is not None


async def test_each_phase_is_charged_with_its_own_delay():
    async def slow(server, reader, writer):
        await asyncio.sleep(0.1)
        await server.request(reader)
        await asyncio.sleep(0.15)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na")
        await writer.drain()
        await asyncio.sleep(0.2)
        writer.write(b"b")
        await reader.read()

    body = b"x" * 30_000_000
    async with serving(slow) as server, transporting() as transport:
        lines = [(b"Content-Length", str(len(body)).encode())]
        request = request_to(server.url, lines, body, "POST")
        _, timeline = await fetch(transport, request)
        timing = timeline.timing()
        assert 90 <= timing.send < 1000
        assert 140 <= timing.wait < 1000
        assert 190 <= timing.receive < 1000
        assert timing.total >= 430


async def test_waiting_for_a_place_is_blocked():
    async def slow(server, reader, writer):
        while True:
            await server.request(reader)
            await asyncio.sleep(0.1)
            writer.write(ok())

    async with serving(slow) as server, transporting(limits=Limits(connections=1)) as transport:
        results = await asyncio.gather(*(fetch(transport, request_to(server.url)) for _ in range(2)))
        blocked = sorted(timeline.timing().blocked for _, timeline in results)
        assert blocked[1] >= 90
        assert server.connections == 1


async def closing(server, reader, writer):
    """The first connection answers once and hangs up on the second request."""
    await server.request(reader)
    writer.write(ok())
    await server.request(reader)
    if server.connections > 1:
        writer.write(ok())
        await reader.read()


async def test_a_stale_connection_is_replaced_when_the_request_may_be_repeated():
    async def fresh(server, reader, writer):
        await (closing if server.connections == 1 else answering(ok()))(server, reader, writer)

    async with serving(fresh) as server, transporting() as transport:
        await fetch(transport, request_to(server.url))
        response, timeline = await fetch(transport, request_to(server.url))
        assert response.content == b"hello"
        assert (server.connections, timeline.connection.reused) == (2, False)
        assert len(server.heads) == 3


async def test_a_post_is_not_sent_twice():
    async with serving(closing) as server, transporting() as transport:
        await fetch(transport, request_to(server.url))
        with pytest.raises(httpx.RemoteProtocolError):
            await fetch(transport, request_to(server.url, method="POST"))
        assert len(server.heads) == 2


async def test_a_connection_that_was_closed_while_idle_is_not_used():
    async def once(server, reader, writer):
        await server.request(reader)
        writer.write(ok())

    async with serving(once) as server, transporting() as transport:
        await fetch(transport, request_to(server.url))
        await server.ended.wait()
        response, timeline = await fetch(transport, request_to(server.url, method="POST"))
        assert response.status_code == 200
        assert not timeline.connection.reused


async def test_streams_of_one_http2_connection_are_timed_apart(playground, playground_tls):
    async with transporting(playground_tls) as transport:
        await fetch(transport, request_to(playground.https + "/anything"))
        start = time.perf_counter()
        urls = [f"{playground.https}/delay/{seconds}" for seconds in (0.1, 0.4)]
        results = await asyncio.gather(*(fetch(transport, request_to(url)) for url in urls))
        waits = [timeline.timing().wait for _, timeline in results]
        assert time.perf_counter() - start < 0.9
        assert 90 <= waits[0] < 350
        assert 390 <= waits[1] < 850
        assert len({timeline.connection.id for _, timeline in results}) == 1
        assert all(timeline.http_version == "HTTP/2" for _, timeline in results)


async def test_http2_in_clear_by_prior_knowledge(playground):
    async with transporting(http_version="2") as transport:
        request = request_to(playground.http + "/anything", [(b"X-One", b"1")])
        response, timeline = await fetch(transport, request)
        assert response.http_version == "HTTP/2"
        assert timeline.sent == ((b"x-one", b"1"),)


async def test_http2_sends_a_body_whose_length_is_omitted(playground):
    async with transporting(http_version="2") as transport:
        response, _ = await fetch(transport, request_to(playground.http + "/upload", (), b"abc", "POST"))
        assert response.json()["size"] == 3


async def test_a_cancelled_http2_stream_leaves_the_others_alone(playground, playground_tls):
    async with transporting(playground_tls) as transport:
        await fetch(transport, request_to(playground.https + "/anything"))
        loop = asyncio.get_running_loop()
        kept = loop.create_task(fetch(transport, request_to(playground.https + "/delay/0.3")))
        dropped = loop.create_task(fetch(transport, request_to(playground.https + "/delay/9")))
        await asyncio.sleep(0.1)
        dropped.cancel()
        response, timeline = await kept
        assert response.status_code == 200
        _, after = await fetch(transport, request_to(playground.https + "/anything"))
        assert after.connection.id != timeline.connection.id


async def test_a_tunnel_belongs_to_connecting_and_tls_follows(monkeypatch, playground, playground_tls):
    async def proxy(server, reader, writer):
        await server.request(reader)
        await asyncio.sleep(0.1)
        writer.write(b"HTTP/1.1 200 Go\r\n\r\n")
        port = int(playground.https.rpartition(":")[2])
        there, here = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.gather(pump(reader, here), pump(there, writer))
        finally:
            here.close()

    async with serving(proxy) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.url.replace("//", "//ada:secret@"))
        async with transporting(playground_tls) as transport:
            response, timeline = await fetch(transport, request_to(playground.https + "/anything"))
            timing = timeline.timing()
            assert response.status_code == 200
            assert timing.connect >= 90
            assert timing.tls > 0
            assert b"Proxy-Authorization: Basic YWRhOnNlY3JldA==" in server.heads[0]


async def pump(source, target):
    while octets := await source.read(65536):
        target.write(octets)
        await target.drain()
    target.close()


async def test_a_proxy_gets_the_whole_url_and_the_same_header_lines(monkeypatch):
    async with serving(answering(ok())) as server:
        monkeypatch.setenv("HTTP_PROXY", server.url)
        async with transporting() as transport:
            await fetch(transport, request_to("http://a.invalid:81/b", LINES, target=b"/b?c=[]"))
        assert server.heads[0].startswith(b"GET http://a.invalid:81/b?c=[] HTTP/1.1\r\nx-B: 1\r\nHOST: else")


async def test_the_password_of_a_proxy_is_sent_but_not_shown(monkeypatch):
    async with serving(answering(ok())) as server:
        monkeypatch.setenv("HTTP_PROXY", server.url.replace("//", "//ada:secret@"))
        async with transporting() as transport:
            _, timeline = await fetch(transport, request_to("http://a.invalid/"))
        assert b"Basic YWRhOnNlY3JldA==" in server.heads[0]
        assert timeline.sent == ((b"Proxy-Authorization", b"***"),)


async def test_a_proxy_that_refuses_is_a_proxy_error(monkeypatch):
    async with serving(answering(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.url)
        async with transporting() as transport:
            with pytest.raises(httpx.ProxyError, match="407 Who are you"):
                await fetch(transport, request_to("https://a.invalid/"))


async def test_the_timeline_tells_each_phase_as_it_begins():
    seen = []
    async with serving(answering(ok())) as server, transporting() as transport:
        await fetch(transport, request_to(server.url, timeline=Timeline(seen.append)))
    assert seen == ["blocked", "connect", "blocked", "send", "wait", "receive"]
