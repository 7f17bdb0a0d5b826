"""Finds the secrets that already stand in a collection's files, and moves them to the keyring.

Moving keeps everything else in the files as it is: a name takes the secret's place, the environment gets a
secret variable by that name, and the value goes to the keyring before any file changes.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Final

from app.errors import AppError, Conflict
from app.files import yaml
from app.files.tree import ENVIRONMENTS
from app.files.view import as_text
from app.model.environment import Environment, Variable
from app.work.job import JobProblem
from app.work.process import run_job
from app.workspace.secret_search import Finding, digest, findings_of
from app.workspace.secret_words import Place
from app.workspace.variables import free_name, with_variable
from app.workspace.workspace import Workspace

HISTORY: Final = (
    "What was committed stays in the history of git: get new values from where these came, and let the old "
    "ones be withdrawn."
)


async def scan_secrets(root: Path, report: Callable[[float], None] | None = None) -> tuple[Finding, ...]:
    """The secrets in a collection's files, looked for in a process of its own; cancelling ends that.

    Raises:
        AppError: the search ended early, as when the folder is gone.
    """
    try:
        return findings_of(await run_job("secrets", {"root": str(root.absolute())}, report=report))
    except JobProblem as problem:
        sentence = f"The files of {root.name} could not be searched: {problem}."
        raise AppError(sentence, "Is the folder still there?") from problem


def in_git(root: Path) -> bool:
    """Whether a folder is under version control by git, which keeps what once stood in its files."""
    place = root.resolve()
    return any((folder / ".git").exists() for folder in (place, *place.parents))


def value_of(root: Path, finding: Finding) -> str:
    """The secret itself, read from its file.

    Raises:
        Conflict: it does not stand there any more.
        UnreadableFile: the file cannot be read.
    """
    place = root / finding.path
    try:
        text = _text_at(yaml.load(place.read_bytes(), place), finding.place)
    except (OSError, LookupError, TypeError) as error:
        raise Conflict(place, deleted=not place.exists()) from error
    return _checked(place, finding, text)


async def move_secrets(
    workspace: Workspace,
    findings: Iterable[Finding],
    environment: str,
    report: Callable[[float], None] = lambda _done: None,
) -> tuple[str, ...]:
    """Move secrets to the keyring: one variable for each value, wherever it stands. A variable of an
    environment becomes a secret one there; all others are added to the environment that is named.

    Returns:
        the names of the variables.

    Raises:
        AppError: there is no usable keyring, or no such environment; then nothing was changed.
        Conflict: a file was changed meanwhile; those before it were moved.
    """
    movable = [finding for finding in findings if finding.movable]
    steps = len(movable) + len({finding.path for finding in movable})
    mover = _Mover(workspace, environment, lambda done: report(done / steps))
    try:
        await mover.keep(movable)
        await mover.write(movable)
    finally:
        workspace.tell()
    return tuple(dict.fromkeys(mover.names.values()))


@dataclass(frozen=True, slots=True)
class _Change:
    """A text that takes a secret's place; None makes the variable around it a secret one."""

    finding: Finding
    text: str | None


