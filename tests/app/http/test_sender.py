import asyncio
import hashlib

import pytest

from app.errors import InvalidRequest
from app.http.cookies import CookieJar
from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth
from app.model.body import FileBody, FormBody, MultipartBody, Part, TextBody
from app.model.exchange import PHASES
from app.model.field import Field
from app.model.options import Travel
from tests.app.http.sending import resolved, sending
from tests.app.wire.scripted import answering, ok, reset, serving


async def send(request, **more):
    async with sending() as sender:
        return await sender.send(request, **more)


async def test_an_exchange_tells_what_was_sent_and_what_came():
    head = b"HTTP/1.1 201 Made it\r\nConTent-Length: 2\r\nX: 1\r\nx: 2\r\n\r\n"
    async with serving(answering(head + b"hi")) as server:
        request = resolved(server.url + "/a b?c=[]#d", "POST", [("x-B", "é")], TextBody("json", "{}"))
        exchange = await send(request)
    written = server.heads[0].decode().split("\r\n")
    assert written[0] == "POST /a%20b?c=[] HTTP/1.1"
    assert [f"{name}: {value}" for name, value in exchange.request.headers] == written[1:-2]
    assert exchange.request.target == "/a%20b?c=[]"
    assert exchange.request.body.read() == server.bodies[0] == b"{}"
    response = exchange.response
    assert (response.status, response.reason, response.http_version) == (201, "Made it", "HTTP/1.1")
    assert response.headers == (("ConTent-Length", "2"), ("X", "1"), ("x", "2"))
    assert (response.body.read(), response.wire_size, response.header_size) == (b"hi", 2, len(head))
    assert exchange.failure is None


async def test_the_method_goes_out_in_its_case():
    async with serving(answering(ok())) as server:
        await send(resolved(server.url, "Purge"))
        assert server.heads[0].startswith(b"Purge / HTTP/1.1\r\n")


async def test_a_get_may_carry_a_body():
    async with serving(answering(ok())) as server:
        await send(resolved(server.url, body=TextBody("json", "[1]")))
        assert server.bodies == [b"[1]"]


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"),
        ("GET", b"HTTP/1.1 204 No Content\r\n\r\n"),
        ("GET", b"HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n"),
        ("GET", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"),
    ],
)
async def test_answers_without_a_body_are_whole(method, answer):
    async with serving(answering(answer)) as server:
        exchange = await send(resolved(server.url, method))
    assert exchange.failure is None
    assert exchange.response.status in (200, 204, 304)
    assert exchange.response.body.size == 0
    assert exchange.response.body.complete


async def test_nothing_is_opened_for_a_request_that_cannot_be_sent():
    async with serving(answering(ok())) as server, sending() as sender:
        with pytest.raises(InvalidRequest):
            await sender.send(resolved(server.url, headers=[("X", "a\nb")]))
        with pytest.raises(InvalidRequest):
            await sender.send(resolved(server.url, "POST", body=FileBody("/no/such/file")))
        assert server.connections == 0


