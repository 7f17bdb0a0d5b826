"""Every route to a server: direct, Unix socket, HTTP and SOCKS proxies; and what goes wrong on each."""

import asyncio
import datetime
import ssl
from contextlib import asynccontextmanager

import pytest
import trustme

from app.wire.errors import trouble_of
from app.wire.options import Options, Override, Tls
from tests.app.wire.ending import ending, request_to, tidy, times_for
from tests.app.wire.hostile import GOOD, Behaviour, Hostile, listening
from tests.app.wire.hostile_routes import CONNECTS, HANDSHAKES, SOCKS, Lying

WELL = Hostile(Behaviour("", (), ""))


def named(rows):
    return pytest.mark.parametrize("behaviour", rows, ids=[row.name.replace(" ", "-") for row in rows])


@named(HANDSHAKES)
async def test_a_handshake_that_fails_is_told_as_such(behaviour, ca_file):
    options = Options(tls=trusting(ca_file))
    async with listening(Lying(behaviour).serve) as port, tidy(options) as transport:
        request = request_to(f"https://127.0.0.1:{port}/", timeout=times_for(behaviour.end))
        assert await ending(transport, request) == behaviour.end


@named(CONNECTS)
async def test_an_http_proxy_that_lies_is_told_as_such(behaviour, ca_file):
    async with (
        listening(Lying(behaviour).serve) as port,
        tidy(Options(proxy=f"http://127.0.0.1:{port}", tls=trusting(ca_file))) as transport,
    ):
        request = request_to("https://server.test/", timeout=times_for(behaviour.end))
        assert await ending(transport, request) == behaviour.end


@named(SOCKS)
async def test_a_socks_proxy_that_lies_is_told_as_such(behaviour):
    async with (
        listening(Lying(behaviour).serve) as port,
        tidy(Options(proxy=f"socks5h://127.0.0.1:{port}")) as transport,
    ):
        request = request_to("http://server.test/", "POST", timeout=times_for(behaviour.end))
        assert await ending(transport, request) == behaviour.end


def trusting(ca_file, **more):
    """Trust one authority only: reading the whole system's store for each test takes long."""
    return Tls(ca_file=ca_file, only_ca_file=True, **more)


# --- certificates ---------------------------------------------------------------------------------------


def _server(authority, *names, **more):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **more).configure_cert(context)
    return context


@pytest.fixture
def ca_file(authority, tmp_path):
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return tmp_path / "ca.pem"


@pytest.mark.parametrize("case", ["expired", "another host", "unknown authority"])
async def test_a_bad_certificate_is_refused_unless_told_otherwise(case, authority, ca_file):
    long_ago = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    context = {
        "expired": lambda: _server(authority, "127.0.0.1", not_after=long_ago),
        "another host": lambda: _server(authority, "elsewhere.test"),
        "unknown authority": lambda: _server(trustme.CA(), "127.0.0.1"),
    }[case]()
    async with listening(WELL.serve, tls=context) as port:
        url = f"https://127.0.0.1:{port}/next"
        async with tidy(Options(tls=trusting(ca_file))) as transport:
            assert await ending(transport, request_to(url)) == "tls/tls"
        async with tidy(Options(tls=Tls(verify=False))) as transport:
            assert await ending(transport, request_to(url)) == "200 next"


async def test_the_name_in_the_certificate_may_be_another_one(authority, ca_file):
    async with listening(WELL.serve, tls=_server(authority, "elsewhere.test")) as port:
        tls = trusting(ca_file, server_name="elsewhere.test")
        async with tidy(Options(tls=tls)) as transport:
            request = request_to(f"https://127.0.0.1:{port}/next")
            assert await ending(transport, request) == "200 next"
        timeline = request.extensions["timeline"]
        assert timeline.connection.tls_version == "TLSv1.3"
        assert timeline.connection.verified
        assert len(timeline.certificates) == 1


async def test_a_version_of_tls_that_is_too_old_is_refused(authority, ca_file):
    context = _server(authority, "127.0.0.1")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    async with (
        listening(WELL.serve, tls=context) as port,
        tidy(Options(tls=trusting(ca_file, minimum="1.3"))) as transport,
    ):
        assert await ending(transport, request_to(f"https://127.0.0.1:{port}/next")) == "tls/tls"


async def test_a_server_without_http2_is_told_as_such_when_only_that_will_do(authority, ca_file):
    async with (
        listening(WELL.serve, tls=_server(authority, "127.0.0.1")) as port,
        tidy(Options(http_version="2", tls=trusting(ca_file))) as transport,
    ):
        assert await ending(transport, request_to(f"https://127.0.0.1:{port}/")) == "protocol/tls"


@pytest.mark.parametrize("kind", ["PEM", "PKCS#12"])
async def test_a_client_certificate_is_shown_to_a_server_that_wants_one(kind, authority, ca_file, tmp_path):
    context = _server(authority, "127.0.0.1")
    context.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(context)
    own = authority.issue_cert("somebody")
    own.private_key_and_cert_chain_pem.write_to_path(tmp_path / "own.pem")
    tls = trusting(ca_file, certificate=tmp_path / "own.pem")
    if kind == "PKCS#12":
        (tmp_path / "own.p12").write_bytes(pkcs12(own))
        tls = trusting(ca_file, certificate=tmp_path / "own.p12", password="secret")
    async with listening(WELL.serve, tls=context) as port:
        url = f"https://127.0.0.1:{port}/next"
        async with tidy(Options(tls=tls)) as transport:
            assert await ending(transport, request_to(url)) == "200 next"
        async with tidy(Options(tls=trusting(ca_file))) as transport:
            assert (await ending(transport, request_to(url, "POST"))).split("/")[0] in ("reset", "tls")


