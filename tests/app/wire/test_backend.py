import asyncio
import ssl

import httpcore
import pytest

from app.wire.backend import Backend, NoHttp2
from app.wire.timeline import CURRENT, Timeline
from tests.app.wire.scripted import answering, ok, reset, serving


@pytest.fixture
def timeline():
    token = CURRENT.set(Timeline())
    yield CURRENT.get()
    CURRENT.reset(token)


async def silence(server, reader, writer):
    await reader.read()


async def dial(server, alpn=("h2", "http/1.1"), context=None, secure=False):
    context = context or ssl.create_default_context()
    stream = await Backend(context, alpn).connect_tcp("127.0.0.1", server.port)
    return await stream.start_tls(context, "127.0.0.1") if secure else stream


async def test_a_connection_knows_its_number_and_its_two_ends():
    async with serving(silence) as server:
        first, second = await dial(server), await dial(server)
        assert first.facts.remote == f"127.0.0.1:{server.port}"
        assert second.facts.id == first.facts.id + 1
        assert first.facts.local.startswith("127.0.0.1:")
        await first.aclose()
        await second.aclose()


async def test_tls_tells_protocol_version_and_cipher(server_tls, trusting):
    server_tls.set_alpn_protocols(["h2", "http/1.1"])
    async with serving(silence, server_tls) as server:
        stream = await dial(server, context=trusting, secure=True)
        facts = stream.facts
        assert (facts.alpn, facts.tls_version, facts.verified) == ("h2", "TLSv1.3", True)
        assert facts.cipher
        await stream.aclose()


async def test_a_server_without_http2_is_told_when_only_http2_will_do(server_tls, trusting):
    async with serving(silence, server_tls) as server:
        with pytest.raises(httpcore.ConnectError) as caught:
            await dial(server, ("h2",), trusting, secure=True)
        assert isinstance(caught.value.args[0], NoHttp2)


async def test_an_untrusted_certificate_is_a_connect_error_with_its_cause(server_tls):
    async with serving(silence, server_tls) as server:
        with pytest.raises(httpcore.ConnectError) as caught:
            await dial(server, secure=True)
        assert isinstance(caught.value.args[0], ssl.SSLCertVerificationError)


async def test_an_idle_connection_that_the_server_closed_is_readable():
    async with serving(answering(ok())) as server:
        stream = await dial(server)
        assert not stream.get_extra_info("is_readable")
    await asyncio.sleep(0)
    assert stream.get_extra_info("is_readable")
    await stream.aclose()


async def test_dialling_is_timed_by_the_current_exchange(timeline, server_tls, trusting):
    async with serving(silence, server_tls) as server:
        stream = await dial(server, context=trusting, secure=True)
        timing = timeline.timing()
        assert timing.dns is None
        assert timing.connect is not None
        assert timing.tls > 0
        assert timeline.connection == stream.facts
        await stream.aclose()


async def test_a_read_on_a_reset_connection_is_a_read_error():
    async def hang_up(server, reader, writer):
        await reader.read(1)
        reset(writer)

    async with serving(hang_up) as server:
        stream = await dial(server)
        await stream.write(b"x" * 100)
        with pytest.raises(httpcore.ReadError):
            await stream.read(10)
        await stream.aclose()
