"""Keeps on this computer what the user answered about each collection; never in the shared files."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Final

from app.errors import UnreadableFile
from app.files import atomic

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


def write_answers(file: Path, answers: Answers) -> None:
    """Keep them; where that fails the user is asked again next time, which is better than to fail now."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(file, json.dumps(answers, indent=1).encode(), _OWNER_ONLY, durable=False)
    except (OSError, UnreadableFile) as problem:
        _log.warning("%s cannot be written: %s", file.name, type(problem).__name__)
