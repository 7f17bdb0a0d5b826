"""Asks for the name of a new request, and the collection and folder that it is saved in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.model.collection import Collection, Folder, Item
from ui import theme
from ui.dialogs.sheet import Sheet, text_field
from ui.kit.icons import icon, paint_icon

_PLACE_ROLE = int(Qt.ItemDataRole.UserRole)


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.row_height())


class FolderTree(QTreeWidget):
    """The folders of collections, each of them on top of its own."""

    def __init__(self, collections: Sequence[Collection], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Folder")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setItemDelegate(_RowDelegate(self))
        self.setProperty("surface", "field")
        self._rows: dict[tuple[str, str], QTreeWidgetItem] = {}
        for collection in collections:
            root = str(collection.root)
            top = self._row((root, ""), collection.name, "collection")
            self.addTopLevelItem(top)
            self._add_folders(top, root, collection.children)
        self.expandAll()

    def _row(self, place: tuple[str, str], name: str, icon_name: str) -> QTreeWidgetItem:
        row = self._rows[place] = QTreeWidgetItem([name])
        row.setIcon(0, icon(icon_name))
        row.setData(0, _PLACE_ROLE, list(place))
        return row

    def _add_folders(self, above: QTreeWidgetItem, root: str, items: Iterable[Item]) -> None:
        for item in items:
            if isinstance(item, Folder):
                row = self._row((root, item.path), item.name, "folder")
                above.addChild(row)
                self._add_folders(row, root, item.children)

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # The style's own arrows are no part of our icons.
        if self.model().hasChildren(index):
            place = QRect(rect.right() - 15, rect.top(), 16, rect.height())
            paint_icon(painter, place, "chevron-down" if self.isExpanded(index) else "chevron-right")

    def place(self) -> tuple[str, str]:
        """The chosen folder: that of its collection, and its path in there, "" for the collection itself."""
        current: QTreeWidgetItem | None = self.currentItem()
        root, path = current.data(0, _PLACE_ROLE) if current is not None else next(iter(self._rows))
        return root, path

    def select(self, root: str, path: str) -> None:
        """Choose the folder at a path, the collection itself where there is none, and the first
        collection where that is not there either."""
        first = next(iter(self._rows.values()))
        self.setCurrentItem(self._rows.get((root, path), self._rows.get((root, ""), first)))


class SaveRequestDialog(Sheet):
    """Opened with ``open()``.

    Args:
        collections: where it can be saved.
        name: the name to begin with, selected so that typing replaces it.
        start: folder of the collection and path of the folder in it to begin with.

    Signal:
        chosen(name, collection's folder, folder): a folder "" is the collection itself.
    """

    chosen = Signal(str, str, str)

    def __init__(
        self,
        collections: Sequence[Collection],
        name: str,
        start: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Save request", 420, parent)
        self.name = text_field("Name of the request", name)
        self.folders = FolderTree(collections)
        self.folders.setMinimumHeight(200)
        self.folders.select(*start)
        self.add_field("Name", self.name)
        self.add_field("In folder", self.folders)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.save_button = self.add_primary("Save")
        self.save_button.clicked.connect(lambda _checked: self._choose())
        self.name.textChanged.connect(self._judge)
        self.name.selectAll()
        self.name.setFocus()
        self._judge()

    def _judge(self) -> None:
        self.save_button.setEnabled(bool(self.name.text().strip()))

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.name.text().strip(), *self.folders.place())
