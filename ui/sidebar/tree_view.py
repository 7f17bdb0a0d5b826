"""The tree of the open collections: shows them, filters them, and reports what the user asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTreeView, QWidget

from app.model.collection import Collection
from ui import theme
from ui.sidebar.drop import Move
from ui.sidebar.narrow import narrow
from ui.sidebar.node import Node
from ui.sidebar.open_folders import OpenFolders
from ui.sidebar.place import Place
from ui.sidebar.tree_delegate import TreeDelegate
from ui.sidebar.tree_model import CollectionModel

Index = QModelIndex | QPersistentModelIndex

SMALL = 60  # rows; a collection up to this size is shown with all its folders open

_EDITABLE = Qt.ItemFlag.ItemIsEditable
_LEFT = Qt.MouseButton.LeftButton
_CUT, _COPY, _PASTE = (
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Paste,
)
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
_OVERRIDE = QEvent.Type.ShortcutOverride
_QUEUED = Qt.ConnectionType.QueuedConnection
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_BY_KEY = QAbstractItemView.EditTrigger.EditKeyPressed
_BY_KEY_OR_CLICK = _BY_KEY | QAbstractItemView.EditTrigger.SelectedClicked


class CollectionTree(QTreeView):
    """The tree of all open collections, one row on top for each.

    Signals carry places; one without a path is a collection itself.
        opened(Place, preview): a click previews, Enter and a double click open for good.
        opened_in_tab(Place)
        renamed(Place, name), duplicated(Place), deleted(tuple of Places), moved(Move)
        new_request_wanted(folder), new_folder_wanted(folder), settings_wanted(folder)
        copy_path_wanted(Place), reveal_wanted(Place), copy_text_wanted(Place)
        clipped(tuple of Places, cut), paste_wanted(folder), undo_wanted(), redo_wanted()
        save_as_wanted(collection), close_wanted(collection)
        secrets_wanted(collection), secret_search_wanted(collection)
    One is for `TreeMenu` alone: menu_wanted(kind of the current row or None, place on the screen).
    """

    opened = Signal(object, bool)
    opened_in_tab = Signal(object)
    renamed = Signal(object, str)
    duplicated = Signal(object)
    deleted = Signal(object)
    moved = Signal(object)
    new_request_wanted = Signal(object)
    new_folder_wanted = Signal(object)
    settings_wanted = Signal(object)
    copy_path_wanted = Signal(object)
    reveal_wanted = Signal(object)
    copy_text_wanted = Signal(object)
    clipped = Signal(object, bool)
    paste_wanted = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()
    save_as_wanted = Signal(object)
    secrets_wanted = Signal(object)
    secret_search_wanted = Signal(object)
    close_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._collections: tuple[Collection, ...] = ()
        self._filter = ""
        self._open_before_filter: frozenset[Place] = frozenset()
        self._click_gave_focus = False
        self._tree = CollectionModel(self)
        self.setModel(self._tree)
        self._tree.renewed.connect(self.viewport().update)
        self._folders = OpenFolders(self, self._tree)
        self._delegate = TreeDelegate(self)
        self.setItemDelegate(self._delegate)
        # Queued: whoever listens may change the tree, and Qt is still busy with the editor or the drop.
        self._tree.rename_wanted.connect(self.renamed, _QUEUED)
        self._tree.move_wanted.connect(self._report_move, _QUEUED)
        self.clicked.connect(self._preview)
        self.doubleClicked.connect(self._open_for_good)
        self._dress()
        self._allow_drag_and_drop()

    def _dress(self) -> None:
        self.setAccessibleName("Collections")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The delegate indents by itself, so that tint and accent bar run over the whole width.
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setProperty("surface", "sidebar")
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_BY_KEY)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _colour_drop_mark(self) -> None:
        # Qt draws the mark of a drop in the viewport's text colour; the delegate uses its own.
        colors = self.viewport().palette()
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
            colors.setColor(role, theme.color("focus"))
        self.viewport().setPalette(colors)

    def _allow_drag_and_drop(self) -> None:
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self._colour_drop_mark()
        self.setAutoExpandDelay(600)

    # Showing.

    def show_collections(self, collections: Sequence[Collection], front: str = "") -> None:
        """Show collections or newer values of them; what was expanded, selected and in sight stays.

        Args:
            collections: in the order shown.
            front: the folder of the one in front.
        """
        known = {node.key for node in self._tree.tops()}
        self._collections = tuple(collections)
        self._tree.show(self._narrowed())
        self._tree.set_front(front)
        for node in self._tree.tops():
            if node.key not in known:
                self._folders.open((node,), whole=bool(self._filter) or _is_small(node))
        self._folders.follow_move()

    def _narrowed(self) -> list[Collection]:
        found = [narrow(collection, self._filter) for collection in self._collections]
        return [each for each in found if each.children or not self._filter]

    def show_dirty(self, places: Iterable[Place]) -> None:
        """Mark the requests with unsaved edits."""
        self._tree.set_dirty(places)

    def set_filter(self, text: str) -> None:
        """Show only what matches; an empty text shows everything, as it was expanded before."""
        before, self._filter = self._filter, text.strip()
        if not self._collections or before == self._filter:
            return
        if not before:
            self._open_before_filter = self.open_places()
        current = self.current_place()
        self._tree.replace(self._narrowed())
        if self._filter:
            self._folders.open(self._tree.tops(), whole=True)
        else:
            self.expand_only(self._open_before_filter)
        self.select(current)

    def is_empty(self) -> bool:
        """Whether no row is shown."""
        return self._tree.rowCount() == 0

    def select(self, place: Place) -> None:
        """Make the item at a place the current one and bring it into sight; nothing is reported."""
        index = self._tree.find(place)
        if index.isValid():
            # Not the view's own setCurrentIndex: while Ctrl is held, as for the next tab, that adds a row.
            self.selectionModel().setCurrentIndex(index, _ALONE)
            if not self._is_tiny(self.height()):
                self.scrollTo(index)

    def select_first(self) -> None:
        """Make the first item of the first collection the current one."""
        collection = self._tree.index(0, 0)
        first = self._tree.index(0, 0, collection)
        self.setCurrentIndex(first if first.isValid() else collection)

    def current_place(self) -> Place:
        """Where the current item is; a place without root and path when there is none."""
        return self._tree.node(self.currentIndex()).place

    def current_folder(self) -> Place:
        """The folder where something new belongs: the current one, or the one around it."""
        return _folder_of(self._tree.node(self.currentIndex()))

    def selected(self) -> tuple[Place, ...]:
        """The selected items as shown, without what lies in a selected folder, and without collections."""
        return self._tree.outermost(self.selectedIndexes())

    def open_places(self) -> frozenset[Place]:
        """The folders and collections that are open, to be kept between sessions."""
        return self._folders.places()

    def expand_only(self, places: Iterable[Place]) -> None:
        """Open these folders and close the others."""
        self._folders.open_only(frozenset(places))

    # What the user can do, also by the window's actions.

    def rename(self, place: Place) -> None:
        """Start to rename an item in place."""
        self.select(place)
        index = self._tree.find(place)
        if index.flags() & _EDITABLE:
            self.edit(index)

    def delete_selected(self) -> None:
        """Report that the selected items shall go."""
        if places := self.selected():
            self.deleted.emit(places)

    def clip_selected(self, cut: bool) -> None:
        """Report that the selected items shall go to the clipboard, to be copied or moved from there."""
        if places := self.selected():
            self.clipped.emit(places, cut)

    def duplicate_current(self) -> None:
        """Report that the current item shall be copied."""
        node = self._tree.node(self.currentIndex())
        if node.path and node.row.kind != "broken":
            self.duplicated.emit(node.place)

    def open_current(self) -> None:
        """Open the current request for good, or open or close the current folder."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if self._tree.node(index).is_folder:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.opened.emit(self.current_place(), False)

    def _preview(self, index: QModelIndex) -> None:
        if QApplication.keyboardModifiers() != _NO_KEYS:
            return
        node = self._tree.node(index)
        if node.is_folder:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.opened.emit(node.place, True)

    def _open_for_good(self, index: QModelIndex) -> None:
        node = self._tree.node(index)
        if not node.is_folder:
            self.opened.emit(node.place, False)

    def _report_move(self, move: Move) -> None:
        self._folders.await_move(move)
        self.moved.emit(move)

    # What Qt reports.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_tiny(event.oldSize().height()) and not self._is_tiny(self.height()):
            self.scrollTo(self.currentIndex())

    def _is_tiny(self, height: int) -> bool:
        """Whether this is a height from before the layout. Bringing a row into sight in it would hide all
        the rows above for good."""
        return height < 3 * theme.row_height()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._click_gave_focus = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_menu_sign(event.position().toPoint()) and event.button() == _LEFT:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCurrentIndex(self.indexAt(event.position().toPoint()))
            self._show_menu(event.position().toPoint())
            return
        # A second, slow click on a request renames it; not on a folder, which a click opens and closes.
        folder = self._tree.node(self.indexAt(event.position().toPoint())).is_folder
        self.setEditTriggers(_BY_KEY if folder or self._click_gave_focus else _BY_KEY_OR_CLICK)
        self._click_gave_focus = False
        super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Where the tree has the keyboard, these keys are about its items, not about the request in front.
        keys = event if event.type() == _OVERRIDE and isinstance(event, QKeyEvent) else None
        if keys is not None and (keys.matches(_UNDO) or keys.matches(_REDO)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if self.state() == self.State.EditingState:
            # Enter ends the editing in the editor, and comes here as well.
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif key == Qt.Key.Key_Delete:
            self.delete_selected()
        elif event.matches(_CUT) or event.matches(_COPY):
            self.clip_selected(event.matches(_CUT))
        elif event.matches(_UNDO):
            self.undo_wanted.emit()
        elif event.matches(_REDO):
            self.redo_wanted.emit()
        elif event.matches(_PASTE):
            self.paste_wanted.emit(self.current_folder())
        elif key == Qt.Key.Key_D and held == _CONTROL:
            self.duplicate_current()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.visualRect(index).center() if by_key else event.pos()
        if not index.isValid():
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._show_menu(place)

    def _show_menu(self, place: QPoint) -> None:
        index = self.currentIndex()
        kind = self._tree.node(index).row.kind if index.isValid() else None
        self.menu_wanted.emit(kind, self.viewport().mapToGlobal(place))

    def _is_menu_sign(self, place: QPoint) -> bool:
        """Whether a click there asks for the menu of a collection."""
        index = self.indexAt(place)
        if not self._tree.node(index).is_collection:
            return False
        return self._delegate.menu_rect(self.visualRect(index)).contains(place)

    def changeEvent(self, event: QEvent) -> None:
        # Another text size or density changes the height of all rows.
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
            self._colour_drop_mark()
        super().changeEvent(event)


def _is_small(node: Node) -> bool:
    items = node.item.items() if isinstance(node.item, Collection) else iter(())
    return len(list(islice(items, SMALL + 1))) <= SMALL


def _folder_of(node: Node) -> Place:
    if node.is_folder or node.parent is None:
        return node.place
    return node.parent.place
