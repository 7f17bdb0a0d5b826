"""What was chosen is what the transport does, against real sockets."""

import asyncio
import ssl
from pathlib import Path

import pytest
import trustme

from app.errors import InvalidRequest
from app.http.routes import proxy_url, route_for
from app.model.options import ClientCertificate, HostCertificate, Override, Proxy, Travel
from app.wire import options as wire
from tests.app.http.sending import resolved, sending
from tests.app.wire.scripted import answering, ok, serving


async def send(url, travel):
    async with sending() as sender:
        return await sender.send(resolved(url, travel=travel))


@pytest.mark.parametrize(
    ("proxy", "url"),
    [
        (Proxy(), ""),
        (Proxy("system"), ""),
        (Proxy("http://h:1"), "http://h:1"),
        (Proxy("socks5h://h:1", "a@b", "p:/w"), "socks5h://a%40b:p%3A%2Fw@h:1"),
        (Proxy("h:1", "u"), "http://u:@h:1"),
        (Proxy("http://old:one@h:1", "u", "p"), "http://u:p@h:1"),
    ],
)
def test_the_url_of_a_proxy_carries_its_credentials_encoded(proxy, url):
    assert proxy_url(proxy) == url


def test_every_option_reaches_the_transport():
    travel = Travel(
        http_version="2-prior-knowledge",
        ca_file="/ca.pem",
        min_tls="1.3",
        sni="name",
        proxy=Proxy("http://p"),
        no_proxy=("a",),
        resolve=(Override("[::1]:443", "1.1.1.1"), Override("*", "::2")),
        unix_socket="/s",
        ip_version="6",
        local_address="::1",
        force_new_connection=True,
        certificates=(HostCertificate("h", ClientCertificate("/c.pem", "/k.pem", "p")),),
        unverified_hosts=("h:443",),
    )
    tls = wire.Tls(False, Path("/ca.pem"), False, Path("/c.pem"), Path("/k.pem"), "p", "1.3", "name")
    overrides = (wire.Override("::1", 443, "1.1.1.1"), wire.Override("*", 0, "::2"))
    assert route_for(travel, "h", 443) == wire.Options(
        "2", tls, "http://p", False, ("a",), overrides, Path("/s"), "::1", "6", True
    )
    assert route_for(travel, "g", 443).tls.certificate is None
    assert route_for(Travel(), "h", 1).environment


def test_a_port_that_is_none_is_told():
    with pytest.raises(InvalidRequest, match="h:x is not HOST:PORT"):
        route_for(Travel(resolve=(Override("h:x", "1"),)), "h", 1)


async def test_a_name_is_resolved_as_typed():
    async with serving(answering(ok())) as server:
        travel = Travel(resolve=(Override(f"nowhere.invalid:{server.port}", "127.0.0.1"),))
        exchange = await send(f"http://nowhere.invalid:{server.port}/", travel)
    assert exchange.response.status == 200
    assert b"Host: nowhere.invalid" in server.heads[0]


async def test_a_unix_socket_is_connected_to_whatever_the_host(tmp_path):
    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ok())
        writer.close()

    async with await asyncio.start_unix_server(serve, tmp_path / "s"):
        exchange = await send("http://docker/info", Travel(unix_socket=str(tmp_path / "s")))
    assert exchange.response.body.read() == b"hello"


async def test_a_proxy_gets_the_absolute_form_and_its_credentials():
    async with serving(answering(ok())) as server:
        await send("http://h.example/a", Travel(proxy=Proxy(server.url, "u", "p:@")))
    assert server.heads[0].startswith(b"GET http://h.example/a HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic dTpwOkA=" in server.heads[0]


async def test_a_new_connection_is_opened_where_that_is_wanted():
    async with serving(answering(ok(), ok())) as server, sending() as sender:
        for _ in range(2):
            await sender.send(resolved(server.url, travel=Travel(force_new_connection=True)))
    assert server.connections == 2


async def test_a_read_limit_names_itself():
    async with serving(answering()) as server:
        exchange = await send(server.url, Travel(read_timeout=50))
    assert (exchange.failure.kind, exchange.failure.phase) == ("timeout", "wait")
    assert exchange.failure.title.endswith("sent nothing for 50 ms.")


async def test_a_client_certificate_is_shown_to_the_host_it_is_for(tmp_path):
    ca = trustme.CA()
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    own = ca.issue_cert("me@example.org")
    own.private_key_and_cert_chain_pem.write_to_path(tmp_path / "me.pem")
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert("127.0.0.1").configure_cert(tls)
    ca.configure_trust(tls)
    tls.verify_mode = ssl.CERT_REQUIRED
    certificate = HostCertificate("127.0.0.1", ClientCertificate(str(tmp_path / "me.pem")))
    for certificates, came in (((certificate,), True), ((), False)):
        async with serving(answering(ok()), tls) as server:
            travel = Travel(ca_file=str(tmp_path / "ca.pem"), certificates=certificates)
            exchange = await send(server.url, travel)
        assert (exchange.failure is None) is came


def test_a_certificate_that_cannot_be_used_is_told_before_anything_is_sent(tmp_path):
    from app.http.clients import Clients

    with pytest.raises(InvalidRequest, match=r"gone\.pem cannot be used as a client certificate"):
        Clients().client(Travel(certificate=ClientCertificate(str(tmp_path / "gone.pem"))), "h", 443, True)
