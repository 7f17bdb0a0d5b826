"""One place in the collection tree, and how a folder's places are matched with newer items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.model.collection import Collection, Folder, Item, RequestItem
from ui.sidebar.place import Place
from ui.sidebar.row import Row, row_of

Shown = Item | Collection

_ROOT_ROW = Row("folder", "")


class Node:
    """A row of the tree with its children, which are made when somebody wants to see them: until then it is
    not ``filled``. ``position`` is its row under ``parent``; ``key`` names it in
    its folder. ``top`` is the collection that the row is of. The root, with the collections below it, has
    no parent and no item."""

    __slots__ = ("children", "depth", "filled", "id", "is_folder", "item", "key", "parent", "position", "top")

    def __init__(self, number: int, parent: Node | None, item: Shown | None) -> None:
        self.id = number
        self.parent = parent
        self.item = item
        self.key = key_of(item) if item else ""
        self.is_folder = item is None or isinstance(item, Folder | Collection)
        self.top: Node = parent.top if parent and parent.parent else self
        self.depth: int = parent.depth + 1 if parent else -1
        self.position = 0
        self.children: list[Node] = []
        self.filled = not self.items

    @property
    def items(self) -> tuple[Shown, ...]:
        """What is below in the collection, whether there are nodes for it or not."""
        return self.item.children if isinstance(self.item, Folder | Collection) else ()

    @property
    def path(self) -> str:
        """The path in the collection; empty for the root."""
        return self.item.path if self.item and not isinstance(self.item, Collection) else ""

    @property
    def root(self) -> str:
        """The folder of the collection that the row is of."""
        return self.top.key

    @property
    def place(self) -> Place:
        """Where the item is among all collections."""
        return Place(self.root, self.path)

    @property
    def is_collection(self) -> bool:
        """Whether the row is a collection as a whole."""
        return isinstance(self.item, Collection)

    @property
    def row(self) -> Row:
        """What is shown; made when asked for, because of ten thousand rows few are in sight."""
        return row_of(self.item) if self.item else _ROOT_ROW

    def take(self, item: Shown) -> bool:
        """Stand for a newer item; True when the row must be painted anew."""
        if isinstance(self.item, RequestItem) and isinstance(item, RequestItem):
            # After a change of branch ten thousand rows come this way.
            held, self.item, self.key = self.item, item, key_of(item)
            return held.head != item.head or held.path != item.path
        before, place = self.row, self.place
        self.item, self.key = item, key_of(item)
        return self.row != before or self.place != place

    def adopt(self, children: list[Node]) -> None:
        """Have these children, numbered from 0."""
        self.filled = True
        self.children = children
        for position, child in enumerate(children):
            child.position = position


def key_of(item: Shown) -> str:
    """The file name, with a slash after a folder's: a folder and a file are never the same node. Of a
    collection its whole folder."""
    if isinstance(item, Collection):
        return str(item.root)
    name = item.path.rpartition("/")[2]
    return f"{name}/" if isinstance(item, Folder) else name


def walk(node: Node) -> Iterator[Node]:
    """Every node made so far below one, depth first, in the order shown."""
    stack = list(reversed(node.children))
    while stack:
        below = stack.pop()
        yield below
        stack.extend(reversed(below.children))


def renamed(node: Node, items: Sequence[Shown]) -> tuple[Node, Shown] | None:
    """The child that has another file name now, with its newer item, or None.

    Only one child that is gone, and one new item that is the same but for its name, is a rename;
    anything else counts as deleted and made.
    """
    before = {child.key: child for child in node.children}
    after = {key_of(item): item for item in items}
    gone = [child for key, child in before.items() if key not in after]
    new = [item for key, item in after.items() if key not in before]
    if len(gone) == len(new) == 1 and _alike(gone[0], new[0]):
        return gone[0], new[0]
    return None


def _alike(node: Node, item: Shown) -> bool:
    if isinstance(item, Collection):
        return isinstance(node.item, Collection) and node.item.id == item.id
    if isinstance(item, Folder):
        return node.is_folder and [*map(key_of, node.items)] == [*map(key_of, item.children)]
    row = row_of(item)
    return (row.kind, row.method, row.url) == (node.row.kind, node.row.method, node.row.url)
