"""A file of 5 GB each way against curl: time, and memory. Needs 15 GB of disk, so it runs only when named."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.client import transfer
from tests.bench.figure import Figure
from tests.bench.nginx import Nginx, is_installed, nginx

MEGABYTE = 1024 * 1024
SIZE = 5 * 1024 * MEGABYTE
ROOM = 3 * SIZE  # the file, a copy, and what nginx keeps while an upload comes


def measure() -> Iterator[Figure]:
    """Seconds over curl's, each the better of two in turn; and the most memory of our process."""
    if not is_installed():
        print("  left out: nginx is not installed")
    elif shutil.disk_usage(tempfile.gettempdir()).free < ROOM:
        print(f"  left out: {tempfile.gettempdir()} has no {ROOM // MEGABYTE} MB free")
    else:
        with nginx() as server:
            yield from _transfers(server)


def _transfers(server: Nginx) -> Iterator[Figure]:
    big, got = server.folder / "files" / "big", server.folder / "got"
    _fill(big)
    url = f"http://localhost:{server.http}"
    yield from _against_curl("download", f"{url}/big", server.ca, got, ["-o", str(got), f"{url}/big"])
    assert got.stat().st_size == SIZE
    got.unlink()
    put = f"{url}/uploads/big"
    yield from _against_curl("upload", put, server.ca, big, ["-T", str(big), put])
    assert (server.folder / "files" / "uploads" / "big").stat().st_size == SIZE


def _fill(path: Path) -> None:
    """Real bytes: a file of holes would cost the disk nothing."""
    with path.open("wb") as file:
        for _ in range(SIZE // (64 * MEGABYTE)):
            file.write(b"0123456789abcdef" * (4 * MEGABYTE))


def _against_curl(kind: str, url: str, ca: str, path: Path, words: list[str]) -> Iterator[Figure]:
    ours, theirs, memory = [], [], 0.0
    for _ in range(2):
        theirs.append(_timed("curl", "-sf", *words))
        seconds, most = transfer(kind, url, ca, str(path))
        ours.append(seconds)
        memory = max(memory, most)
    name = f"{kind} of {SIZE // MEGABYTE} MB"
    detail = f"{min(ours):.2f} s against {min(theirs):.2f} s"
    yield Figure(f"{name}, over curl", min(ours) / min(theirs), 1.3, "x", detail)
    yield Figure(f"{name}, memory", memory, 100, "MB")


def _timed(*words: str) -> float:
    begun = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True, timeout=300)
    return time.perf_counter() - begun
