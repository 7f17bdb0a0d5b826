import socket
import ssl

import httpx
import pytest
import trustme

from app.http.failures import Scene, describe, timed_out
from app.http.payload import Bomb
from app.model.body import FileBody
from app.model.exchange import PHASES
from app.model.request import Travel
from tests.app.http.sending import resolved, sending
from tests.app.wire.scripted import answering, ok, reset, serving

SCENE = Scene("a.example:443", "tls")


async def failure_of(url, **options):
    async with sending() as sender:
        return (await sender.send(resolved(url, travel=Travel(**options)))).failure


async def test_a_refused_connection_asks_for_the_server_and_the_port(unused_port):
    failure = await failure_of(f"http://127.0.0.1:{unused_port}")
    assert (failure.kind, failure.phase) == ("connect", "connect")
    assert failure.title == f"Could not connect to 127.0.0.1:{unused_port}: connection refused."
    assert failure.hint == "Is the server running, and is the port right?"
    assert "Connect call failed" in failure.detail or "refused" in failure.detail


async def test_a_host_that_does_not_exist_is_named():
    failure = await failure_of("http://no.such.host.invalid:81")
    assert (failure.kind, failure.phase) == ("dns", "dns")
    assert "no.such.host.invalid" in failure.title


async def test_a_certificate_that_has_expired_says_so(playground):
    failure = await failure_of(playground.expired, ca_file=str(playground.ca))
    assert (failure.kind, failure.phase) == ("tls", "tls")
    assert failure.title == "The certificate of 127.0.0.1 is not trusted: it has expired."


async def test_a_certificate_for_another_host_says_so(playground):
    failure = await failure_of(playground.wrong_host, ca_file=str(playground.ca))
    assert failure.title == "The certificate of 127.0.0.1 is not trusted: it is for another host."


async def test_a_certificate_of_an_unknown_issuer_says_so(playground):
    failure = await failure_of(playground.https)
    assert failure.kind == "tls"
    assert "not known here" in failure.title
    assert "Trust its CA" in failure.hint


async def test_a_self_signed_certificate_says_so(tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority = trustme.CA()
    authority.private_key_pem.write_to_path(tmp_path / "key.pem")
    authority.cert_pem.write_to_path(tmp_path / "cert.pem")
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    async with serving(answering(ok()), context) as server:
        failure = await failure_of(server.url)
    assert "self-signed" in failure.title


async def test_https_on_a_port_without_tls_suggests_http(playground):
    failure = await failure_of(playground.http.replace("http:", "https:"))
    assert (failure.kind, failure.phase) == ("tls", "tls")
    assert failure.hint == "Try http:// instead of https://."


async def test_a_server_without_http2_is_told_when_it_was_asked_for(tmp_path):
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    async with serving(answering(ok()), context) as server:
        failure = await failure_of(server.url, http_version="2", ca_file=str(tmp_path / "ca.pem"))
    assert failure.title.endswith("does not speak HTTP/2.")


async def test_http2_in_clear_to_a_server_that_does_not_know_it_is_told():
    answer = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"

    async def script(server, reader, writer):
        await reader.read(100)
        writer.write(answer)
        await reader.read()

    async with serving(script) as server:
        failure = await failure_of(server.url, http_version="2")
    assert failure.kind == "protocol"
    assert failure.title.endswith("does not speak HTTP/2.")


async def test_a_body_that_is_too_short_on_http2_is_told_and_the_next_request_works(playground):
    travel = Travel(ca_file=str(playground.ca))
    async with sending() as sender:
        truncated = await sender.send(resolved(playground.https + "/truncated", travel=travel))
        after = await sender.send(resolved(playground.https + "/anything", travel=travel))
    assert truncated.failure.title == "The response broke off before its end."
    assert after.failure is None


async def test_a_reset_while_waiting_is_told():
    async def script(server, reader, writer):
        await server.request(reader)
        reset(writer)

    async with serving(script) as server:
        failure = await failure_of(server.url)
    assert (failure.kind, failure.phase) == ("reset", "wait")
    assert "reset the connection while the response was awaited" in failure.title


async def test_a_proxy_that_refuses_is_told(monkeypatch):
    async with serving(answering(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.url)
        failure = await failure_of("https://a.example")
    assert failure.kind == "proxy"
    assert "403 No" in failure.title


async def test_what_another_protocol_answers_is_quoted():
    async def script(server, reader, writer):
        await server.request(reader)
        writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")

    async with serving(script) as server:
        failure = await failure_of(server.url)
    assert failure.title == f"What 127.0.0.1:{server.port} answered is not HTTP."
    assert "SSH-2.0-OpenSSH_9.2" in failure.detail


async def test_a_file_that_shrinks_while_it_is_sent_is_told(tmp_path):
    file = tmp_path / "big"
    file.write_bytes(bytes(30_000_000))

    async def script(server, reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        file.write_bytes(b"")
        await reader.read()

    async with serving(script) as server, sending() as sender:
        request = resolved(server.url, "POST", body=FileBody("big"), base=tmp_path)
        failure = (await sender.send(request)).failure
    assert (failure.kind, failure.phase) == ("file", "send")
    assert str(file) in failure.title


@pytest.mark.parametrize("phase", ["prepare", *PHASES])
def test_the_deadline_names_phase_and_limit(phase):
    failure = timed_out(2500, Scene("a.example:80", phase))
    assert failure.title == "No complete response from a.example:80 within 2.5 s."
    assert failure.detail.startswith("The time ran out ")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (socket.gaierror(socket.EAI_AGAIN, "try again"), "dns"),
        (OSError(101, "Network is unreachable"), "connect"),
        (TimeoutError(110, "timed out"), "connect"),
        (ssl.SSLError(1, "TLSV1_ALERT_PROTOCOL_VERSION"), "tls"),
        (ConnectionResetError(104, "reset"), "tls"),
    ],
)
def test_every_error_of_the_network_becomes_a_sentence_with_a_next_step(error, kind):
    wrapped = httpx.ConnectError(str(error))
    wrapped.__cause__ = error
    check(describe(wrapped, SCENE), kind, error)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Bomb("big"), "decode"),
        (PermissionError(13, "Permission denied", "/a/b"), "file"),
        (OSError(28, "No space left on device"), "file"),
        (RuntimeError("what"), "protocol"),
    ],
)
def test_every_other_error_becomes_a_sentence_with_a_next_step(error, kind):
    check(describe(error, SCENE), kind, error)


def check(failure, kind, error):
    assert failure.kind == kind
    assert failure.title.endswith(".")
    assert failure.hint
    assert str(error) in failure.detail
