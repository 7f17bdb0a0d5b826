"""Kill -9 at random moments of typing and saving: what was lost, and which file was left half-written.

Each run is a process that opens a collection, takes over the drafts of the run before, then types, saves,
begins new requests and moves one about, saying before and after each step what it does. Every other edit has
a password in it, so that its draft is sealed. It is killed at a moment that nobody chose; then what is on the
disk is held against what it said, and the journal is searched for passwords.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import yaml

from app import paths
from app.files.atomic import sweep
from app.files.secrets import Secrets
from app.files.store import create_collection
from app.model.request import Request
from app.workspace import Workspace, Workspaces
from app.workspace.drafts import NEW
from app.workspace.revival import revive
from tests.app.files.ring import Ring
from tests.bench.figure import Figure

KILLS = 1000
LONGEST = 0.25  # seconds until a run is killed
OPENING = 0.2  # the part of the runs that may be killed while they open the collection
PLACES = ("one.yml", "deep/one.yml")  # where the request may be that is moved about
COMMENT = "# The comment of the first line stays."
PASSWORD = "canary"
_NEW_KEPT = 3  # drafts without a file at a time
# Processes are forked off this one, and find in its keyring the key that was made before the first of them.
_SECRETS = Secrets(Ring())


@dataclass
class Said:
    """What processes said: the last number that was begun and done of typing and saving, the drafts without
    a file that must be there and may be there, and how often a step was the last one before the kill."""

    typing: int = 0
    typed: int = 0
    saving: int = 0
    saved: int = 0
    saves: int = 0  # begun, done or not
    new: dict[str, int] = field(default_factory=dict)
    perhaps: set[str] = field(default_factory=set)
    killed_in: Counter[str] = field(default_factory=Counter)

    def hear(self, lines: list[str]) -> None:
        """Take in what one process said."""
        words = [line.split() for line in lines]
        for step, *rest in words:
            match step, rest:
                case (("typing" | "typed" | "saving" | "saved"), [number]):
                    setattr(self, step, int(number))
                    self.saves += step == "saving"
                case "beginning" | "closing", [key]:
                    self.perhaps.add(key)
                    self.new.pop(key, None)
                case "begun", [key, number]:
                    self.new[key] = int(number)
                case "closed", [key]:
                    self.perhaps.discard(key)
        self.killed_in[words[-1][0] if words else "opening"] += 1


@dataclass
class Outcome:
    """How a number of kills ended: sentences on what was lost or broken, and what was said."""

    problems: list[str] = field(default_factory=list)
    said: Said = field(default_factory=Said)
    left_over: int = 0


def measure() -> Iterator[Figure]:
    """The rows of this part."""
    outcome = kill(KILLS)
    moments = ", ".join(f"{number} {step}" for step, number in sorted(outcome.said.killed_in.items()))
    yield Figure("kills", KILLS, KILLS, "", f"last words: {moments}", at_least=True)
    yield Figure("saves that were begun", outcome.said.saves, KILLS, "", at_least=True)
    problems = "; ".join(outcome.problems[:3])
    yield Figure("kills that lost or left half of something", len(outcome.problems), 0, "", problems)
    yield Figure("temporary files that are left", outcome.left_over, 0, "")


def kill(times: int, seed: int | None = None) -> Outcome:
    """Start and kill a process so many times."""
    place = Path(tempfile.mkdtemp(prefix="sonde-kills-"))
    outcome, chance = Outcome(), random.Random(seed)
    try:
        root = _write(place / "shop")
        asyncio.run(_workspaces(place).services.journal.complete())
        for _ in range(times):
            run = _Run(place, root, outcome.said.typing + 1)
            outcome.said.hear(run.kill(chance.uniform(0, LONGEST), opened=chance.random() > OPENING))
            if problem := asyncio.run(_look(place, root, outcome.said)):
                outcome.problems.append(problem)
        sweep(place / "shop", age=0)
        outcome.left_over = sum(1 for _ in place.rglob("*.tmp"))
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return outcome


def _write(root: Path) -> Path:
    store = create_collection(root, "Shop")
    store.add("", Request("One", url=_url(0)))
    store.add_folder("", "Deep")
    file = root / PLACES[0]
    file.write_text(f"{COMMENT}\n{file.read_text()}")
    return root


class _Run:
    """A process that works on a collection from its start on."""

    def __init__(self, place: Path, root: Path, first: int) -> None:
        reading, writing = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            try:
                os.close(reading)
                _work(place, root, first, writing)
            finally:
                os._exit(1)
        os.close(writing)
        self._said = os.fdopen(reading)

    def kill(self, seconds: float, opened: bool) -> list[str]:
        """Kill it after so long, counted from when it has ``opened`` the collection; what it said."""
        with self._said as pipe:
            first = [pipe.readline()] if opened else []
            time.sleep(seconds)
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            return [line.strip() for line in (*first, *pipe) if line.endswith("\n")]


def _work(place: Path, root: Path, first: int, writing: int) -> None:
    """What a run does until it is killed."""
    workspace = _open(place, root)
    _say(writing, "opened")
    new = [key for key in workspace.drafts.open_keys() if key.startswith(NEW)]
    for number in count(first):
        path = _place(root)
        _type(workspace, path, number, writing)
        if number % 3:
            _say(writing, "saving", number)
            workspace.save(path, force=True)
            _say(writing, "saved", number)
        if number % 4 == 0:
            new.append(_begin(workspace, number, writing))
        while len(new) > _NEW_KEPT:
            key = new.pop(0)
            _say(writing, "closing", key)
            workspace.drafts.close(key)
            _say(writing, "closed", key)
        if number % 5 == 0:
            target = workspace.needed_store().move(path, "" if "/" in path else "deep")
            workspace.moved({path: target})


def _open(place: Path, root: Path) -> Workspace:
    workspace = _workspaces(place).open(root)
    asyncio.run(workspace.services.journal.complete())
    revive(workspace)
    return workspace


def _workspaces(place: Path) -> Workspaces:
    return Workspaces(paths.find(place / "home"), _SECRETS)


def _type(workspace: Workspace, path: str, number: int, writing: int) -> None:
    draft = workspace.drafts.open(path, workspace.request_at(path))
    workspace.drafts.edit(path, replace(draft.current, url=_url(number)))
    _say(writing, "typing", number)
    workspace.drafts.flush()
    _say(writing, "typed", number)


def _begin(workspace: Workspace, number: int, writing: int) -> str:
    key = workspace.drafts.new(Request(url=_url(number)))
    _say(writing, "beginning", key)
    workspace.drafts.flush()
    _say(writing, "begun", key, number)
    return key


async def _look(place: Path, root: Path, said: Said) -> str:
    """What is wrong with what a killed process left, as a sentence; empty where nothing is."""
    told = [file.name for file in (place / "home").rglob("*") if file.is_file() and _tells(file)]
    workspaces = _workspaces(place)
    try:
        await workspaces.services.journal.complete()
        workspace = workspaces.open(root)
        urls = {key: workspace.drafts[key].current.url for key in revive(workspace)}
    finally:
        await workspaces.close()
    kept = {key: _number(url) for key, url in urls.items()}
    if any(url != _url(kept[key]) for key, url in urls.items()):
        return f"Passwords are gone: {urls}."
    if told:
        return f"Passwords can be read in {told}."
    text = (root / _place(root)).read_text()
    saved = _number(yaml.safe_load(text)["http"]["url"])
    if not text.startswith(COMMENT) or not said.saved <= saved <= said.saving:
        return f"The file holds {saved}, where {said.saved} to {said.saving} was saved: {text!r}"
    drafts = [kept[path] for path in PLACES if path in kept]
    if min(drafts, default=saved) < saved:
        return f"An earlier edit came back: {drafts}, where the file holds {saved}."
    typed = max([saved, *drafts])
    if not said.typed <= typed <= said.typing:
        return f"The draft holds {typed}, where {said.typed} to {said.typing} was typed."
    gone = [key for key, number in said.new.items() if kept.get(key) != number]
    return f"New requests are gone: {gone} of {said.new}." if gone else ""


def _place(root: Path) -> str:
    (found,) = (path for path in PLACES if (root / path).exists())
    return found


def _url(number: int) -> str:
    login = f"ada:{PASSWORD}@" if number % 2 else ""
    return f"https://{login}example.org/{number}"


def _tells(file: Path) -> bool:
    return PASSWORD.encode() in file.read_bytes()


def _number(url: str) -> int:
    return int(url.rpartition("/")[2])


def _say(writing: int, *words: object) -> None:
    os.write(writing, (" ".join(map(str, words)) + "\n").encode())
