"""A server on a real socket that does exactly what a test says, byte for byte."""

import asyncio
import socket
import struct
from contextlib import asynccontextmanager

import h2.config
import h2.connection
import h2.events
import httpx

from app.wire.limits import PoolLimits
from app.wire.options import Options, Tls
from app.wire.timeline import Timeline
from app.wire.transport import WireTransport


class Scripted:
    """What the server saw: every request head and body in order, and how many connections."""

    def __init__(self, scheme):
        self.scheme = scheme
        self.heads = []
        self.bodies = []
        self.resets = asyncio.Queue()
        self.connections = 0
        self.ended = asyncio.Event()
        self.port = 0

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    async def request(self, reader):
        """Read one request whole; its body by Content-Length."""
        head = await reader.readuntil(b"\r\n\r\n")
        self.heads.append(head)
        lines = head.lower().split(b"\r\n")
        lengths = [int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")]
        self.bodies.append(await reader.readexactly(lengths[0]) if lengths else b"")
        return head


@asynccontextmanager
async def serving(script, tls=None):
    """Serve `await script(server, reader, writer)` per connection; the connection ends with the script."""
    server = Scripted("https" if tls else "http")
    running = set()

    async def connection(reader, writer):
        server.connections += 1
        running.add(asyncio.current_task())
        try:
            await script(server, reader, writer)
            if writer.can_write_eof():
                await writer.drain()
        except (OSError, EOFError, asyncio.CancelledError):
            pass
        finally:
            running.discard(asyncio.current_task())
            server.ended.set()
            writer.close()

    listener = await asyncio.start_server(connection, "127.0.0.1", 0, ssl=tls)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        tasks = list(running)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks)
        await asyncio.sleep(0)
        await listener.wait_closed()


def answering(*answers):
    """A script that gives these answers, one per request, and then waits for the client to close."""

    async def script(server, reader, writer):
        for answer in answers:
            await server.request(reader)
            writer.write(answer)
        await reader.read()

    return script


def reset(writer):
    """Close a connection so that the client sees a reset (RST), not an end."""
    linger_not = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_not)
    writer.transport.abort()


def ok(body=b"hello", *lines):
    """A plain answer of 200 with a body."""
    head = [b"HTTP/1.1 200 OK", b"Content-Length: %d" % len(body), *lines, b"", b""]
    return b"\r\n".join(head) + body


@asynccontextmanager
async def transporting(context=None, http_version="auto", limits=None, **options):
    """A transport that is closed in the end."""
    given = Options(http_version, Tls(context=context), **options)
    transport = WireTransport(given, limits or PoolLimits())
    try:
        yield transport
    finally:
        await transport.aclose()
        await asyncio.sleep(0)


def request_to(url, headers=(), body=b"", method="GET", **extensions):
    """A request as the sender builds it, with a timeline of its own."""
    extensions.setdefault("timeline", Timeline())
    extensions.setdefault("length", len(body))
    stream = httpx.ByteStream(body)
    return httpx.Request(method, url, headers=list(headers), stream=stream, extensions=extensions)


async def fetch(transport, request):
    """Send and read to the end: the response and its timeline."""
    timeline = request.extensions["timeline"]
    response = await transport.handle_async_request(request)
    try:
        await response.aread()
    finally:
        await response.aclose()
    timeline.stop()
    return response, timeline


def answering_http2(react):
    """A script that speaks HTTP/2 in clear: `react(server, protocol, stream)` answers each request; when
    it returns true, the server hangs up."""

    async def script(server, reader, writer):
        protocol = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        protocol.initiate_connection()
        writer.write(protocol.data_to_send())
        done = False
        while not done and (octets := await reader.read(65536)):
            for event in protocol.receive_data(octets):
                if isinstance(event, h2.events.RequestReceived):
                    server.heads.append(event.headers)
                    done = react(server, protocol, event.stream_id)
                elif isinstance(event, h2.events.StreamReset):
                    server.resets.put_nowait(event.error_code)
            writer.write(protocol.data_to_send())

    return script
