"""The differences of two JSON documents as a table: what happened where, and both values."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from app.diff.structure import Difference, Structure
from ui import theme
from ui.kit.icons import icon

Index = QModelIndex | QPersistentModelIndex

_TITLES: Final = ("", "Path", "Left", "Right")
_SIGNS: Final = {"added": "+", "removed": "−", "changed": "±", "retyped": "T"}
_NAMES: Final = {"added": "added", "removed": "removed", "changed": "changed", "retyped": "changed type"}
_INKS: Final = {"added": "green", "removed": "red", "changed": "amber", "retyped": "violet"}
_BACKS: Final = {2: "danger_back", 3: "ok_back"}
_SIGN_WIDTH: Final = 32
_PATH_WIDTH: Final = 240
_DISPLAY: Final = Qt.ItemDataRole.DisplayRole
_TIP: Final = Qt.ItemDataRole.ToolTipRole
_ACCESSIBLE: Final = Qt.ItemDataRole.AccessibleTextRole
_INK: Final = Qt.ItemDataRole.ForegroundRole
_BACK: Final = Qt.ItemDataRole.BackgroundRole
_FONT: Final = Qt.ItemDataRole.FontRole
_ALIGN: Final = Qt.ItemDataRole.TextAlignmentRole
_CENTER: Final = Qt.AlignmentFlag.AlignCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_HORIZONTAL: Final = Qt.Orientation.Horizontal
_COPY: Final = QKeySequence.StandardKey.Copy
_ROOT: Final = QModelIndex()


class _Model(QAbstractTableModel):
    """One row for each difference."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.differences: tuple[Difference, ...] = ()

    def show_differences(self, differences: tuple[Difference, ...]) -> None:
        self.beginResetModel()
        self.differences = differences
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.differences)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        found, column = self.differences[index.row()], index.column()
        texts = (_SIGNS[found.kind], found.path, found.left, found.right)
        if role == _DISPLAY:
            return texts[column]
        if role == _TIP:
            return _NAMES[found.kind] if column == 0 else texts[column]
        if role == _ACCESSIBLE:
            return _NAMES[found.kind] if column == 0 else f"{_TITLES[column]}: {texts[column]}"
        return self._look(found, column, role)

    def _look(self, found: Difference, column: int, role: int) -> Any:
        if role == _INK:
            return theme.color(_INKS[found.kind] if column == 0 else "key" if column == 1 else "text")
        if role == _FONT:
            return theme.mono_font(12)
        if role == _BACK and column in _BACKS and (found.left, found.right)[column - 2]:
            return theme.color(_BACKS[column])
        return _CENTER if role == _ALIGN and column == 0 else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == _HORIZONTAL and role == _DISPLAY:
            return _TITLES[section]
        return _LEFT if orientation == _HORIZONTAL and role == _ALIGN else None


class DifferenceList(QTableView):
    """Lists what a `Structure` tells.

    Signals:
        ignore_wanted: the pattern of a path that shall count no longer.
        reached: the number of the current difference, from 0.
    """

    ignore_wanted = Signal(str)
    reached = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setAccessibleName("Differences by structure")
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column, width in ((0, _SIGN_WIDTH), (1, _PATH_WIDTH)):
            self.setColumnWidth(column, width)
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda index, _: self.reached.emit(index.row()))

    def show_structure(self, structure: Structure) -> None:
        """List the differences."""
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self._model.show_differences(structure.differences)
        if structure.differences:
            self.setCurrentIndex(self._model.index(0, 1))

    def differences(self) -> tuple[Difference, ...]:
        """What is listed."""
        return self._model.differences

    def step(self, by: int) -> None:
        """Go to the next difference (1) or the one before (-1); from the last one to the first."""
        count = self._model.rowCount()
        if count:
            self.setCurrentIndex(self._model.index((self.currentIndex().row() + by) % count, 1))

    def copy(self) -> None:
        """Put the selected differences on the clipboard, one on a line."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        chosen = (self._model.differences[row] for row in rows)
        lines = (f"{_SIGNS[each.kind]} {each.path}\t{each.left}\t{each.right}" for each in chosen)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(1, min(theme.scaled(_PATH_WIDTH), self.viewport().width() * 2 // 5))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_COPY):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.ignore_wanted.emit(self._model.differences[self.currentIndex().row()].path)
        else:
            super().keyPressEvent(event)

    def make_menu(self, found: Difference) -> QMenu:
        """What can be done with a difference; every way to ignore it once."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"Ignore this path: {found.path}", lambda: self.ignore_wanted.emit(found.path))
        if found.pattern != found.path:
            menu.addAction(
                f"Ignore in every item: {found.pattern}", lambda: self.ignore_wanted.emit(found.pattern)
            )
        if found.everywhere not in (found.path, found.pattern):
            menu.addAction(
                f"Ignore everywhere: {found.everywhere}", lambda: self.ignore_wanted.emit(found.everywhere)
            )
        menu.addSeparator()
        menu.addAction("Copy path", lambda: QGuiApplication.clipboard().setText(found.path))
        menu.addAction(icon("copy"), "Copy", self.copy)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.make_menu(self._model.differences[index.row()]).popup(event.globalPos())
