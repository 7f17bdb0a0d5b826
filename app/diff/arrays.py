"""Which items of two arrays belong together: in their order, or whatever their order, or by a member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from app.diff.align import match
from app.diff.deep import NoDocument
from app.diff.members import Node, open_node
from app.diff.paths import IGNORED, Ignored, State
from app.diff.rules import DiffRules

ItemPair = tuple[int | None, int | None]
"""Indices of an item on the left and on the right; None where it has no partner."""

_SMALL: Final = 2_000  # items that are compared by all they hold
_IDENTITIES: Final = ("id", "_id", "uuid", "key", "name")


class Matcher:
    """Pairs the items of arrays under the rules of a comparison."""

    def __init__(self, rules: DiffRules, ignored: Ignored) -> None:
        self._rules, self._ignored = rules, ignored

    def pairs(self, left: Sequence[Node], right: Sequence[Node], state: State) -> list[ItemPair]:
        """Every item of both once, with its partner where it has one.

        ``state`` is how far the patterns of ignored paths have come at the arrays.
        """
        if len(left) == len(right) == 1:
            return [(0, 0)]
        if self._rules.ignore_order:
            return self._without_order(left, right, state)
        found: list[ItemPair] = []
        first = begin = 0
        blocks = match(list(map(_octets, left)), list(map(_octets, right)))
        for a, b, length in (*blocks, (len(left), len(right), 0)):
            gap = (left[first:a], right[begin:b])
            found += _moved(self._in_gap(*gap, state), first, begin)
            found += [(a + index, b + index) for index in range(length)]
            first, begin = a + length, b + length
        return found

    def canonical(self, node: Node, state: State) -> Hashable:
        """A value that is equal for nodes in which the rules see no difference."""
        value = open_node(node)
        if isinstance(value, dict):
            members = []
            for name, member in value.items():
                below = self._ignored.below(state, name if isinstance(name, str) else name[0])
                if below != IGNORED:
                    members.append((str(name), self.canonical(member, below)))
            return ("object", frozenset(members))
        if isinstance(value, list):
            items = [(index, self._ignored.below(state, index)) for index in range(len(value))]
            inner = [self.canonical(value[index], below) for index, below in items if below != IGNORED]
            return ("array", tuple(sorted(inner, key=repr)) if self._rules.ignore_order else tuple(inner))
        if isinstance(value, bytes) and self._rules.by_value:
            return ("number", _number(value))
        return (type(value).__name__, value)

    def _in_gap(self, left: Sequence[Node], right: Sequence[Node], state: State) -> list[ItemPair]:
        """Items between equal ones: by who they are or what they hold, the others as they stand."""
        if not left or not right or max(len(left), len(right)) > _SMALL or len(left) == len(right):
            return _as_they_stand(range(len(left)), range(len(right)))
        keys = self._identities(left, right) or (
            self._canonicals(left, state),
            self._canonicals(right, state),
        )
        found: list[ItemPair] = []
        first = begin = 0
        for a, b, length in (*match(*keys), (len(left), len(right), 0)):
            found += _as_they_stand(range(first, a), range(begin, b), apart=True)
            found += [(a + index, b + index) for index in range(length)]
            first, begin = a + length, b + length
        return found

    def _without_order(self, left: Sequence[Node], right: Sequence[Node], state: State) -> list[ItemPair]:
        mine, other = list(range(len(left))), list(range(len(right)))
        found = _cancel(mine, other, lambda index: _octets(left[index]), lambda index: _octets(right[index]))
        keys = self._identities([left[index] for index in mine], [right[index] for index in other])
        if keys is None:
            keys = (
                self._canonicals([left[index] for index in mine], state),
                self._canonicals([right[index] for index in other], state),
            )
        places = (dict(zip(mine, keys[0], strict=True)), dict(zip(other, keys[1], strict=True)))
        found += _cancel(mine, other, places[0].__getitem__, places[1].__getitem__)
        found += _as_they_stand(mine, other)
        return sorted(found, key=lambda pair: pair[0] if pair[0] is not None else pair[1] or 0)

    def _canonicals(self, items: Iterable[Node], state: State) -> list[Hashable]:
        return [self._canonical_item(index, node, state) for index, node in enumerate(items)]

    def _canonical_item(self, index: int, node: Node, state: State) -> Hashable:
        try:
            return self.canonical(node, self._ignored.below(state, index))
        except (RecursionError, NoDocument):
            return _octets(node)

    def _identities(
        self, left: Sequence[Node], right: Sequence[Node]
    ) -> tuple[list[Hashable], list[Hashable]] | None:
        """A member that tells the items apart, of each; None where there is none."""
        if not left or not right:
            return None
        values = ([open_node(node) for node in left], [open_node(node) for node in right])
        names = (self._rules.order_key,) if self._rules.order_key else _IDENTITIES
        for name in names:
            if all(isinstance(value, dict) and name in value for side in values for value in side):
                keys = tuple([_octets(value[name]) for value in side] for side in values)
                if all(len(set(side)) == len(side) for side in keys):
                    return list(keys[0]), list(keys[1])
        return None


def _octets(node: Node) -> Hashable:
    """What an unopened node is by its octets; an opened one is equal to itself alone."""
    return node if isinstance(node, str | bytes) else _raw(node)


def _raw(node: Any) -> Hashable:
    try:
        return bytes(memoryview(node))
    except TypeError:
        return id(node)


def _cancel(
    mine: list[int],
    other: list[int],
    left_key: Callable[[int], Hashable],
    right_key: Callable[[int], Hashable],
) -> list[ItemPair]:
    """Pair what has one key, and take it out of both lists."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(other):
        places[right_key(index)].append(index)
    found: list[ItemPair] = []
    left_over: list[int] = []
    for index in mine:
        if waiting := places.get(left_key(index)):
            found.append((index, waiting.pop()))
        else:
            left_over.append(index)
    taken = {right for _, right in found}
    mine[:] = left_over
    other[:] = [index for index in other if index not in taken]
    return found


def _as_they_stand(left: Sequence[int], right: Sequence[int], apart: bool = False) -> list[ItemPair]:
    """Pairs one after the other, and what is left alone; none at all where they are known to be apart."""
    both = 0 if apart and len(left) != len(right) else min(len(left), len(right))
    pairs: list[ItemPair] = list(zip(left[:both], right[:both], strict=True))
    return [*pairs, *((index, None) for index in left[both:]), *((None, index) for index in right[both:])]


def _moved(pairs: Iterable[ItemPair], first: int, begin: int) -> list[ItemPair]:
    return [(None if a is None else a + first, None if b is None else b + begin) for a, b in pairs]


def _number(text: bytes) -> Hashable:
    try:
        return Decimal(text.decode())
    except InvalidOperation:
        return text
