"""Jobs that behave in every way a job should not, for the tests of the process that runs them."""

import ctypes
import fcntl
import os
import sys
import time
from pathlib import Path

from app.work.job import JobProblem


def echo(report, value):
    report(0.5)
    return value


def refuse(report):
    raise JobProblem("the text is too long", "limit")


def fail(report):
    raise LookupError("nothing there")


def die(report):
    os._exit(7)


def print_much(report):
    print("hello")
    sys.stdout.flush()
    ctypes.CDLL(None).puts(b"hello from C")
    ctypes.CDLL(None).fflush(None)
    return "quiet"


def tell_long(report, size):
    return "x" * size


def take_memory(report, size):
    return len(bytearray(size))


def run_for_ever(report, mark):
    """Locks a file for as long as it lives, and works until it is stopped."""
    with Path(mark).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        while True:
            report(0.25)
            time.sleep(0.01)


def count_running(report, folder):
    """How many of these run at once: each leaves a mark for as long as it lives."""
    mark = Path(folder) / str(os.getpid())
    mark.touch()
    time.sleep(0.1)
    seen = len(list(Path(folder).iterdir()))
    mark.unlink()
    return seen
