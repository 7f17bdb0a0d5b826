"""The process of a job: reads one JSON object from its input, writes one JSON object a line.

``{"progress": 0.5}`` any number of times, then ``{"result": …}`` or ``{"problem": …, "kind": …}``.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from contextlib import suppress
from typing import BinaryIO

from app.work.job import JobProblem, load_job

_REPORT_EVERY = 0.1  # seconds


def main() -> None:
    """Do the one job that the input names."""
    channel = _Channel(_take_output())
    wanted = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(wanted["memory"])
    try:
        channel.say({"result": load_job(wanted["job"])(channel.report, **wanted["arguments"])})
    except JobProblem as problem:
        channel.say({"problem": str(problem), "kind": problem.kind})
    except MemoryError:
        channel.say({"problem": "it needs more memory than is allowed for it", "kind": "memory"})
    except Exception as error:
        clause = f"a fault in Sonde stopped it ({type(error).__name__})"
        channel.say({"problem": clause, "kind": "crash", "trace": traceback.format_exc()})


class _Channel:
    """The way to the parent; tells progress a few times a second, however often it is called."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._told = 0.0

    def say(self, value: dict[str, object]) -> None:
        """Write one line."""
        self._output.write(json.dumps(value).encode() + b"\n")
        self._output.flush()

    def report(self, done: float) -> None:
        """Say how much is done, from 0 to 1."""
        now = time.monotonic()
        if now - self._told >= _REPORT_EVERY:
            self._told = now
            self.say({"progress": done})


def _take_output() -> BinaryIO:
    """The standard output for the channel alone: what a job or a library prints goes to standard error."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return output


def _end_with_parent() -> None:
    """The parent keeps the input open for as long as it wants the result, and says nothing more."""
    with suppress(OSError):
        os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _limit_memory(most: int | None) -> None:
    """Let the process have this many bytes of address space; only Unix knows such a limit."""
    if most is not None:
        with suppress(ImportError, ValueError, OSError):
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
