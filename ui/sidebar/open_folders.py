"""Which folders of the tree are open: kept, brought back, and carried along when items move."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QTreeView

from ui.sidebar.drop import Move
from ui.sidebar.node import Node
from ui.sidebar.place import Place
from ui.sidebar.tree_model import CollectionModel

MOST: Final = 500  # rows below folders that are opened together

_ADD = QItemSelectionModel.SelectionFlag.Select


class OpenFolders:
    """Opens and closes the folders of one view of a model."""

    def __init__(self, view: QTreeView, model: CollectionModel) -> None:
        self._view = view
        self._model = model
        self._move: Move | None = None
        self._before_move: frozenset[Place] = frozenset()

    def places(self) -> frozenset[Place]:
        """The folders and collections that are open."""
        nodes = (node for node in self._model.nodes() if node.is_folder)
        return frozenset(node.place for node in nodes if self._view.isExpanded(self._model.index_of(node)))

    def open(self, tops: Iterable[Node], whole: bool) -> None:
        """Open these collections, and with ``whole`` every folder in them: from the top, until so many rows
        are shown that nobody will scroll through them."""
        # While a layout is due anyway, a folder that opens does not cause one of its own. And expandAll()
        # also marks every request as open, which takes ten times as long.
        self._view.scheduleDelayedItemsLayout()
        nodes, rows = list(reversed(list(tops))), 0
        while nodes:
            node = nodes.pop()
            if rows >= MOST and not node.is_collection:
                continue
            self._view.expand(self._model.index_of(node))
            rows += len(node.items)
            if whole:
                nodes += [below for below in reversed(self._model.below(node)) if below.is_folder]
        self._view.executeDelayedItemsLayout()

    def open_only(self, places: frozenset[Place]) -> None:
        """Open these folders and close the others."""
        self._view.collapseAll()
        self._view.scheduleDelayedItemsLayout()
        for place in places:
            index = self._model.find(place)
            if index.isValid() and self._model.node(index).is_folder:
                self._view.expand(index)
        self._view.executeDelayedItemsLayout()

    def await_move(self, move: Move) -> None:
        """Items are about to move: remember which of their folders are open."""
        self._move, self._before_move = move, self.places()

    def follow_move(self) -> None:
        """Once moved items are shown in their new place, select them and open the folders that were open."""
        move, self._move = self._move, None
        if move is None:
            return
        places = {place: move.place_of(place) for place in move.places}
        for old in self._before_move:
            for above in _upwards(old):
                if above in places:
                    new = places[above]
                    moved = Place(new.root, new.path + old.path.removeprefix(above.path))
                    self._view.expand(self._model.find(moved))
        found = [index for index in map(self._model.find, places.values()) if index.isValid()]
        if found:
            self._view.setCurrentIndex(found[0])
        self._view.selectionModel().select(_runs(found), _ADD)


def _upwards(place: Place) -> list[Place]:
    """A place and the folders above it in its collection."""
    parts = place.path.split("/")
    return [Place(place.root, "/".join(parts[:count])) for count in range(len(parts), 0, -1)]


def _runs(indexes: list[QModelIndex]) -> QItemSelection:
    """A selection of these rows in few ranges: one range a row would take long to paint."""
    selection = QItemSelection()
    start = 0
    for at, (index, following) in enumerate(pairwise([*indexes, QModelIndex()])):
        if following.row() != index.row() + 1 or following.parent() != index.parent():
            selection.select(indexes[start], index)
            start = at + 1
    return selection
