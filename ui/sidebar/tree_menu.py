"""The context menu of the tree put to work: every choice becomes what the tree does or reports."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint

from ui.sidebar.context_menu import Choice, groups, make_menu
from ui.sidebar.row import RowKind
from ui.sidebar.tree_view import CollectionTree


class TreeMenu(QObject):
    """The menu of one tree, for the row that is current; it lives as long as the tree."""

    def __init__(self, tree: CollectionTree) -> None:
        super().__init__(tree)
        self._tree = tree
        tree.menu_wanted.connect(self._show)

    def _show(self, kind: RowKind | None, place: QPoint) -> None:
        """Open the menu of a kind of row at a place of the screen."""
        entries = groups(kind, len(self._tree.selected()))
        make_menu(self._tree, entries, lambda choice: self._actions()[choice]()).popup(place)

    def _actions(self) -> dict[Choice, Callable[[], object]]:
        tree = self._tree
        place, folder = tree.current_place(), tree.current_folder()
        return {
            "open": tree.open_current,
            "open_in_tab": lambda: tree.opened_in_tab.emit(place),
            "new_request": lambda: tree.new_request_wanted.emit(folder),
            "new_folder": lambda: tree.new_folder_wanted.emit(folder),
            "rename": lambda: tree.rename(place),
            "duplicate": tree.duplicate_current,
            "settings": lambda: tree.settings_wanted.emit(place),
            "copy_path": lambda: tree.copy_path_wanted.emit(place),
            "copy_text": lambda: tree.copy_text_wanted.emit(place),
            "reveal": lambda: tree.reveal_wanted.emit(place),
            "delete": tree.delete_selected,
            "cut": lambda: tree.clip_selected(True),
            "copy": lambda: tree.clip_selected(False),
            "paste": lambda: tree.paste_wanted.emit(folder),
            "save_as": lambda: tree.save_as_wanted.emit(place),
            "secrets": lambda: tree.secrets_wanted.emit(place),
            "find_secrets": lambda: tree.secret_search_wanted.emit(place),
            "close": lambda: tree.close_wanted.emit(place),
        }
