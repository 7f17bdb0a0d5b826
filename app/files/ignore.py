"""What of a collection stays on one computer, as lines of its ``.gitignore``."""

from __future__ import annotations

from pathlib import Path

from app.files import atomic

LINES = (".env", "*.local.yml", ".sonde/local/")


def missing(root: Path) -> tuple[str, ...]:
    """The lines that the collection's ``.gitignore`` lacks.

    Raises:
        UnreadableFile: it is there and cannot be read.
    """
    held = {line.strip() for line in _text(root / ".gitignore").splitlines()}
    return tuple(line for line in LINES if line not in held)


def add(root: Path) -> tuple[str, ...]:
    """Add the missing lines at the end; those that were added.

    Raises:
        UnreadableFile: the file cannot be read or written.
    """
    lines, place = missing(root), root / ".gitignore"
    if lines:
        text = _text(place)
        end = "\r\n" if "\r\n" in text else "\n"
        start = text if not text or text.endswith("\n") else text + end
        atomic.write(
            place, (start + "".join(line + end for line in lines)).encode("utf-8", "surrogateescape")
        )
    return lines


def _text(place: Path) -> str:
    try:
        return place.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise atomic.unreadable(place, error) from error