async def test_a_truncated_body_is_kept_and_told():
    async with serving(
        lambda s, r, w: answer_and_close(s, r, w, b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
    ) as server:
        exchange = await send(resolved(server.url))
    assert (exchange.failure.kind, exchange.failure.phase) == ("protocol", "receive")
    assert exchange.response.status == 200
    assert exchange.response.body.read() == b"abc"
    assert not exchange.response.body.complete


async def answer_and_close(server, reader, writer, answer):
    await server.request(reader)
    writer.write(answer)


@pytest.mark.parametrize(
    ("answer", "kind", "phase"),
    [
        (b"", "reset", "wait"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "protocol", "receive"),
        (b"HTTP/1.1 2", "protocol", "receive"),
        (b"HTTP/1.1 200 OK\r\nX\r\n\r\n", "protocol", "receive"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "protocol", "receive"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000, "protocol", "receive"),
    ],
)
async def test_a_bad_answer_is_a_failure_and_the_next_request_works(answer, kind, phase):
    async def script(server, reader, writer):
        await server.request(reader)
        writer.write(answer if server.connections == 1 else ok())

    async with serving(script) as server, sending() as sender:
        exchange = await sender.send(resolved(server.url, "POST"))
        assert (exchange.failure.kind, exchange.failure.phase) == (kind, phase)
        assert exchange.failure.title.endswith(".")
        again = await sender.send(resolved(server.url))
        assert again.failure is None


async def test_a_reset_in_the_body_keeps_what_came():
    async def script(server, reader, writer):
        await server.request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
        await writer.drain()
        await asyncio.sleep(0.05)
        reset(writer)

    async with serving(script) as server:
        exchange = await send(resolved(server.url))
    assert exchange.failure.kind == "reset"
    assert exchange.response.body.read() == b"abc"


async def test_an_early_refusal_of_an_upload_is_shown(tmp_path):
    (tmp_path / "big").write_bytes(bytes(20_000_000))

    async def script(server, reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
        await writer.drain()
        await asyncio.sleep(0.05)

    async with serving(script) as server:
        exchange = await send(resolved(server.url, "POST", body=FileBody("big"), base=tmp_path))
    assert exchange.response.status == 413


@pytest.mark.parametrize("coding", ["gzip", "deflate", "brotli", "zstd"])
async def test_codings_are_undone_and_both_sizes_kept(playground, coding):
    exchange = await send(resolved(f"{playground.http}/{coding}"))
    assert exchange.response.body.read().strip().startswith(b"{")
    assert exchange.response.wire_size != exchange.response.body.size


async def test_a_broken_coding_is_a_failure_with_the_bytes_as_received():
    async with serving(answering(ok(b"not gzip", b"Content-Encoding: gzip"))) as server:
        exchange = await send(resolved(server.url))
    assert exchange.failure.kind == "decode"
    assert exchange.response.body.read() == b"not gzip"
    assert exchange.response.body.complete


async def test_the_whole_deadline_names_the_phase_and_keeps_what_came(playground):
    slow = resolved(f"{playground.http}/delay/9", travel=Travel(timeout=100))
    exchange = await send(slow)
    assert (exchange.failure.kind, exchange.failure.phase) == ("timeout", "wait")
    assert "100 ms" in exchange.failure.title
    assert 90 <= exchange.timing.total < 2000
    partial = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"
    async with serving(answering(partial)) as server:
        exchange = await send(resolved(server.url, travel=Travel(timeout=100)))
    assert exchange.failure.phase == "receive"
    assert exchange.response.body.read() == b"abc"


async def test_a_failed_send_is_an_exchange(unused_port):
    exchange = await send(resolved(f"http://127.0.0.1:{unused_port}/"))
    assert exchange.response is None
    assert exchange.failure.title == f"Could not connect to 127.0.0.1:{unused_port}: connection refused."
    assert exchange.request.headers[0] == ("Host", f"127.0.0.1:{unused_port}")


async def test_redirects_are_one_exchange_each(playground):
    exchange = await send(resolved(f"{playground.http}/redirect/3"))
    assert [hop.response.status for hop in exchange.hops] == [302, 302, 302, 200]
    assert exchange.request.url == f"{playground.http}/anything"
    assert all(hop.history == () for hop in exchange.history)
    assert exchange.total >= exchange.timing.total


async def test_redirects_stop_where_the_options_say(playground):
    url = f"{playground.http}/redirect/3"
    stay = await send(resolved(url, travel=Travel(follow_redirects=False)))
    assert (stay.response.status, stay.failure, stay.history) == (302, None, ())
    assert stay.response.header("location")
    limited = await send(resolved(url, travel=Travel(max_redirects=2)))
    assert limited.failure.kind == "redirect"
    assert limited.failure.title == "Stopped after 2 redirects."
    assert len(limited.hops) == 3


async def test_a_location_that_leads_nowhere_keeps_the_answer():
    answer = b"HTTP/1.1 302 Found\r\nLocation: http://a b:c/\r\nContent-Length: 2\r\n\r\nhi"
    async with serving(answering(answer, answer)) as server, sending() as sender:
        exchange = await sender.send(resolved(server.url))
        assert exchange.failure.kind == "redirect"
        assert exchange.response.body.read() == b"hi"
        stay = await sender.send(resolved(server.url, travel=Travel(follow_redirects=False)))
        assert stay.failure is None
        assert stay.response.header("location") == "http://a b:c/"


async def test_a_redirect_with_307_sends_the_file_again(playground, tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    url = f"{playground.http}/redirect-to?url=/upload&status=307"
    exchange = await send(resolved(url, "PUT", body=FileBody("a"), base=tmp_path))
    assert exchange.request.method == "PUT"
    assert hashlib.sha256(b"abc").hexdigest().encode() in exchange.response.body.read()


async def test_cookies_are_taken_along_the_way_and_shown_where_sent(playground):
    jar = CookieJar()
    exchange = await send(resolved(f"{playground.http}/cookies/set?a=1"), jar=jar)
    assert [cookie.name for cookie in jar.cookies()] == ["a"]
    async with sending() as sender:
        exchange = await sender.send(resolved(f"{playground.http}/cookies"), jar)
    assert ("Cookie", "a=1") in exchange.request.headers
    assert b'"a"' in exchange.response.body.read()


@pytest.mark.parametrize(
    ("path", "auth"),
    [
        ("/basic-auth/ada/lovelace", BasicAuth("ada", "lovelace")),
        ("/bearer", BearerAuth("abc")),
        ("/api-key", ApiKeyAuth("X-Api-Key", "demo-key")),
        ("/api-key", ApiKeyAuth("api_key", "demo-key", "query")),
    ],
)
async def test_each_auth_is_accepted(playground, path, auth):
    assert (await send(resolved(playground.http + path))).response.status in (401, 403)
    assert (await send(resolved(playground.http + path, auth=auth))).response.status == 200


async def test_forms_and_files_arrive_whole(playground, tmp_path):
    octets = bytes(range(256)) * 4000
    (tmp_path / "a.bin").write_bytes(octets)
    parts = MultipartBody((Part("text", "é\r\n"), Part("file", files=("a.bin",), is_file=True)))
    request = resolved(f"{playground.http}/forms", "POST", body=parts, base=tmp_path)
    answer = (await send(request)).response.body.read()
    assert hashlib.sha256(octets).hexdigest().encode() in answer
    form = resolved(f"{playground.http}/forms", "POST", body=FormBody((Field("a", "b c&d"),)))
    assert b"b c&d" in (await send(form)).response.body.read()


async def test_progress_tells_every_phase_and_the_bytes(playground, tmp_path):
    (tmp_path / "big").write_bytes(bytes(3_000_000))
    seen = []
    request = resolved(f"{playground.http}/upload", "POST", body=FileBody("big"), base=tmp_path)
    await send(request, progress=seen.append)
    phases = list(dict.fromkeys(report.phase for report in seen))
    assert phases == ["blocked", "connect", "send", "wait", "receive"]
    assert seen[-1].sent == seen[-1].sent_total == 3_000_000
    assert seen[-1].phase == "receive"


async def test_the_phases_fill_the_total(playground):
    exchange = await send(resolved(f"{playground.http}/drip?duration=0.2&bytes=10&delay=0.1"))
    timing = exchange.timing
    assert timing.wait >= 90
    assert timing.receive >= 150
    assert abs(timing.total - sum(ms for _, ms in timing.phases())) < 1
    assert {phase for phase, _ in timing.phases()} == set(PHASES) - {"dns", "tls"}
    assert exchange.total == timing.total


async def test_http2_is_chosen_over_tls_and_told(playground):
    travel = Travel(ca_file=str(playground.ca))
    exchange = await send(resolved(f"{playground.https}/anything", headers=[("X-One", "1")], travel=travel))
    assert exchange.failure is None
    assert exchange.request.http_version == exchange.response.http_version == "HTTP/2"
    assert (exchange.connection.alpn, exchange.connection.verified) == ("h2", True)
    assert exchange.connection.tls_version == "TLSv1.3"
    assert ("x-one", "1") in exchange.request.headers
    assert exchange.timing.tls > 0
    assert exchange.response.header_size > 0
    old = await send(
        resolved(f"{playground.https}/anything", travel=Travel(http_version="1.1", verify=False))
    )
    assert old.response.http_version == "HTTP/1.1"
    assert old.connection.verified is False


@pytest.mark.parametrize("path", ["/delay/9", "/drip?duration=9&bytes=100&delay=0"])
async def test_a_send_can_be_cancelled_in_any_phase_and_the_next_one_works(playground, path, tmp_path):
    async with sending(tmp_path) as sender:
        for seconds in (0, 0.001, 0.01, 0.1):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(sender.send(resolved(playground.http + path)), seconds)
        exchange = await sender.send(resolved(f"{playground.http}/anything"))
        assert exchange.response.status == 200
        assert not [file for file in tmp_path.rglob("*") if file.is_file()]


async def test_large_bodies_go_to_the_spool(playground, tmp_path):
    async with sending(tmp_path) as sender:
        exchange = await sender.send(resolved(f"{playground.http}/bytes/3000000"))
        assert exchange.response.body.path.is_relative_to(tmp_path)
        assert exchange.response.body.size == 3_000_000


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_an_answer_can_be_watched_while_it_arrives(playground, scheme):
    seen = []
    address = f"{getattr(playground, scheme)}/stream/4?interval=0.15"
    exchange = await send(resolved(address, travel=Travel(ca_file=str(playground.ca))), progress=seen.append)
    arriving = [report.exchange.response for report in seen if report.exchange is not None]
    assert {response.status for response in arriving} == {200}
    assert arriving[0].headers == exchange.response.headers
    lines = [response.body.read().count(b"\n") for response in arriving]
    assert lines == sorted(lines)
    assert {1, 2, 3} <= set(lines)
    assert not any(response.body.complete for response in arriving)


async def test_an_answer_that_only_leads_on_is_not_watched(playground):
    seen = []
    await send(resolved(f"{playground.http}/redirect/2"), progress=seen.append)
    assert {report.exchange.response.status for report in seen if report.exchange is not None} <= {200}
