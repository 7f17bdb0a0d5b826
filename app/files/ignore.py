"""What of a collection stays on one computer, as lines of its ``.gitignore``; and what git passes over."""

from __future__ import annotations

import re
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


def kept_out(place: Path) -> bool:
    """Whether git takes no notice of a file, by the rules of its folder and those above; also where there is
    no repository. One that was added in spite of them is not told.

    Raises:
        UnreadableFile: rules are there and cannot be read.
    """
    place = place.absolute()
    top = next((folder for folder in place.parents if (folder / ".git").exists()), None)
    if top is None:
        return True
    out = False
    folders = [folder for folder in reversed(place.parents) if folder.is_relative_to(top)]
    for rules, folder in (
        (top / ".git" / "info" / "exclude", top),
        *((f / ".gitignore", f) for f in folders),
    ):
        path = place.relative_to(folder).as_posix()
        for rule in _text(rules).splitlines() if rules.exists() else ():
            if _matches(rule.strip(), path):
                out = not rule.startswith("!")
    return out


def _matches(rule: str, path: str) -> bool:
    """Whether a rule is about a file or a folder above it."""
    form = rule.removeprefix("!").rstrip("/")
    if not form or rule.startswith("#"):
        return False
    pattern = re.escape(form.lstrip("/")).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    start = "" if "/" in form else "(?:.*/)?"
    end = "/.*" if rule.endswith("/") else "(?:/.*)?"
    return re.fullmatch(start + pattern.replace(r"\?", "[^/]") + end, path) is not None


def _text(place: Path) -> str:
    try:
        return place.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise atomic.unreadable(place, error) from error
