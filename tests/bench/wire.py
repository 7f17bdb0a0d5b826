"""The transport side by side with other clients against one nginx: requests per second, and our ratios.

Each client has a process of its own, one after another. A figure that a goal hangs on is the median of three
rounds in turn; the others are measured once and only shown. Ratios are ours by theirs: above 1 we are faster.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.client import Load, requests_per_second
from tests.bench.figure import Figure, median
from tests.bench.nginx import Nginx, is_installed, nginx

ROUNDS = 3
COUNT = 3000
FEW = 1000  # requests of a client that is slow or has only one in flight
CURL_MOST = 300  # transfers that curl makes at once


@dataclass(frozen=True, slots=True)
class Goal:
    """``mine`` (send or get) must be at least ``least`` times as fast as ``theirs``."""

    mine: str
    theirs: str
    least: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    http2: bool
    over_tls: bool
    flying: int
    loop: str = "asyncio"
    goals: tuple[Goal, ...] = ()

    def __str__(self) -> str:
        version = "HTTP/2" if self.http2 else "HTTP/1.1"
        return f"{version}{' TLS' if self.over_tls else ''}, {self.flying} in flight, {self.loop}"

    def clients(self) -> tuple[str, ...]:
        """Who takes part. aiohttp speaks no HTTP/2; stock httpx is compared on asyncio, and left out of
        the row where it would take minutes."""
        names = ["send", "get"]
        crawls = not self.http2 and self.over_tls and self.flying == 1000
        if self.loop == "asyncio" and not crawls and not (self.http2 and not self.over_tls):
            names.append("httpx")
        if not self.http2:
            names.append("aiohttp")
        return tuple(names)


GOALS = {
    (False, False, 50): (
        Goal("send", "aiohttp", 0.8),
        Goal("send", "httpx", 25),
        Goal("get", "aiohttp", 0.55),
    ),
    (False, False, 1000): (
        Goal("send", "aiohttp", 1.0),
        Goal("send", "httpx", 100),
        Goal("get", "aiohttp", 0.75),
    ),
    (True, True, 100): (Goal("send", "httpx", 3.5),),
}


def rows() -> Iterator[Row]:
    """The whole table; the goals are for asyncio, the loop on which everybody can run."""
    for loop in ("asyncio", "qasync"):
        for http2 in (False, True):
            for over_tls in (False, True):
                for flying in (1, 50, 100, 1000) if http2 and over_tls else (1, 50, 1000):
                    key = (http2, over_tls, flying)
                    yield Row(*key, loop, GOALS.get(key, ()) if loop == "asyncio" else ())


def measure() -> Iterator[Figure]:
    """Print the table, then give a figure per goal. About three minutes."""
    if not is_installed():
        print("  left out: nginx is not installed")
        return
    figures = []
    with nginx() as server:
        for row in rows():
            speeds = _speeds(row, server)
            print(f"  {row!s:36}" + _line(speeds), flush=True)
            figures += [_figure(row, goal, speeds) for goal in row.goals]
    yield from figures


def _speeds(row: Row, server: Nginx) -> dict[str, float]:
    """Requests per second by client."""
    url = server.small(row.over_tls, row.http2)
    found: dict[str, list[float]] = {client: [] for client in row.clients()}
    for turn in range(ROUNDS if row.goals else 1):
        for client, speeds in found.items():
            slow = client == "httpx" or row.flying == 1
            if turn and client == "httpx" and row.flying == 1000:
                continue  # A round of this one takes half a minute.
            load = Load(client, url, server.ca, row.http2, row.flying, row.loop, FEW if slow else COUNT)
            speeds.append(requests_per_second(load))
    speeds_by_client = {client: median(speeds) for client, speeds in found.items()}
    return speeds_by_client | (_programs(row, url, server.ca) if row.loop == "asyncio" else {})


def _programs(row: Row, url: str, ca: str) -> dict[str, float]:
    """What programs in C manage, where they are installed: the limit of the machine."""
    found = {}
    if shutil.which("h2load"):
        streams = ["-m", str(row.flying), "-c", "1"] if row.http2 else ["--h1", "-c", str(row.flying)]
        told = _run("h2load", "-n", "20000", *streams, url)
        found["h2load"] = next(
            float(line.split(",")[1].split()[0]) for line in told.splitlines() if line.startswith("finished")
        )
    # Parallel transfers over HTTP/2 in clear end in an error with curl 7.88.
    if shutil.which("curl") and row.flying <= CURL_MOST and (row.over_tls or not row.http2):
        version = "--http2" if row.http2 else "--http1.1"
        at_once = ["-Z", "--parallel-max", str(row.flying)] if row.flying > 1 else []
        begun = time.perf_counter()
        _run("curl", "-s", version, "--cacert", ca, *at_once, f"{url}?[1-{COUNT}]")
        found["curl"] = COUNT / (time.perf_counter() - begun)
    return found


def _run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True, timeout=60).stdout


def _line(speeds: dict[str, float]) -> str:
    shown = "".join(f"  {name} {speed:.0f}".ljust(17) for name, speed in speeds.items())
    ratios = [
        f"{mine}/{theirs} {speeds[mine] / speeds[theirs]:.2f}"
        for mine in ("send", "get")
        for theirs in ("httpx", "aiohttp")
        if theirs in speeds
    ]
    return shown + "  ".join(ratios)


def _figure(row: Row, goal: Goal, speeds: dict[str, float]) -> Figure:
    mine, theirs = speeds[goal.mine], speeds[goal.theirs]
    detail = f"{mine:.0f} against {theirs:.0f} requests per second"
    name = f"{goal.mine} over {goal.theirs}: {row}"
    return Figure(name, mine / theirs, goal.least, "x", detail, at_least=True)
