"""Run a job in a process of its own: with progress, a limit of time and memory, and cancelled by a kill."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.work.job import JobProblem, Report

_LINE_LIMIT: Final = 64 * 1024 * 1024  # bytes of one line of the pipe, which holds the whole result


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes of address space that a job may take; None is no limit."""

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
    process = await asyncio.create_subprocess_exec(
        *_command(),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        limit=_LINE_LIMIT,
        # The package is found from the folder that holds it, installed or not.
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    wanted = {"job": job, "arguments": arguments, "memory": limits.memory}
    try:
        async with asyncio.timeout(limits.seconds):
            return await _converse(process, json.dumps(wanted), report)
    except TimeoutError:
        raise JobProblem(f"it took longer than {limits.seconds:g} s", "time") from None
    finally:
        await _end(process)


def _command() -> tuple[str, ...]:
    return (sys.executable, "-m", "app.work")


async def _converse(process: Process, wanted: str, report: Report | None) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(wanted.encode() + b"\n")
    process.stdin.close()
    async for line in process.stdout:
        said = json.loads(line)
        if "result" in said:
            return said["result"]
        if "problem" in said:
            raise JobProblem(said["problem"], said["kind"])
        if report is not None:
            report(said["progress"])
    raise JobProblem("the process that did it ended unexpectedly", "crash")


async def _end(process: Process) -> None:
    """Wait for the process to be gone, without waiting for what it may still do."""
    if process.returncode is None:
        process.kill()
    # Reading to the end closes the pipe; a transport that is left open warns when it is collected.
    await process.communicate()
