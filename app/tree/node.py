"""What a tree is made of: nodes that say where in the bytes they stand, and walkers that find them."""

from __future__ import annotations

import mmap
from collections.abc import Generator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

Buffer = bytes | mmap.mmap

Kind = Literal[
    "records",
    "object",
    "array",
    "string",
    "number",
    "boolean",
    "null",
    "document",
    "element",
    "attribute",
    "text",
    "cdata",
    "comment",
    "instruction",
    "doctype",
]
"""``records`` are the values of NDJSON, ``document`` is all of an XML file."""

WINDOW: Final = 64 * 1024
"""Bytes that a walker reads at most before it lets others do something."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value or a piece of markup in the bytes.

    ``start`` is where it begins; ``end`` where it ends, or -1 for a container, whose end is far away.
    ``key`` spans its name (without quotes), None where it has none. ``position`` counts the siblings of
    the same name in XML, from 1, as XPath does; below 0 it counts those of all names.
    """

    kind: Kind
    start: int
    end: int = -1
    key: tuple[int, int] | None = None
    position: int = 0


class Broken(Exception):
    """The text is not what it should be from a byte on; ``clause`` says what is wrong there."""

    def __init__(self, offset: int, clause: str) -> None:
        super().__init__(clause)
        self.offset = offset
        self.clause = clause


Counts = dict[bytes, int]
"""How many children of each name were met so far."""

Children = Generator[Node | None, None, int]
"""Yields children, and None where the work may be interrupted; returns where the container ends."""


class Walker(Protocol):
    """Finds the nodes of one language."""

    buffer: Buffer

    def root(self) -> Node:
        """The node that everything else is in. Raises Broken where there is none."""
        ...

    def children(self, node: Node, start: int | None, counts: Counts, /) -> Children:
        """The children of a container, from the first one or from the one that begins at ``start``.

        Raises Broken where the text cannot be read on.
        """
        ...

    def is_leaf(self, node: Node) -> bool:
        """Whether there is nothing to open in a node."""
        ...

    def simple_text(self, node: Node, /) -> tuple[int, int] | None:
        """The span of the content of a markup element where that is a text alone and not long."""
        ...

    def check_end(self, end: int) -> None:
        """Raises Broken where something stands behind the root that must not be there."""
        ...

    def end(self, node: Node) -> Generator[None, None, int]:
        """Where a node ends. Raises Broken where it has no end."""
        ...
