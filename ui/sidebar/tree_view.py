"""The tree of the open collection: shows it, filters it, and reports what the user asks for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTreeView, QWidget

from app.model.collection import Collection
from ui import theme
from ui.sidebar.context_menu import Choice, groups, make_menu
from ui.sidebar.drop import Move
from ui.sidebar.narrow import narrow
from ui.sidebar.node import Node
from ui.sidebar.tree_delegate import TreeDelegate
from ui.sidebar.tree_model import CollectionModel

Index = QModelIndex | QPersistentModelIndex

SMALL = 60  # rows; a collection up to this size is shown with all its folders open

_EDITABLE = Qt.ItemFlag.ItemIsEditable
_QUEUED = Qt.ConnectionType.QueuedConnection
_ADD = QItemSelectionModel.SelectionFlag.Select
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_BY_KEY = QAbstractItemView.EditTrigger.EditKeyPressed
_BY_KEY_OR_CLICK = _BY_KEY | QAbstractItemView.EditTrigger.SelectedClicked


class CollectionTree(QTreeView):
    """The tree of a collection.

    Signals carry paths relative to the collection; "" is the collection itself.
        opened(path, preview): a click previews, Enter and a double click open for good.
        opened_in_tab(path)
        renamed(path, name), duplicated(path), deleted(tuple of paths), moved(Move)
        new_request_wanted(folder), new_folder_wanted(folder)
        copy_path_wanted(path), reveal_wanted(path)
    """

    opened = Signal(str, bool)
    opened_in_tab = Signal(str)
    renamed = Signal(str, str)
    duplicated = Signal(str)
    deleted = Signal(object)
    moved = Signal(object)
    new_request_wanted = Signal(str)
    new_folder_wanted = Signal(str)
    copy_path_wanted = Signal(str)
    reveal_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._collection: Collection | None = None
        self._filter = ""
        self._open_before_filter: frozenset[str] = frozenset()
        self._click_gave_focus = False
        self._move: Move | None = None
        self._open_before_move: frozenset[str] = frozenset()
        self._tree = CollectionModel(self)
        self.setModel(self._tree)
        self.setItemDelegate(TreeDelegate(self))
        # Queued: whoever listens may change the tree, and Qt is still busy with the editor or the drop.
        self._tree.rename_wanted.connect(self.renamed, _QUEUED)
        self._tree.move_wanted.connect(self._report_move, _QUEUED)
        self.clicked.connect(self._preview)
        self.doubleClicked.connect(self._open_for_good)
        self._dress()
        self._allow_drag_and_drop()

    def _dress(self) -> None:
        self.setAccessibleName("Collection")
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

    def show_collection(self, collection: Collection | None) -> None:
        """Show a collection or a newer value of it; what was expanded, selected and in sight stays."""
        before, self._collection = self._collection, collection
        if collection is None:
            self._tree.replace(None)
        elif before is not None and before.root == collection.root:
            self._tree.show(narrow(collection, self._filter))
            self._follow_move()
        else:
            self._tree.replace(narrow(collection, self._filter))
            if self._filter or sum(1 for _ in self._tree.nodes()) <= SMALL:
                self._open_folders()

    def show_dirty(self, paths: Iterable[str]) -> None:
        """Mark the requests with unsaved edits."""
        self._tree.set_dirty(paths)

    def set_filter(self, text: str) -> None:
        """Show only what matches; an empty text shows everything, as it was expanded before."""
        before, self._filter = self._filter, text.strip()
        if self._collection is None or before == self._filter:
            return
        if not before:
            self._open_before_filter = self.expanded_paths()
        current = self.current_path()
        self._tree.replace(narrow(self._collection, self._filter))
        if self._filter:
            self._open_folders()
        else:
            self.expand_paths(self._open_before_filter)
        self.select(current)

    def is_empty(self) -> bool:
        """Whether no row is shown."""
        return self._tree.rowCount() == 0

    def select(self, path: str) -> None:
        """Make the item at a path the current one and bring it into sight; nothing is reported."""
        index = self._tree.find(path)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def current_path(self) -> str:
        """The path of the current item, or ""."""
        return self._tree.node(self.currentIndex()).path

    def current_folder(self) -> str:
        """The path of the folder where something new belongs: the current one, or the one around it."""
        return _folder_of(self._tree.node(self.currentIndex()))

    def selected_paths(self) -> tuple[str, ...]:
        """The selected items as shown, without what lies in a selected folder."""
        return self._tree.outermost_paths(self.selectedIndexes())

    def expanded_paths(self) -> frozenset[str]:
        """The folders that are open, to be kept between sessions."""
        nodes = (node for node in self._tree.nodes() if node.is_folder)
        return frozenset(node.path for node in nodes if self.isExpanded(self._tree.index_of(node)))

    def expand_paths(self, paths: Iterable[str]) -> None:
        """Open these folders and close the others."""
        wanted = frozenset(paths)
        self.collapseAll()
        self._open(node for node in self._tree.nodes() if node.is_folder and node.path in wanted)

    def _open_folders(self) -> None:
        # expandAll() also marks every request as open, which takes ten times as long.
        self._open(node for node in self._tree.nodes() if node.is_folder)

    def _open(self, folders: Iterable[Node]) -> None:
        # While a layout is due anyway, a folder that opens does not cause one of its own.
        self.scheduleDelayedItemsLayout()
        for node in folders:
            self.expand(self._tree.index_of(node))
        self.executeDelayedItemsLayout()

    # What the user can do, also by the window's actions.

    def rename(self, path: str) -> None:
        """Start to rename an item in place."""
        self.select(path)
        index = self._tree.find(path)
        if index.flags() & _EDITABLE:
            self.edit(index)

    def delete_selected(self) -> None:
        """Report that the selected items shall go."""
        if paths := self.selected_paths():
            self.deleted.emit(paths)

    def duplicate_current(self) -> None:
        """Report that the current item shall be copied."""
        node = self._tree.node(self.currentIndex())
        if node.path and node.row.kind != "broken":
            self.duplicated.emit(node.path)

    def open_current(self) -> None:
        """Open the current request for good, or open or close the current folder."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if self._tree.node(index).is_folder:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.opened.emit(self.current_path(), False)

    def _preview(self, index: QModelIndex) -> None:
        if QApplication.keyboardModifiers() != _NO_KEYS:
            return
        node = self._tree.node(index)
        if node.is_folder:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.opened.emit(node.path, True)

    def _open_for_good(self, index: QModelIndex) -> None:
        node = self._tree.node(index)
        if not node.is_folder:
            self.opened.emit(node.path, False)

    def _report_move(self, move: Move) -> None:
        self._move, self._open_before_move = move, self.expanded_paths()
        self.moved.emit(move)

    def _follow_move(self) -> None:
        """Once moved items are shown in their new place, select them and open the folders that were open."""
        move, self._move = self._move, None
        if move is None:
            return
        places = {path: move.place_of(path) for path in move.paths}
        for path, place in places.items():
            opened = (old for old in self._open_before_move if f"{old}/".startswith(f"{path}/"))
            for old in opened:
                self.expand(self._tree.find(place + old.removeprefix(path)))
        found = [index for index in map(self._tree.find, places.values()) if index.isValid()]
        if found:
            self.setCurrentIndex(found[0])
        for index in found:
            self.selectionModel().select(index, _ADD)

    def _choose(self, choice: Choice) -> None:
        path, folder = self.current_path(), self.current_folder()
        match choice:
            case "open":
                self.open_current()
            case "open_in_tab":
                self.opened_in_tab.emit(path)
            case "new_request":
                self.new_request_wanted.emit(folder)
            case "new_folder":
                self.new_folder_wanted.emit(folder)
            case "rename":
                self.rename(path)
            case "duplicate":
                self.duplicate_current()
            case "copy_path":
                self.copy_path_wanted.emit(path)
            case "reveal":
                self.reveal_wanted.emit(path)
            case "delete":
                self.delete_selected()

    # What Qt reports.

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._click_gave_focus = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A second, slow click on a request renames it; not on a folder, which a click opens and closes.
        folder = self._tree.node(self.indexAt(event.position().toPoint())).is_folder
        self.setEditTriggers(_BY_KEY if folder or self._click_gave_focus else _BY_KEY_OR_CLICK)
        self._click_gave_focus = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if self.state() == self.State.EditingState:
            # Enter ends the editing in the editor, and comes here as well.
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif key == Qt.Key.Key_Delete:
            self.delete_selected()
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
        kind = self._tree.node(index).row.kind if index.isValid() else None
        menu = make_menu(self, groups(kind, len(self.selected_paths())), self._choose)
        menu.popup(self.viewport().mapToGlobal(place))

    def changeEvent(self, event: QEvent) -> None:
        # Another text size or density changes the height of all rows.
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
            self._colour_drop_mark()
        super().changeEvent(event)


def _folder_of(node: Node) -> str:
    if node.is_folder or node.parent is None:
        return node.path
    return node.parent.path
