"""``python -m app playground``: the playground as a program of its own."""

from __future__ import annotations

import argparse
import json
import queue
import signal
import sys
from collections.abc import Sequence
from typing import Any, Final

from app.errors import AppError
from app.playground.server import Playground

_TURN: Final = 0.5  # seconds


def main(argv: Sequence[str]) -> int:
    """Serve until SIGTERM or SIGINT.

    Prints one line when both ports accept: JSON with the base URLs ``http`` and ``https`` and with
    ``ca``, the path of the PEM file to trust.

    Args:
        argv: what follows the word "playground" on the command line.

    Returns:
        0 after a signal, 1 when a port cannot be used (the reason goes to standard error).
    """
    options = _parse(argv)
    # SimpleQueue.put is reentrant, so a signal may come at any moment, even before the server is up.
    signals: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda caught, _frame: signals.put(caught))
    try:
        with Playground(options.port, options.tls_port) as playground:
            ready = {"http": playground.http, "https": playground.https, "ca": str(playground.ca)}
            print(json.dumps(ready), flush=True)
            _wait(signals)
    except AppError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _wait(signals: queue.SimpleQueue[int]) -> None:
    """Return once there was a signal."""
    while True:
        try:
            signals.get(timeout=_TURN)
            return
        except queue.Empty:
            # A signal just before the wait does not end it: its handler runs when this thread next does.
            continue


def _parse(argv: Sequence[str]) -> Any:
    parser = argparse.ArgumentParser(
        prog="python -m app playground", description="Serve the playground on this machine until SIGTERM."
    )
    parser.add_argument("--port", type=int, default=0, metavar="N", help="plain port; a free one by default")
    parser.add_argument(
        "--tls-port", type=int, default=0, metavar="N", help="TLS port; a free one by default"
    )
    return parser.parse_args(argv)
