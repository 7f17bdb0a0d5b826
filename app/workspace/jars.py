"""A cookie jar per collection and environment, kept in the data folder, readable by its owner only."""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

from app.errors import AppError
from app.files import atomic
from app.http.cookies import CookieJar

log = logging.getLogger(__name__)


class Jars:
    """The jars in use, by collection id and environment name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._jars: dict[tuple[str, str], CookieJar] = {}
        self._kept: dict[tuple[str, str], list[dict[str, Any]]] = {}  # what the files hold

    def get(self, collection: str, environment: str) -> CookieJar:
        """The jar of a place, read from its file at first use; an unreadable file gives an empty one."""
        place = (collection, environment)
        if place not in self._jars:
            jar = self._jars[place] = CookieJar()
            try:
                jar.load(json.loads(self._file(place).read_text("utf-8")))
            except FileNotFoundError:
                pass
            except (OSError, ValueError, TypeError, KeyError) as error:
                log.warning("the cookies cannot be read: %s", error)
            self._kept[place] = _lasting(jar)
        return self._jars[place]

    def changed(self, collection: str, environment: str) -> bool:
        """Whether the jar of a place holds something else than its file."""
        place = (collection, environment)
        return _lasting(self._jars[place]) != self._kept[place]

    def write(self, collection: str, environment: str) -> None:
        """Write the jar of a place; without a folder to write to, the cookies last as long as the
        program."""
        place = (collection, environment)
        file, data = self._file(place), _lasting(self._jars[place])
        self._kept[place] = data
        if not data and not file.exists():
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic.write(file, json.dumps(data, indent=1).encode(), mode=0o600)
        except (OSError, AppError) as error:
            log.warning("the cookies cannot be written: %s", error)

    def rename(self, collection: str, old: str, new: str) -> None:
        """An environment has another name: its jar goes with it."""
        self._jars[(collection, new)] = self.get(collection, old)
        self.write(collection, new)
        del self._jars[(collection, old)]
        self._file((collection, old)).unlink(missing_ok=True)

    def copy(self, source: tuple[str, str], target: tuple[str, str]) -> None:
        """Give a place the cookies of another one; from then on each has its own."""
        self.get(*target).load(self.get(*source).dump())
        self.write(*target)

    def _file(self, place: tuple[str, str]) -> Path:
        # Both names come out of files that others may have written: they must not lead elsewhere.
        name = hashlib.sha256("\0".join(place).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._folder / f"{name}.json"


def _lasting(jar: CookieJar) -> list[dict[str, Any]]:
    """A cookie without an end is for the session (RFC 6265 section 5.3); it is no file's business."""
    return [cookie for cookie in jar.dump() if cookie["expires"] is not None]