class _Mover:
    """One move of several secrets; ``names`` are the variables by the digests of their values. ``report``
    hears how many values and files are done."""

    def __init__(self, workspace: Workspace, environment: str, report: Callable[[int], None]) -> None:
        self._workspace = workspace
        self._store = workspace.needed_store()
        self._environment = self._known(environment)
        self._report = report
        self._done = 0
        self.names: dict[str, str] = {}

    def _step(self) -> None:
        self._done += 1
        self._report(self._done)

    def _known(self, name: str) -> Environment:
        found = self._store.collection.environment(name)
        if found is None:
            raise AppError(
                f"There is no environment {name}.", "Choose one for the secrets, or make it first."
            )
        return found

    async def keep(self, findings: Sequence[Finding]) -> None:
        """Put every value into the keyring, and its variable into the environment."""
        for finding in findings:
            if (owner := self._owner(finding)) is not None:
                await self._set(owner.name, finding.name, value_of(self._store.root, finding))
                if owner.name == self._environment.name:
                    self.names.setdefault(finding.digest, finding.name)
        await self._learn()
        for finding in findings:
            if self._owner(finding) is None and finding.digest not in self.names:
                await self._add(finding)
            self._step()
        self._store.save_environment(self._environment)

    async def _learn(self) -> None:
        """Values that the environment has already need no second variable."""
        secret = [variable.name for variable in self._environment.variables if variable.secret]
        values = await self._workspace.vault.get_many(self._environment.name, secret)
        for name, value in values.items():
            self.names.setdefault(digest(value), name)

    async def _add(self, finding: Finding) -> None:
        # A variable that stood for itself would never end.
        ending = "_secret" if "variables" in finding.place else ""
        name = free_name(self._environment, finding.suggested + ending)
        await self._set(self._environment.name, name, value_of(self._store.root, finding))
        self._environment = with_variable(self._environment, Variable(name, secret=True))
        self.names[finding.digest] = name

    async def _set(self, environment: str, name: str, value: str) -> None:
        vault = self._workspace.vault
        await vault.set(environment, name, value)
        if vault.problem is not None:
            raise AppError(f"Nothing was moved. {vault.problem.sentence}", "The secrets stay in the files.")

    def _owner(self, finding: Finding) -> Environment | None:
        """The environment of which a finding is the whole value of a variable."""
        pure = PurePosixPath(finding.path)
        if str(pure.parent) != ENVIRONMENTS or len(finding.place) != 3 or finding.start:
            return None
        known = self._store.collection.environments
        return next((each for each in known if each.path == finding.path), None)

    async def write(self, findings: Sequence[Finding]) -> None:
        """Put the names into the files, one after the other, with time for others in between."""
        by_file: dict[str, list[_Change]] = defaultdict(list)
        for finding in findings:
            own = self._owner(finding) is not None
            text = None if own else f"{{{{{self.names[finding.digest]}}}}}"
            by_file[finding.path].append(_Change(finding, text))
        for path, changes in by_file.items():
            self._store.patch(path, partial(self._changed, changes, path))
            self._step()
            await asyncio.sleep(0)

    def _changed(self, changes: Sequence[_Change], path: str, data: dict[str, Any]) -> dict[str, Any]:
        # From the end, so that the places before stay where they are.
        for change in sorted(changes, key=lambda change: change.finding.start, reverse=True):
            data = _with_change(data, change, self._store.root / path)
        return data


def _with_change(data: Any, change: _Change, file: Path) -> Any:
    finding = change.finding
    try:
        text = _text_at(data, finding.place)
    except (LookupError, TypeError) as error:
        raise Conflict(file) from error
    if change.text is None:
        return _put(data, finding.place[:-1], _as_secret)
    _checked(file, finding, text)
    whole = text[: finding.start] + change.text + text[finding.end :]
    return _put(data, finding.place, lambda _old: whole)


def _as_secret(row: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in row.items() if key in ("name", "description", "disabled")}
    return {"secret": True, **kept}


def _put(data: Any, place: Place, change: Callable[[Any], Any]) -> Any:
    """The data of a file with what stands at a place changed."""
    if not place:
        return change(data)
    if isinstance(data, list):
        rows = list(data)
        rows[int(place[0])] = _put(rows[int(place[0])], place[1:], change)
        return rows
    return {**data, str(place[0]): _put(data[place[0]], place[1:], change)}


def _text_at(data: Any, place: Place) -> str:
    for step in place:
        data = data[step]
    return as_text(data)


def _checked(file: Path, finding: Finding, text: str) -> str:
    secret = text[finding.start : finding.end]
    if digest(secret) != finding.digest:
        raise Conflict(file)
    return secret
