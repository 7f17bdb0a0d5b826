"""The difference of two JSON documents by structure: which members were added, removed or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from app.diff.arrays import Matcher
from app.diff.deep import Name, NoDocument
from app.diff.members import Node, equal_numbers, is_same, node_text, open_document, open_node, type_of
from app.diff.paths import IGNORED, Ignored, Key, State, anywhere, every_item, path_text
from app.diff.rules import NO_RULES, DiffRules
from app.work.job import JobProblem, Report

DifferenceKind = Literal["added", "removed", "changed", "retyped"]

MOST_TOLD: Final = 10_000
"""Differences that are listed; all are counted."""

_ABSENT: Final = object()
_LONGEST_PATH: Final = 60  # steps of a path that are told
_Path = tuple[Any, Key] | None
"""The path above, and the last step: paths of deep documents share what they have in common."""
_Pair = tuple[Node, Node, _Path, State]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place. ``left`` and ``right`` are its values in words, empty where a side has none. ``pattern``
    is the same place in every item of the arrays above it, ``everywhere`` its name wherever it stands."""

    path: str
    kind: DifferenceKind
    left: str
    right: str
    pattern: str
    everywhere: str


@dataclass(frozen=True, slots=True)
class Structure:
    """The first differences in the order of the document, how many there are of each kind, and how many
    places differ only where the rules look away."""

    differences: tuple[Difference, ...]
    counts: dict[str, int]
    ignored: int = 0

    @property
    def total(self) -> int:
        """How many places differ."""
        return sum(self.counts.values())

    def as_json(self) -> dict[str, Any]:
        """What `from_json` reads."""
        told = [asdict(difference) for difference in self.differences]
        return {"differences": told, "counts": self.counts, "ignored": self.ignored}

    @staticmethod
    def from_json(value: dict[str, Any]) -> Structure:
        """The result that a job told."""
        told = tuple(Difference(**each) for each in value["differences"])
        return Structure(told, value["counts"], value["ignored"])


def diff_documents(
    left: bytes, right: bytes, rules: DiffRules = NO_RULES, report: Report | None = None
) -> Structure:
    """Compare two documents in UTF-8.

    Raises JobProblem where one of them is no JSON, and AppError for an ignored path that is none.
    """
    ignored = Ignored(rules.ignored_paths)
    mine, other = _opened(left, "left"), _opened(right, "right")
    comparison = _Comparison(rules, ignored)
    comparison.run(mine, other, report or (lambda _done: None))
    return Structure(tuple(comparison.told), dict(comparison.counts), comparison.ignored_places)


class _Comparison:
    """Walks both documents at once, without recursion, and opens only what differs."""

    def __init__(self, rules: DiffRules, ignored: Ignored) -> None:
        self.told: list[Difference] = []
        self.counts: Counter[str] = Counter()
        self.ignored_places = 0
        self._rules, self._ignored = rules, ignored
        self._matcher = Matcher(rules, ignored)

    def run(self, left: Node, right: Node, report: Report) -> None:
        """Compare from the roots on."""
        waiting: list[_Pair] = [(left, right, None, self._ignored.root)]
        most = 1
        while waiting:
            pair = waiting.pop()
            # The last pair stands first in the document.
            waiting += reversed(list(self._compare(*pair)))
            most = max(most, len(waiting))
            report(1 - 0.8 * len(waiting) / most)

    def _compare(self, left: Node, right: Node, path: _Path, state: State) -> Iterable[_Pair]:
        """The pairs below a pair, or none where it is a difference or equal."""
        if left is _ABSENT or right is _ABSENT:
            self._tell("added" if left is _ABSENT else "removed", left, right, path)
            return ()
        mine, other = open_node(left), open_node(right)
        if isinstance(mine, dict) and isinstance(other, dict):
            return self._members(mine, other, path, state)
        if isinstance(mine, list) and isinstance(other, list):
            return self._items(mine, other, path, state)
        if type_of(mine) != type_of(other):
            self._tell("retyped", left, right, path)
        elif mine != other and not self._is_same_number(mine, other):
            self._tell("changed", left, right, path)
        return ()

    def _members(
        self, left: dict[Name, Node], right: dict[Name, Node], path: _Path, state: State
    ) -> Iterable[_Pair]:
        names = [*left, *(name for name in right if name not in left)]
        for name in names:
            mine, other = left.get(name, _ABSENT), right.get(name, _ABSENT)
            if is_same(mine, other):
                continue
            key = name if isinstance(name, str) else name[0]
            yield from self._below(mine, other, (path, key), state)

    def _items(self, left: list[Node], right: list[Node], path: _Path, state: State) -> Iterable[_Pair]:
        for a, b in self._matcher.pairs(left, right, state):
            mine = _ABSENT if a is None else left[a]
            other = _ABSENT if b is None else right[b]
            if not is_same(mine, other):
                yield from self._below(mine, other, (path, b if a is None else a), state)

    def _below(self, left: Node, right: Node, path: tuple[Any, Any], state: State) -> Iterable[_Pair]:
        below = self._ignored.below(state, path[1])
        if below == IGNORED:
            self.ignored_places += 1
        else:
            yield left, right, path, below

    def _is_same_number(self, left: Any, right: Any) -> bool:
        same_kind = isinstance(left, bytes) and isinstance(right, bytes)
        return self._rules.by_value and same_kind and equal_numbers(left, right)

    def _tell(self, kind: DifferenceKind, left: Node, right: Node, path: _Path) -> None:
        self.counts[kind] += 1
        if len(self.told) < MOST_TOLD:
            steps = _steps(path)
            mine, other = ("" if node is _ABSENT else node_text(node) for node in (left, right))
            self.told.append(
                Difference(path_text(steps), kind, mine, other, every_item(steps), anywhere(steps))
            )


def _opened(text: bytes, side: str) -> Node:
    try:
        return open_document(text)
    except NoDocument as problem:
        raise JobProblem(f"the {side} one is no JSON: {problem}") from None


def _steps(path: _Path) -> list[Key]:
    """A path from the root down; of a very long one its first steps alone."""
    steps: list[Key] = []
    while path is not None:
        path, step = path
        steps.append(step)
    return steps[: -_LONGEST_PATH - 1 : -1]
