"""One client, measured in a process of its own: `python -m tests.bench.client TASK`, where TASK is JSON.

It prints one figure, requests per second or seconds, and the most memory that the process took in MB.
The timeline and the tap of our transport are on, as always.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import ssl
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

import httpx

from app.wire.limits import PoolLimits
from app.wire.options import Options, Tls
from app.wire.transport import WireTransport

MOST = 2000  # connections
CHUNK = 256 * 1024  # bytes of an upload that are read from disk at once

Send = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Load:
    """What one client does: ``client`` is send or get (both ours), httpx or aiohttp; ``loop`` asyncio or
    qasync; it ends after ``count`` requests or, where that comes first, ``seconds``."""

    client: str
    url: str
    ca: str
    http2: bool
    flying: int
    loop: str = "asyncio"
    count: int = 3000
    seconds: float = 6.0


def requests_per_second(load: Load) -> float:
    """Measure in a process of its own."""
    return _spawn("load", asdict(load))[0]


def transfer(kind: str, url: str, ca: str, path: str) -> tuple[float, float]:
    """``download`` or ``upload`` a file in a process of its own: seconds, and MB of memory."""
    seconds, memory = _spawn(kind, {"url": url, "ca": ca, "path": path})
    return seconds, memory


def _spawn(kind: str, arguments: dict[str, Any]) -> list[float]:
    from subprocess import run

    command = [sys.executable, "-m", "tests.bench.client", json.dumps([kind, arguments])]
    done = run(command, capture_output=True, text=True, check=True, timeout=300)
    found: list[float] = json.loads(done.stdout)
    return found


# --- many small requests --------------------------------------------------------------------------------


async def _load(**arguments: Any) -> NoReturn:
    """Requests per second, counted once every connection is warm."""
    load = Load(**arguments)
    async with _sender(load) as send:
        await asyncio.gather(*(send() for _ in range(load.flying)))
        turns = iter(range(load.count))
        done = 0
        # The requests that are ready must not make the garbage collector's rounds longer.
        gc.collect()
        gc.freeze()
        begun = time.perf_counter()

        async def work() -> None:
            nonlocal done
            for _ in turns:
                await send()
                done += 1

        # What a slow client with many in flight has begun by then would take it half a minute more.
        working = [asyncio.get_running_loop().create_task(work()) for _ in range(load.flying)]
        await asyncio.wait(working, timeout=load.seconds)
        _tell(done / (time.perf_counter() - begun))


@contextlib.asynccontextmanager
async def _sender(load: Load) -> AsyncIterator[Send]:
    """A function that makes one request and reads its body."""
    if load.client == "aiohttp":
        async with _aiohttp(load) as send:
            yield send
        return
    if load.client == "httpx":
        context = ssl.create_default_context(cafile=load.ca)
        limits = httpx.Limits(max_connections=MOST, max_keepalive_connections=MOST)
        client = httpx.AsyncClient(
            timeout=60, verify=context, http2=load.http2, http1=not load.http2, limits=limits
        )
    else:
        client = httpx.AsyncClient(timeout=60, transport=_ours(load.ca, load.http2))
    async with client:
        yield _from_list(client, load) if load.client == "send" else _from_url(client, load.url)


def _ours(ca: str, http2: bool) -> WireTransport:
    tls = Tls(ca_file=Path(ca), only_ca_file=True)
    return WireTransport(Options("2" if http2 else "1.1", tls), PoolLimits(MOST, MOST))


def _from_url(client: httpx.AsyncClient, url: str) -> Send:
    async def send() -> None:
        response = await client.get(url)
        assert response.status_code == 200

    return send


def _from_list(client: httpx.AsyncClient, load: Load) -> Send:
    """Requests that are ready, their bodies read as they come."""
    ready = [client.build_request("GET", load.url) for _ in range(load.count + load.flying)]

    async def send() -> None:
        response = await client.send(ready.pop(), stream=True)
        assert response.status_code == 200
        b"".join([chunk async for chunk in response.stream])
        await response.aclose()

    return send


@contextlib.asynccontextmanager
async def _aiohttp(load: Load) -> AsyncIterator[Send]:
    import aiohttp

    connector = aiohttp.TCPConnector(limit=MOST, ssl=ssl.create_default_context(cafile=load.ca))
    async with aiohttp.ClientSession(connector=connector) as session:

        async def send() -> None:
            async with session.get(load.url) as response:
                assert response.status == 200
                await response.read()

        yield send


# --- one large file -------------------------------------------------------------------------------------


async def _download(url: str, ca: str, path: str) -> NoReturn:
    begun = time.perf_counter()
    client = httpx.AsyncClient(transport=_ours(ca, False), timeout=60)
    with _opened(path, "wb") as file:
        async with client, client.stream("GET", url) as response:
            assert response.status_code == 200
            async for chunk in response.stream:
                file.write(chunk)
    _tell(time.perf_counter() - begun)


async def _upload(url: str, ca: str, path: str) -> NoReturn:
    async def chunks() -> AsyncIterator[bytes]:
        with _opened(path, "rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk

    length = {"Content-Length": str(Path(path).stat().st_size)}
    begun = time.perf_counter()
    async with httpx.AsyncClient(transport=_ours(ca, False), timeout=60) as client:
        response = await client.put(url, content=chunks(), headers=length)
        assert response.status_code in (201, 204)
    _tell(time.perf_counter() - begun)


def _opened(path: str, mode: str) -> Any:
    return Path(path).open(mode)


# --- the process ----------------------------------------------------------------------------------------


def _on_qt(work: Coroutine[Any, Any, NoReturn]) -> None:
    """Run on the loop of the program, which is Qt's own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.kit.loop import make_loop

    loop = make_loop(QApplication([]))
    asyncio.set_event_loop(loop)
    loop.run_until_complete(work)


def _tell(figure: float) -> NoReturn:
    """Print what was measured and end the process: taking leave of 1,000 connections is not measured."""
    print(json.dumps([figure, _most_memory()]), flush=True)
    os._exit(0)


def _most_memory() -> float:
    """The largest resident set so far, in MB; `getrusage` would count the parent's as well."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Do the one task of this process."""
    kind, arguments = json.loads(sys.argv[1])
    work = {"load": _load, "download": _download, "upload": _upload}[kind](**arguments)
    if arguments.get("loop") == "qasync":
        _on_qt(work)
    else:
        asyncio.run(work)


if __name__ == "__main__":
    main()
