"""The open collections as Qt's item views want them: a tree that follows each new value with small changes.

A node stays the same node as long as its file name stays in its folder, so a view that holds
expansion, selection and scroll position keeps them when the collection is read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any, overload

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.model.collection import BrokenItem, Collection, Folder
from ui.sidebar.drop import MIME, allowed, move_of, outermost, pack, unpack
from ui.sidebar.node import Node, Shown, key_of, renamed, walk
from ui.sidebar.place import Place
from ui.sidebar.row import Row

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
PATH_ROLE = ROW_ROLE + 1
DEPTH_ROLE = ROW_ROLE + 2
DIRTY_ROLE = ROW_ROLE + 3
FRONT_ROLE = ROW_ROLE + 4

# A look-up of a Qt enum costs microseconds, and data() and flags() run for every row.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_LEAF = Qt.ItemFlag.ItemNeverHasChildren | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_MOVABLE = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
_FOLDER_FLAGS = (
    _MOVABLE | Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
)
_ITEM_FLAGS = _LEAF | _MOVABLE
_COLLECTION_FLAGS = _FOLDER_FLAGS & ~Qt.ItemFlag.ItemIsDragEnabled
_ROOT_FLAGS = Qt.ItemFlag.ItemIsDropEnabled
_MOVE = Qt.DropAction.MoveAction
_NOWHERE = QModelIndex()
_MANY = 20  # rows; more of them are painted anew all at once


class CollectionModel(QAbstractItemModel):
    """The tree of the collections shown, a row each with its items below.

    Signals:
        rename_wanted(Place, name): a name was typed in place; the tree shows it once the collection does.
        move_wanted(Move): rows were dropped.
        renewed(): many rows show something else now; of single ones ``dataChanged`` tells.
    """

    rename_wanted = Signal(object, str)
    move_wanted = Signal(object)
    renewed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = count(1)
        self._root = Node(0, None, None)
        self._nodes: dict[int, Node] = {}
        self._front = ""  # the folder of the collection in front
        self._dirty: frozenset[Place] = frozenset()

    def replace(self, collections: Sequence[Collection]) -> None:
        """Show other collections, or none, from scratch."""
        self.beginResetModel()
        self._root = Node(0, None, None)
        self._nodes = {}
        self._root.adopt([self._new_node(self._root, each) for each in collections])
        self.endResetModel()

    def show(self, collections: Sequence[Collection]) -> None:
        """Show newer values of the collections; what did not change is left alone."""
        self._follow(self._root, collections)

    def set_dirty(self, places: Iterable[Place]) -> None:
        """Mark the requests with edits that are not saved."""
        before, self._dirty = self._dirty, frozenset(places)
        for place in before ^ self._dirty:
            self._repaint(self.find(place), DIRTY_ROLE)

    def set_front(self, root: str) -> None:
        """Tell which collection is in front."""
        before, self._front = self._front, root
        if before != root:
            for each in (before, root):
                self._repaint(self.find(Place(each)), FRONT_ROLE)

    def _repaint(self, index: QModelIndex, role: int) -> None:
        if index.isValid():
            self.dataChanged.emit(index, index, [role])

    def find(self, place: Place) -> QModelIndex:
        """The index of the item at a place, or an invalid one."""
        node = next((each for each in self._root.children if each.key == place.root), None)
        while node is not None and node.path != place.path:
            node = next((child for child in self.below(node) if _leads_to(child, place.path)), None)
        return self.index_of(node) if node is not None else QModelIndex()

    def node(self, index: Index) -> Node:
        """The node of an index; the root for an invalid one, whose id is 0."""
        return self._nodes.get(index.internalId(), self._root)

    def nodes(self) -> Iterator[Node]:
        """Every node made so far, depth first, in the order shown; what was never open has none."""
        return walk(self._root)

    def tops(self) -> tuple[Node, ...]:
        """The collections."""
        return tuple(self._root.children)

    def below(self, node: Node) -> list[Node]:
        """The children of a node, made when they are asked for: of ten thousand few are ever seen."""
        if not node.filled:
            node.adopt([self._new_node(node, item) for item in node.items])
        return node.children

    def outermost(self, indexes: Sequence[QModelIndex]) -> tuple[Place, ...]:
        """The places of these rows in the order shown, without what lies in a folder among them, and
        without collections."""
        chosen = {index.internalId() for index in indexes}
        paths: dict[str, list[str]] = {}
        for node in self.nodes():
            if node.id in chosen and not node.is_collection:
                paths.setdefault(node.root, []).append(node.path)
        return tuple(Place(root, path) for root, below in paths.items() for path in outermost(below))

    # What Qt asks.

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        children = self.below(self.node(parent))
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row].id)

    @overload
    def parent(self) -> QObject | None: ...

    @overload
    def parent(self, index: Index) -> QModelIndex: ...

    def parent(self, index: Index | None = None) -> QObject | QModelIndex | None:
        if index is None:
            return super().parent()
        above = self.node(index).parent
        return self.index_of(above) if above else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return len(self.below(self.node(parent)))

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        return 1

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        node = self.node(parent)
        return bool(node.children if node.filled else node.items)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        if role in (_DISPLAY, _EDIT):
            return node.row.name
        if role == ROW_ROLE:
            return node.row
        if role == PATH_ROLE:
            return node.path
        if role == DEPTH_ROLE:
            return node.depth
        if role == DIRTY_ROLE:
            return node.place in self._dirty
        if role == FRONT_ROLE:
            return node.is_collection and node.key == self._front
        if role == _TOOL_TIP:
            return node.row.problem or None
        return _spoken(node.row) if role == _SPOKEN else None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        name = str(value).strip()
        node = self.node(index)
        if role == _EDIT and name and name != node.row.name:
            self.rename_wanted.emit(node.place, name)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        node = self.node(index)
        if node.is_collection:
            return _COLLECTION_FLAGS
        if node.is_folder:
            return _ROOT_FLAGS if node is self._root else _FOLDER_FLAGS
        return _LEAF if isinstance(node.item, BrokenItem) else _ITEM_FLAGS

    # Drag and drop.

    def supportedDropActions(self) -> Qt.DropAction:
        return _MOVE

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return pack(self.outermost(indexes))

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        target, _ = self._drop_place(parent, row)
        return target.item is not None and target.is_folder and allowed(unpack(data), target.place)

    def _drop_place(self, parent: Index, row: int) -> tuple[Node, int]:
        """The folder that a drop goes to and the row in it. Beside and below the collections there is no
        place: what is dropped there goes to the end of the one above."""
        target = self.node(parent)
        if target is self._root and target.children:
            return target.children[max(row - 1, 0) if row >= 0 else -1], -1
        return target, row

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Report the move; False, so that the view removes no rows: the next value shows the result."""
        if self.canDropMimeData(data, action, row, column, parent):
            target, place = self._drop_place(parent, row)
            siblings = [child.path for child in self.below(target)]
            move = move_of(unpack(data), target.place, siblings, place)
            if move is not None:
                self.move_wanted.emit(move)
        return False

    # Following a newer value.

    def _follow(self, node: Node, items: Sequence[Shown]) -> None:
        keys = [key_of(item) for item in items]
        if keys != [child.key for child in node.children]:
            if (pair := renamed(node, items)) is not None and self._renew(*pair):
                self._repaint_rows(node, [pair[0].position])
            self._remove(node, frozenset(keys))
            self._sort(node, keys)
            self._insert(node, items)
        pairs = [pair for pair in zip(node.children, items, strict=True) if pair[0].item is not pair[1]]
        self._repaint_rows(node, [child.position for child, item in pairs if self._renew(child, item)])

    def _repaint_rows(self, node: Node, rows: Sequence[int]) -> None:
        """Have these rows painted anew, a run of neighbours at a time."""
        first = 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                if place - first < _MANY:
                    top, bottom = (self.index_of(node.children[each]) for each in (rows[first], row))
                    self.dataChanged.emit(top, bottom)
                else:
                    self.renewed.emit()
                first = place + 1

    def _renew(self, node: Node, item: Shown) -> bool:
        """Let a row stand for a newer item; whether it has to be painted anew."""
        if isinstance(item, Folder | Collection) and not item.children:
            self.below(node)  # An empty row cannot tell that it was filled before.
        news = node.take(item)
        if isinstance(item, Folder | Collection) and node.filled:
            self._follow(node, item.children)
        return news

    def _remove(self, node: Node, kept: frozenset[str]) -> None:
        """Remove the children whose keys are not kept, a run of neighbours at a time, from the end."""
        last = len(node.children) - 1
        while last >= 0:
            first = last
            while first >= 0 and node.children[first].key not in kept:
                first -= 1
            if first < last:
                self._cut(node, first + 1, last)
            last = first - 1

    def _cut(self, node: Node, first: int, last: int) -> None:
        self.beginRemoveRows(self.index_of(node), first, last)
        for gone in node.children[first : last + 1]:
            for below in (gone, *walk(gone)):
                del self._nodes[below.id]
        node.adopt(node.children[:first] + node.children[last + 1 :])
        self.endRemoveRows()

    def _sort(self, node: Node, keys: Sequence[str]) -> None:
        """Put the children that stay into the order of the keys."""
        place = {key: position for position, key in enumerate(keys)}
        wanted = sorted(node.children, key=lambda child: place[child.key])
        if wanted == node.children:
            return
        self.layoutAboutToBeChanged.emit()
        held = [index for index in self.persistentIndexList() if self.node(index).parent is node]
        moved = [self.node(index) for index in held]
        node.adopt(wanted)
        self.changePersistentIndexList(held, [self.index_of(child) for child in moved])
        self.layoutChanged.emit()

    def _insert(self, node: Node, items: Sequence[Shown]) -> None:
        """Insert the items that no child stands for, a run of neighbours at a time."""
        known = {child.key for child in node.children}
        first = 0
        while first < len(items):
            last = first
            while last < len(items) and key_of(items[last]) not in known:
                last += 1
            if last > first:
                self.beginInsertRows(self.index_of(node), first, last - 1)
                fresh = [self._new_node(node, item) for item in items[first:last]]
                node.adopt(node.children[:first] + fresh + node.children[first:])
                self.endInsertRows()
            first = last + 1

    def index_of(self, node: Node) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.position, 0, node.id)

    def _new_node(self, parent: Node, item: Shown) -> Node:
        node = Node(next(self._ids), parent, item)
        self._nodes[node.id] = node
        return node


def _leads_to(node: Node, path: str) -> bool:
    return node.path == path or (node.is_folder and path.startswith(f"{node.path}/"))


def _spoken(row: Row) -> str:
    if row.kind == "collection":
        return f"Collection {row.name}"
    if row.problem:
        return f"{row.name}, cannot be read: {row.problem}"
    return f"{row.method or row.tag} {row.name}".strip()
