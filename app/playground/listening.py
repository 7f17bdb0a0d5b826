"""Accept connections and give each to Hypercorn, and end them all when the playground closes.

Hypercorn's own ``serve`` is for a whole process: it waits for its clients when it ends, and for ever on
Python 3.12. Here a test or the window wants the server gone now, so the connections are kept in a book.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from functools import partial
from typing import Any

from hypercorn.app_wrappers import ASGIWrapper
from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.asyncio.worker_context import WorkerContext
from hypercorn.config import Config

from app.playground.ports import Sockets

_HANDSHAKE_LIMIT = 5.0  # seconds
_SHUTDOWN_LIMIT = 1.0  # seconds that a client gets to answer the end of TLS
_FAREWELL = 0.2  # seconds that idle connections get to close in good order
_log = logging.getLogger(__name__)


class Listeners:
    """Every listening socket and every open connection of one application."""

    def __init__(self, application: Any) -> None:
        self._application = ASGIWrapper(application)
        self._config = _configuration()
        self._context = WorkerContext(None)
        self._servers: list[asyncio.Server] = []
        self._connections: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def listen(self, sockets: Sockets, tls: ssl.SSLContext | None = None) -> None:
        """Accept connections on ``sockets``, in clear or with ``tls``."""
        limits: dict[str, Any] = {}
        if tls is not None:
            limits = {"ssl_handshake_timeout": _HANDSHAKE_LIMIT, "ssl_shutdown_timeout": _SHUTDOWN_LIMIT}
        for one in sockets.bound:
            server = await asyncio.start_server(self._accept, sock=one, ssl=tls, backlog=2048, **limits)
            self._servers.append(server)

    async def close(self) -> None:
        """Stop listening and leave no connection, no task and no socket behind."""
        for server in self._servers:
            server.close()
        await self._context.terminated.set()
        if self._connections:
            await asyncio.wait(self._connections, timeout=_FAREWELL)
        while self._connections:
            for task, writer in self._connections.items():
                writer.transport.abort()
                task.cancel()
            await asyncio.wait(self._connections, timeout=_FAREWELL)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections[task] = writer
        try:
            await self._serve(reader, writer)
        finally:
            writer.close()
            del self._connections[task]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        serve = partial(TCPServer, self._application, loop, self._config, self._context, {})
        try:
            await serve(reader, writer)
        except Exception as error:
            # Clients of a playground misbehave on purpose; their connection is the only thing lost.
            _log.debug("A connection of the playground ended badly: %r", error)


def _configuration() -> Config:
    config = Config()
    config.accesslog = None
    config.errorlog = _log
    config.keep_alive_timeout = 60
    config.keep_alive_max_requests = 1_000_000_000
    config.h11_pass_raw_headers = True
    config.h11_max_incomplete_size = 128 * 1024
    config.h2_max_header_list_size = 128 * 1024
    return config
