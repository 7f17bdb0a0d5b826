"""The log file: small, rotated, and never a secret in it."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.masker import MASK, SHORTEST, masker

_HEADERS = re.compile(
    r"(?i)\b((?:proxy-)?authorization|cookie|set-cookie|x-api-key)(['\"]?\s*[:=]\s*)([^\r\n]+)"
)
_USERINFO = re.compile(r"(?<=://)[^/\s@]+@")

_secrets: dict[str, None] = {}


def remember_secret(value: str) -> None:
    """From now on this text is masked wherever the log would hold it, in every form; see ``app.masker``."""
    if len(value) >= SHORTEST:
        _secrets[value] = None


def known_secrets() -> tuple[str, ...]:
    """Every secret that passed through this run."""
    return tuple(_secrets)


def redact_secrets(text: str) -> str:
    """A text without the secrets of this run."""
    return masker(known_secrets()).mask_text(text)


def redact(text: str) -> str:
    """A text without known secrets, credential headers and ``user:password@`` in URLs."""
    text = redact_secrets(text)
    text = _HEADERS.sub(lambda match: f"{match[1]}{match[2]}{MASK}", text)
    return _USERINFO.sub(f"{MASK}@", text)


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def start(path: Path) -> None:
    """Write the program's log to a file of at most 1 MB, with one older file kept. A folder that cannot
    be written leaves the program without a log, not without a window."""
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    for old in root.handlers[:]:
        if isinstance(old, RotatingFileHandler):
            root.removeHandler(old)
            old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in ("httpx", "httpcore", "hpack", "asyncio", "qasync", "hypercorn"):
        logging.getLogger(name).setLevel(logging.WARNING)
