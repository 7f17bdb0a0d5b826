"""Imports what the first send needs, in a thread after the first paint, so that neither waits for it."""

from __future__ import annotations

import importlib
from typing import Final

MODULES: Final = (
    "httpx",
    "h2.connection",
    "app.http.sender",
    "app.http.har",
    "keyring",
    "msgspec",
)


def prewarm() -> None:
    """Import the slow modules, one after another."""
    for name in MODULES:
        importlib.import_module(name)
