"""The list that shows a tree: what keys, clicks and its menu do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QMenu, QWidget

from app.tree.row import Row
from ui.kit.icons import icon
from ui.response.tree_delegate import TreeDelegate, arrow_box
from ui.response.tree_model import TreeModel
from ui.response.tree_work import Work

ALL_LEVELS: Final = 1_000_000
DEEPEST_CHOICE: Final = 5

_COPY: Final = QKeySequence.StandardKey.Copy
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_LEFT_BUTTON: Final = Qt.MouseButton.LeftButton
_TOGGLES: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_PER_ITEM: Final = QListView.ScrollMode.ScrollPerItem


class TreeList(QListView):
    """Shows a ``TreeModel`` and lets people open, close and copy.

    Signals:
        value_wanted, subtree_wanted, path_wanted, jq_wanted: copy that of this row.
        filter_wanted, text_wanted: filter by its path; show it in the text.
        reached: this row is current now.
    """

    value_wanted = Signal(object)
    subtree_wanted = Signal(object)
    path_wanted = Signal(object)
    jq_wanted = Signal(object)
    filter_wanted = Signal(object)
    text_wanted = Signal(object)
    reached = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = TreeModel(self)
        self.setModel(self.tree)
        self.setItemDelegate(TreeDelegate(self))
        self.setAccessibleName("Tree of the body")
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(_PER_ITEM)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.tree.slices.when_idle(self._count_in_sight)
        self.verticalScrollBar().valueChanged.connect(self.tree.slices.wake)
        self.tree.rowsInserted.connect(self.tree.slices.wake)
        self.selectionModel().currentChanged.connect(self._note_current)

    @property
    def current_row(self) -> Row | None:
        """The row where the keyboard is."""
        index = self.currentIndex()
        return self.tree.rows[index.row()] if index.isValid() else None

    def go_to(self, row: Row) -> None:
        """Make a row current that is shown, and scroll to it."""
        place = self.tree.place_of(row)
        if place >= 0:
            self.setCurrentIndex(self.tree.index(place))
            self.scrollTo(self.currentIndex())

    def rows_in_sight(self) -> list[Row]:
        """The rows on the screen."""
        first = self.indexAt(QPoint(1, 1)).row()
        height = max(1, self.sizeHintForRow(0))
        count = self.viewport().height() // height + 2
        return self.tree.rows[max(0, first) : max(0, first) + count]

    def _count_in_sight(self) -> Work | None:
        return self.tree.count_work(self.rows_in_sight()) if self.isVisible() else None

    def _note_current(self, current: QModelIndex) -> None:
        if current.isValid() and current.row() < len(self.tree.rows):
            self.reached.emit(self.tree.rows[current.row()])

    def _toggle(self, row: Row) -> None:
        if row.is_open:
            self.tree.close_row(row)
        else:
            self.tree.open_row(row)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current_row, Qt.Key(event.key())
        if row is None:
            super().keyPressEvent(event)
        elif event.matches(_COPY):
            self.value_wanted.emit(row)
        elif key == Qt.Key.Key_C and event.modifiers() == _CONTROL | _SHIFT:
            self.path_wanted.emit(row)
        elif key == Qt.Key.Key_Right:
            self._go_in(row)
        elif key == Qt.Key.Key_Left:
            self._go_out(row)
        elif key == Qt.Key.Key_Asterisk:
            self.tree.expand(row, ALL_LEVELS)
        elif key == Qt.Key.Key_Plus:
            self.tree.open_row(row)
        elif key == Qt.Key.Key_Minus:
            self.tree.close_row(row)
        elif key in _TOGGLES:
            self._toggle(row)
        else:
            super().keyPressEvent(event)

    def _go_in(self, row: Row) -> None:
        place = self.currentIndex().row()
        if not row.is_open:
            self.tree.open_row(row)
        elif place + 1 < len(self.tree.rows) and self.tree.rows[place + 1].parent is row:
            self.setCurrentIndex(self.tree.index(place + 1))

    def _go_out(self, row: Row) -> None:
        if row.is_open:
            self.tree.close_row(row)
        elif row.parent is not None:
            self.go_to(row.parent)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == _LEFT_BUTTON:
            row = self.tree.rows[index.row()]
            if arrow_box(self.visualRect(index), row).contains(event.position().toPoint()):
                self._toggle(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == _LEFT_BUTTON:
            self._toggle(self.tree.rows[index.row()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tree.slices.wake()

    # The menu

    def make_menu(self, row: Row) -> QMenu:
        """What can be done with a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("copy"), "Copy value", lambda: self.value_wanted.emit(row))
        if not row.is_leaf:
            menu.addAction("Copy subtree, formatted", lambda: self.subtree_wanted.emit(row))
        is_json = self.tree.rows[0].node.kind != "document"
        menu.addAction("Copy JSONPath" if is_json else "Copy XPath", lambda: self.path_wanted.emit(row))
        if is_json:
            menu.addAction("Copy path for jq", lambda: self.jq_wanted.emit(row))
        menu.addSeparator()
        menu.addAction(icon("filter"), "Filter by this path", lambda: self.filter_wanted.emit(row))
        menu.addAction(icon("code"), "Show in the text", lambda: self.text_wanted.emit(row))
        menu.addSeparator()
        if not row.is_leaf:
            menu.addAction("Expand all below", lambda: self.tree.expand(row, ALL_LEVELS))
        self.add_levels(menu)
        return menu

    def add_levels(self, menu: QMenu) -> None:
        """Offer to show so many levels of the whole tree."""
        for level in range(1, DEEPEST_CHOICE + 1):
            menu.addAction(f"Expand to level {level}", self._expansion(level))
        menu.addAction("Collapse all", self.tree.collapse_all)

    def _expansion(self, level: int) -> Callable[[], object]:
        return lambda: self.tree.expand_all_to(level)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.current_row
        if row is None:
            return
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        below = self.visualRect(self.currentIndex()).bottomLeft() + QPoint(arrow_box(self.rect(), row).x(), 0)
        place = self.viewport().mapToGlobal(below) if by_keyboard else event.globalPos()
        self.make_menu(row).popup(place)
