"""The process of a job: reads one JSON object from its input, writes one JSON object a line.

``{"progress": 0.5}`` any number of times, then ``{"result": …}`` or ``{"problem": …, "kind": …}``.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress

from app.work.job import JobProblem, find_job

_REPORT_EVERY = 0.1  # seconds


def main() -> None:
    """Do the one job that the input names."""
    wanted = json.loads(sys.stdin.readline())
    _limit_memory(wanted.get("memory"))
    try:
        _say({"result": find_job(wanted["job"])(_Reporter(), **wanted["arguments"])})
    except JobProblem as problem:
        _say({"problem": str(problem), "kind": problem.kind})
    except MemoryError:
        _say({"problem": "it needs more memory than is allowed for it", "kind": "memory"})


class _Reporter:
    """Tells progress a few times a second, however often it is called."""

    def __init__(self) -> None:
        self._told = 0.0

    def __call__(self, done: float) -> None:
        now = time.monotonic()
        if now - self._told >= _REPORT_EVERY:
            self._told = now
            _say({"progress": done})


def _say(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _limit_memory(most: int | None) -> None:
    """Let the process have this many bytes of address space; only Unix knows such a limit."""
    if most is not None:
        with suppress(ImportError, ValueError, OSError):
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
