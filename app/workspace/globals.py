"""The globals: variables of this computer that every collection sees, below all of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.errors import UnreadableFile
from app.events import Event
from app.files import atomic
from app.files.document import ENVIRONMENT, fresh, updated
from app.files.yaml import load
from app.model.environment import Environment
from app.template.scope import Layer
from app.workspace.vault import GLOBALS

TITLE = "Globals"


class Globals:
    """The variables in a file of the settings folder, which is an environment like any other.

    ``changed`` tells their new value, ``problem`` is why the file cannot be read, if so.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.changed: Event[Environment] = Event()
        self.problem: UnreadableFile | None = None
        self._read: tuple[int, int] | None = None  # time and size of what was read
        self._environment = Environment(TITLE)

    @property
    def environment(self) -> Environment:
        """The globals as their file has them now: another window may have written it."""
        try:
            facts = self.file.stat()
            if (facts.st_mtime_ns, facts.st_size) != self._read:
                self._read = facts.st_mtime_ns, facts.st_size
                found = ENVIRONMENT.decode(load(self.file.read_bytes(), self.file), self.file)
                self._environment, self.problem = replace(found, name=TITLE), None
        except FileNotFoundError:
            self._environment, self._read, self.problem = Environment(TITLE), None, None
        except OSError as error:
            self.problem = atomic.unreadable(self.file, error)
        except UnreadableFile as problem:
            self.problem = problem
        return self._environment

    def save(self, environment: Environment) -> None:
        """Write the globals; comments of the file stay.

        Raises:
            UnreadableFile: the file cannot be written, or what is in it cannot be read and would be lost.
        """
        named = replace(environment, name=TITLE)
        try:
            content = self.file.read_bytes()
            written = updated(content, named, ENVIRONMENT, self.file)
        except FileNotFoundError:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            written = fresh(named, ENVIRONMENT)
        atomic.write(self.file, written, 0o600)
        self.changed.emit(self.environment)

    def layers(self) -> tuple[Layer, ...]:
        """What they add to a scope, the weakest of all that has a plain name."""
        return (Layer("globals", self.environment.variables, keeper=GLOBALS, file=self.file),)
