"""The rows of a tree: what is in a node, with the children of large ones in groups of a thousand."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Final

from app.tree.node import Broken, Counts, Node, Walker

GROUP: Final = 1000
"""Children that stand together; a node with more of them shows groups."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some children of one node: the number of the first, from 0, how many there are, and what a walker
    needs to begin there."""

    first: int
    length: int
    start: int | None
    counts: Counts = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Row:
    """One row: a node, or a group of its children.

    ``index`` is its place among its siblings, from 0; ``count`` the number of its children once they are
    counted.
    """

    node: Node
    parent: Row | None = None
    index: int = 0
    level: int = 0
    group: Group | None = None
    is_leaf: bool = False
    is_open: bool = False
    count: int | None = None

    @property
    def start(self) -> int:
        """The byte where it begins, name and all."""
        if self.group is not None and self.group.start is not None:
            return self.group.start
        return start_of(self.node)


def start_of(node: Node) -> int:
    """The byte where a node begins: in JSON at the quote before its name."""
    return node.start if node.key is None or node.key[0] >= node.start else node.key[0] - 1


def root_row(walker: Walker) -> Row:
    """The row that all others are in. Raises Broken where there is none."""
    node = walker.root()
    return Row(node, is_leaf=walker.is_leaf(node))


Rows = Generator[Row | None, None, None]


def rows_below(walker: Walker, row: Row) -> Rows:
    """The rows in a row, as they are found, and None where the work may be interrupted.

    Where there are more than a thousand children groups follow; the first group (``group.first`` is 0)
    takes the place of all rows given before it. At the end ``row.count`` is right. Raises Broken where
    the text cannot be read on, after the rows up to there.
    """
    if row.group is not None:
        yield from _members(walker, row, row.group)
    else:
        yield from _children(walker, row)


def _members(walker: Walker, row: Row, group: Group) -> Rows:
    given = 0
    for node in walker.children(row.node, group.start, dict(group.counts)):
        if node is None:
            yield None
            continue
        yield Row(node, row, group.first + given, row.level + 1, is_leaf=walker.is_leaf(node))
        given += 1
        if given == group.length:
            return


def _children(walker: Walker, row: Row) -> Rows:
    counts: Counts = {}
    children = walker.children(row.node, None, counts)
    groups = _Groups(row)
    number = 0
    end: int | None = None
    try:
        while end is None:
            before = dict(counts) if number % GROUP == 0 else {}
            try:
                node = next(children)
            except StopIteration as ended:
                end = ended.value
                continue
            if node is None:
                yield None
                continue
            if number % GROUP == 0:
                yield groups.begin(number, node, before)
            if number < GROUP:
                yield Row(node, row, number, row.level + 1, is_leaf=walker.is_leaf(node))
            number += 1
            if number > GROUP:
                yield None
    except Broken:
        yield groups.last(number)
        row.count = number
        raise
    yield groups.last(number)
    row.count = number
    if row.parent is None:
        walker.check_end(end)


class _Groups:
    """Makes the groups of one row while its children go by."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self._begun: tuple[int, int | None, Counts] = (0, None, {})

    def begin(self, number: int, node: Node, counts: Counts) -> Row | None:
        """A group begins with this child; gives the group before it, which is full."""
        full = self._made(GROUP) if number else None
        self._begun = (number, start_of(node) if number else None, counts)
        return full

    def last(self, number: int) -> Row | None:
        """The group that the last child is in, where there are groups."""
        return self._made(number - self._begun[0]) if number > GROUP else None

    def _made(self, length: int) -> Row:
        row, (first, start, counts) = self._row, self._begun
        group = Group(first, length, start, counts)
        return Row(row.node, row, first // GROUP, row.level + 1, group, count=length)