def pkcs12(own):
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, load_pem_private_key
    from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
    from cryptography.x509 import load_pem_x509_certificate

    key = load_pem_private_key(own.private_key_pem.bytes(), None)
    certificate = load_pem_x509_certificate(own.cert_chain_pems[0].bytes())
    return serialize_key_and_certificates(b"own", key, certificate, None, BestAvailableEncryption(b"secret"))


async def test_a_certificate_file_that_is_none_is_named(tmp_path):
    (tmp_path / "own.pem").write_text("nothing")
    async with tidy(Options(tls=Tls(certificate=tmp_path / "own.pem"))) as transport:
        with pytest.raises(Exception, match="cannot be used as a client certificate") as caught:
            await transport.handle_async_request(request_to("https://127.0.0.1:9/"))
        assert trouble_of(caught.value).kind == "file"


# --- routes that work -----------------------------------------------------------------------------------


async def test_a_unix_socket_leads_to_a_server(tmp_path):
    path = tmp_path / "socket"
    listener = await asyncio.start_unix_server(WELL.serve, path)
    async with listener, tidy(Options(unix_socket=path)) as transport:
        assert await ending(transport, request_to("http://whatever.test/next")) == "200 next"


async def test_an_override_replaces_the_look_up():
    async with listening(WELL.serve) as port:
        options = Options(overrides=(Override("server.test", port, "127.0.0.1"),))
        async with tidy(options) as transport:
            assert await ending(transport, request_to(f"http://server.test:{port}/next")) == "200 next"


async def test_a_connection_comes_from_the_local_address():
    async with listening(WELL.serve) as port, tidy(Options(local_address="127.0.0.9")) as transport:
        request = request_to(f"http://127.0.0.1:{port}/next")
        assert await ending(transport, request) == "200 next"
        assert request.extensions["timeline"].connection.local.startswith("127.0.0.9:")


async def test_a_name_that_is_none_and_a_port_where_nobody_listens():
    async with tidy() as transport:
        assert await ending(transport, request_to("http://nowhere.invalid/")) == "dns/dns"
        assert await ending(transport, request_to("http://127.0.0.1:1/")) == "connect/connect"


@asynccontextmanager
async def proxy():
    """An HTTP proxy that answers absolute forms itself and tunnels CONNECT to wherever it says."""
    heads = []

    async def serve(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        heads.append(head)
        if not head.startswith(b"CONNECT"):
            writer.write(GOOD)
            await reader.read()
            return
        host, _, port = head.split()[1].rpartition(b":")
        there, back = await asyncio.open_connection(host.decode(), int(port))
        writer.write(b"HTTP/1.1 200 Here you are\r\n\r\n")
        async with asyncio.TaskGroup() as group:
            group.create_task(pump(reader, back))
            group.create_task(pump(there, writer))

    async with listening(serve) as port:
        yield f"http://someone:se%20cret@127.0.0.1:{port}", heads


async def pump(source, sink):
    while octets := await source.read(65536):
        sink.write(octets)
    sink.close()


async def test_an_http_proxy_gets_the_absolute_form_for_http():
    async with proxy() as (url, heads), tidy(Options(proxy=url)) as transport:
        request = request_to("http://server.test/a?b")
        assert await ending(transport, request) == "200 next"
    assert heads[0].startswith(b"GET http://server.test/a?b HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic c29tZW9uZTpzZSBjcmV0" in heads[0]
    assert (b"Proxy-Authorization", b"***") in request.extensions["timeline"].sent


async def test_an_http_proxy_opens_a_tunnel_for_https(authority, ca_file):
    async with (
        listening(WELL.serve, tls=_server(authority, "127.0.0.1")) as port,
        proxy() as (url, heads),
        tidy(Options(proxy=url, tls=trusting(ca_file))) as transport,
    ):
        request = request_to(f"https://127.0.0.1:{port}/next")
        assert await ending(transport, request) == "200 next"
    assert heads[0].startswith(f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\n".encode())
    assert request.extensions["timeline"].connection.verified


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks4", "socks4a"])
async def test_a_socks_proxy_leads_to_a_server(scheme):
    async def serve(reader, writer):
        if scheme.startswith("socks5"):
            await reader.read(1024)
            writer.write(b"\x05\x00")
            await reader.read(1024)
            writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        else:
            await reader.read(1024)
            writer.write(b"\x00\x5a" + bytes(6))
        await WELL.serve(reader, writer)

    async with listening(serve) as port, tidy(Options(proxy=f"{scheme}://127.0.0.1:{port}")) as transport:
        assert await ending(transport, request_to("http://127.0.0.1:7/next")) == "200 next"


async def test_a_proxy_that_is_not_there_is_told_as_such():
    for scheme in ("http", "socks5h"):
        async with tidy(Options(proxy=f"{scheme}://127.0.0.1:1")) as transport:
            assert await ending(transport, request_to("http://server.test/")) == "proxy/connect"
