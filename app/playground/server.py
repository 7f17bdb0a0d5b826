"""The playground as others see it: start it, ask for its addresses, close it."""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from app.errors import AppError
from app.playground.certificates import Certificates, prepare_certificates
from app.playground.ports import Sockets, bind_loopback

if TYPE_CHECKING:
    from app.playground.listening import Listeners

# What the window asks for first, so that the sample environments can name an address.
PORT = 4010
TLS_PORT = 4011

_log = logging.getLogger(__name__)


class Playground:
    """An HTTP/1.1 and HTTP/2 server on loopback, in a thread of its own.

    Args:
        port: the plain port (HTTP/1.1, and HTTP/2 with prior knowledge); 0 takes a free one.
        tls_port: the TLS port (HTTP/1.1 and HTTP/2 by ALPN); 0 takes a free one.
        folder: where certificates are kept between runs; None makes a folder that ``close`` removes.
        fall_back: take a free port when the one asked for is in use, instead of failing.

    Raises from ``start``: AppError when a port is in use and ``fall_back`` is off, or when nothing
    can be written into ``folder``.
    """

    def __init__(
        self, port: int = 0, tls_port: int = 0, *, folder: Path | None = None, fall_back: bool = False
    ) -> None:
        self._wanted = (port, tls_port)
        self._fall_back = fall_back
        self._own_folder = folder is None
        self._folder = folder
        self._thread: threading.Thread | None = None
        self._running: _Running | None = None
        self._extra: dict[str, str] = {}
        self.http = ""
        self.https = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def start(self) -> None:
        """Return when both ports accept connections."""
        sockets = self._bind()
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="sonde-playground-"))
        ready: Future[_Running] = Future()
        self._thread = threading.Thread(
            target=_run, args=(sockets, self._folder, ready), name="playground", daemon=True
        )
        self._thread.start()
        try:
            self._running = ready.result()
        except BaseException:
            # Interrupted while waiting, the thread has to end as soon as it is up.
            ready.add_done_callback(_stop_at_once)
            self.close()
            raise
        self.http, self.https = (
            f"{scheme}://127.0.0.1:{bound.port}"
            for scheme, bound in zip(("http", "https"), sockets, strict=True)
        )

    def close(self) -> None:
        """Stop accepting, end what is under way, and wait for the thread; may be called twice."""
        if self._running is not None:
            self._running.stop()
            self._running = None
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._own_folder and self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        self._extra.clear()

    @property
    def ca(self) -> Path:
        """The PEM file of the authority to trust."""
        return self._started().certificates.ca

    @property
    def client_certificate(self) -> Path:
        """A PEM file with the key and certificate that ``mutual`` accepts."""
        return self._started().certificates.client

    @property
    def expired(self) -> str:
        """The base URL of a listener whose certificate has expired."""
        return self._listen_extra("expired")

    @property
    def wrong_host(self) -> str:
        """The base URL of a listener whose certificate names another host."""
        return self._listen_extra("wrong_host")

    @property
    def mutual(self) -> str:
        """The base URL of a listener that demands a client certificate."""
        return self._listen_extra("mutual")

    def _bind(self) -> list[Sockets]:
        port, tls_port = self._wanted
        plain = bind_loopback(port, self._fall_back)
        try:
            return [plain, bind_loopback(tls_port, self._fall_back)]
        except AppError:
            plain.close()
            raise

    def _started(self) -> _Running:
        if self._running is None:
            raise RuntimeError("The playground is not running; call start() first.")
        return self._running

    def _listen_extra(self, kind: str) -> str:
        running = self._started()
        if kind not in self._extra:
            bound = bind_loopback(0, fall_back=False)
            running.call(running.listeners.listen(bound, running.certificates.context(kind)))
            self._extra[kind] = f"https://127.0.0.1:{bound.port}"
        return self._extra[kind]


class _Running:
    """What the thread hands over once it listens; its methods are for other threads."""

    def __init__(self, certificates: Certificates, listeners: Listeners) -> None:
        self.certificates = certificates
        self.listeners = listeners
        self.loop = asyncio.get_running_loop()
        self.stopped = asyncio.Event()

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.stopped.set)

    def call(self, coroutine: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()


def _stop_at_once(ready: Future[_Running]) -> None:
    if ready.exception() is None:
        ready.result().stop()


def _run(sockets: list[Sockets], folder: Path, ready: Future[_Running]) -> None:
    """The thread: serve until told to stop; a failure to start goes to the caller of ``start``."""
    try:
        asyncio.run(_serve(sockets, folder, ready))
    except Exception as error:
        if ready.done():
            raise
        ready.set_exception(error)
    finally:
        for bound in sockets:
            bound.close()


async def _serve(sockets: list[Sockets], folder: Path, ready: Future[_Running]) -> None:
    # Imported here, so that importing this module stays cheap.
    from app.playground.application import build_application
    from app.playground.listening import Listeners

    # Without a handler, a client that refuses a certificate would be reported on standard error.
    asyncio.get_running_loop().set_exception_handler(_note)
    certificates = prepare_certificates(folder)
    plain, secure = sockets
    listeners = Listeners(build_application())
    try:
        await listeners.listen(plain)
        await listeners.listen(secure, certificates.context("server"))
        running = _Running(certificates, listeners)
        ready.set_result(running)
        await running.stopped.wait()
    finally:
        await listeners.close()


def _note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    _log.debug("%s: %r", context["message"], context.get("exception"))
