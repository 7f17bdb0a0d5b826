"""Patterns of paths within JSON, as JSONPath writes them: which members a comparison leaves out.

``$.items[*].id`` is one place in every item, ``$..timestamp`` a name anywhere, ``$['a b'][0]`` an odd one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.errors import AppError

Key = str | int
"""The name of a member, or the index of an item."""
State = frozenset[tuple[int, int]]
"""How far each pattern has been followed: its number, and how many of its steps."""

IGNORED: Final[State] = frozenset({(-1, -1)})
"""The state of a place that a pattern leaves out, with all that is below."""

_STEP: Final = re.compile(
    r"(?P<deep>\.\.)?(?:(?(deep)|\.)(?P<name>[^\s.\[\]'\"*]+)|(?(deep)|\.)(?P<any>\*)"
    r"|\[\s*(?:(?P<every>\*)|(?P<index>\d+)|(?P<quoted>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))\s*\])"
)
_PLAIN_NAME: Final = re.compile(r"[^\W\d][\w-]*")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pattern; ``key`` None is any. A deep step may lie any number of levels further down."""

    key: Key | None
    deep: bool


def parse_pattern(text: str) -> tuple[Step, ...]:
    """The steps of a pattern. Raises AppError for what is none."""
    text = text.strip()
    if not text.startswith("$"):
        raise AppError(f"“{text}” is no path: it does not begin with $.", "Write it as $.items[*].id.")
    steps, place = [], 1
    while place < len(text):
        match = _STEP.match(text, place)
        if match is None:
            raise AppError(
                f"“{text}” is no path: “{text[place:]}” cannot be read.", "Write it as $.items[*].id."
            )
        steps.append(Step(_key(match), bool(match["deep"])))
        place = match.end()
    if not steps:
        raise AppError("The path $ is the whole document.", "Name a member, as in $.items[*].id.")
    return tuple(steps)


def path_text(path: Sequence[Key]) -> str:
    """A path as text: ``$.items[3]['a b']``."""
    return "$" + "".join(map(_step_text, path))


def anywhere(path: Sequence[Key]) -> str:
    """The pattern for the last name of a path wherever it stands; for an item that of the list around it."""
    names = [index for index, key in enumerate(path) if isinstance(key, str)]
    if not names:
        return "$" + "[*]" * max(1, len(path))
    last = names[-1]
    text = _step_text(path[last])
    deep = f".{text}" if text.startswith(".") else f"..{text}"
    return f"${deep}" + "[*]" * (len(path) - last - 1)


def every_item(path: Sequence[Key]) -> str:
    """The path with ``[*]`` in place of each index: the same place in every item."""
    return "$" + "".join("[*]" if isinstance(key, int) else _step_text(key) for key in path)


class Ignored:
    """Follows several patterns at once from the root down.

    Args:
        patterns: as people write them. Raises AppError for one that is no path.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(map(parse_pattern, patterns))
        self._known: dict[tuple[State, Key], State] = {}
        self.root: State = frozenset((number, 0) for number in range(len(self._patterns)))

    def below(self, state: State, key: Key) -> State:
        """The state of a member; `IGNORED` where it is left out."""
        if not state:
            return state
        known = self._known.get((state, key))
        if known is None:
            known = self._follow(state, key)
            # Indices are many, and their states are few: only those of names are worth keeping.
            if isinstance(key, str):
                self._known[(state, key)] = known
        return known

    def _follow(self, state: State, key: Key) -> State:
        found = set()
        for number, done in state:
            step = self._patterns[number][done]
            if step.deep:
                found.add((number, done))
            if step.key is None or step.key == key:
                if done + 1 == len(self._patterns[number]):
                    return IGNORED
                found.add((number, done + 1))
        return frozenset(found)


def _key(match: re.Match[str]) -> Key | None:
    if match["any"] or match["every"]:
        return None
    if match["index"]:
        return int(match["index"])
    if match["name"]:
        return match["name"]
    quoted = match["quoted"]
    if quoted[0] == "'":
        quoted = '"' + quoted[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'
    try:
        return str(json.loads(quoted))
    except ValueError:
        raise AppError(f"{match['quoted']} is no name in a path.", "Write it as ['a name'].") from None


def _step_text(key: Key) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    if _PLAIN_NAME.fullmatch(key):
        return f".{key}"
    escaped = json.dumps(key, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"['{escaped}']"
