"""One GET against curl: what Sonde adds to the time that the network and the server take."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.model.auth import NoAuth
from app.model.request import Request
from app.paths import find
from app.workspace import Workspaces
from tests.bench.figure import Figure, median

RUNS = 40


def _curl(url: str) -> float:
    words = ["curl", "-s", "-o", "/dev/null", "-w", "%{time_total}", url]
    return float(subprocess.run(words, capture_output=True, text=True, check=True).stdout) * 1000


async def _sonde(url: str, home: Path) -> tuple[list[float], list[float]]:
    """Totals as Sonde shows them, and curl's, in turn; each on a new connection."""
    own, other = [], []
    for _ in range(RUNS):
        workspaces = Workspaces(find(home))
        workspaces.services.warm()
        exchange = await workspaces.current.send(Request(url=url, auth=NoAuth()), "")
        own.append(exchange.total)
        other.append(await asyncio.to_thread(_curl, url))
        await workspaces.close()
    return own, other


def measure() -> Iterator[Figure]:
    """The difference of the medians; the server is a process of its own."""
    command = [sys.executable, "-m", "app", "playground"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        url = json.loads(server.stdout.readline())["http"] + "/anything"
        with tempfile.TemporaryDirectory() as home:
            own, other = asyncio.run(_sonde(url, Path(home)))
    finally:
        server.terminate()
        server.wait()
        if server.stdout is not None:
            server.stdout.close()
    detail = f"Sonde {median(own):.1f} ms, curl {median(other):.1f} ms, medians of {RUNS} in turn"
    yield Figure("one GET on a new connection, over curl", median(own) - median(other), 10.0, "ms", detail)
