"""Run a job in a process of its own: with progress, a limit of time and memory, and cancelled by a kill."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

from app.work.job import JOBS, JobProblem, Report

PARALLEL: Final = max(2, min(4, (os.cpu_count() or 2) - 1))
"""How many jobs run at once; the others wait for their turn."""

_LINE_LIMIT: Final = 64 * 1024 * 1024  # bytes of one line of the pipe, which holds the whole result

# The command line and the tests have a loop for each run, and a semaphore belongs to one loop.
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes of address space that a job may take; None is no limit. The time begins when the
    job does, not while it waits for its turn."""

    seconds: float | None = None
    memory: int | None = None


UNLIMITED: Final = Limits()


async def run_job(
    job: str, arguments: dict[str, Any], limits: Limits = UNLIMITED, report: Report | None = None
) -> Any:
    """Do a job of ``app.work.job.JOBS`` and give its result; cancelling kills the process.

    Args:
        job: the name of the job.
        arguments: what the job takes; JSON values.
        limits: of the process.
        report: is told how much is done, from 0 to 1, a few times a second.

    Raises:
        JobProblem: the job refused its input, met a limit, or its process ended unexpectedly.
    """
    wanted = json.dumps({"job": JOBS[job], "arguments": arguments, "memory": limits.memory})
    async with _turn():
        process = await _start()
        try:
            async with asyncio.timeout(limits.seconds):
                return await _converse(process, wanted, report)
        except TimeoutError:
            raise JobProblem(f"it took longer than {limits.seconds:g} s", "time") from None
        finally:
            await _end(process)


def _turn() -> asyncio.Semaphore:
    return _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(PARALLEL))


async def _start() -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app.work"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        limit=_LINE_LIMIT,
        # The package is found from the folder that holds it, installed or not.
        cwd=Path(__file__).parents[2],
    )


async def _converse(process: Process, wanted: str, report: Report | None) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    # The input stays open: its end tells the process that nobody waits for it any more.
    process.stdin.write(wanted.encode() + b"\n")
    while line := await _read_line(process.stdout):
        said = json.loads(line)
        if "result" in said:
            return said["result"]
        if "problem" in said:
            if "trace" in said:
                _log.warning("A job failed: %s", said["trace"])
            raise JobProblem(said["problem"], said["kind"])
        if report is not None:
            report(said["progress"])
    raise JobProblem("the process that did it ended unexpectedly", "crash")


async def _read_line(output: asyncio.StreamReader) -> bytes:
    try:
        return await output.readline()
    except ValueError:
        raise JobProblem(f"its result is larger than {_LINE_LIMIT // 1_000_000} MB", "limit") from None


async def _end(process: Process) -> None:
    """Wait for the process to be gone, without waiting for what it may still do."""
    if process.returncode is None:
        process.kill()
    if process.stdin is not None:
        process.stdin.close()
    # Reading to the end closes the pipe; a transport that is left open warns when it is collected.
    await process.communicate()
