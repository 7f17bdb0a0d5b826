"""Keeps on this computer what the user answered about each collection; never in the shared files."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.errors import UnreadableFile
from app.files import atomic
from app.files.lock import locked

_log = logging.getLogger(__name__)
_OWNER_ONLY: Final = 0o600

Answers = dict[str, dict[str, list[str]]]  # lists of words by collection and by what was asked about


def read_answers(file: Path) -> Answers:
    """The answers of all collections; none where the file is missing or damaged: the user is asked again."""
    try:
        found = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        _log.warning("%s cannot be read: %s", file.name, type(problem).__name__)
        return {}
    return found if isinstance(found, dict) else {}


def change_answers(file: Path, change: Callable[[Answers], Answers]) -> None:
    """Keep what ``change`` makes of the answers that are there; windows that answer at the same moment take
    turns. Where it fails the user is asked again next time, which is better than to fail now."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with locked(file.with_suffix(".lock")):
            before = read_answers(file)
            after = change(before)
            if after != before:
                atomic.write(file, json.dumps(after, indent=1).encode(), _OWNER_ONLY, durable=False)
    except (OSError, UnreadableFile) as problem:
        _log.warning("%s cannot be written: %s", file.name, type(problem).__name__)
