"""The context menu of the collection tree: which entries a row has, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit.icons import icon
from ui.sidebar.row import RowKind

Choice = Literal[
    "open",
    "open_in_tab",
    "new_request",
    "new_folder",
    "rename",
    "duplicate",
    "settings",
    "copy_path",
    "copy_text",
    "reveal",
    "delete",
    "cut",
    "copy",
    "paste",
    "save_as",
    "secrets",
    "find_secrets",
    "close",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; the keys are a hint, the tree or the window listens to them."""

    choice: Choice
    text: str
    icon: str = ""
    keys: str = ""


_OPEN = (Entry("open", "Open", "file", "Enter"), Entry("open_in_tab", "Open in new tab", "external-link"))
_NEW = (
    Entry("new_request", "New request here", "file-plus"),
    Entry("new_folder", "New folder", "folder-plus"),
)
_EDIT = (
    Entry("rename", "Rename", "pencil", "F2"),
    Entry("duplicate", "Duplicate", "duplicate", "Ctrl+D"),
)
_PLACE = (
    Entry("copy_path", "Copy path", "copy"),
    Entry("reveal", "Reveal in file manager", "folder-open"),
)
_TEXT = (Entry("copy_text", "Copy as YAML", ""),)
_PASTE = (Entry("paste", "Paste", "", "Ctrl+V"),)
_CLIP = (Entry("cut", "Cut", "", "Ctrl+X"), Entry("copy", "Copy", "copy", "Ctrl+C"), *_PASTE)
_FOLDER = (Entry("settings", "Settings…", "sliders"),)
_COLLECTION = (Entry("settings", "Settings of the collection…", "sliders"),)
_WHOLE = (
    Entry("rename", "Rename", "pencil", "F2"),
    *_COLLECTION,
    Entry("save_as", "Save as…", "copy"),
)
_SECRETS = (
    Entry("secrets", "Secrets…", "lock"),
    Entry("find_secrets", "Find secrets in files…", "search"),
)
_CLOSE = (Entry("close", "Close", "close"),)
_DELETE = (Entry("delete", "Delete", "trash", "Del"),)


def groups(kind: RowKind | None, count: int = 1) -> tuple[tuple[Entry, ...], ...]:
    """The entries for a row, in groups with a line between.

    Args:
        kind: of the row under the pointer, None for the empty space below the rows.
        count: how many rows are selected; several can only be cut, copied and deleted together.
    """
    if kind is None:
        return (_NEW, _PASTE, _COLLECTION, _PLACE)
    if count > 1:
        return (
            _CLIP,
            (Entry("delete", f"Delete {count} items", "trash", "Del"),),
        )
    if kind == "collection":
        return (_NEW, _WHOLE, _SECRETS, _PASTE, _PLACE, _CLOSE)
    if kind == "folder":
        return (_NEW, _EDIT, _CLIP, _FOLDER, _PLACE, _DELETE)
    edit = () if kind == "broken" else _EDIT
    return (_OPEN, _NEW, edit, (*_CLIP, *_TEXT), _PLACE, _DELETE)


def make_menu(
    parent: QWidget, entries: tuple[tuple[Entry, ...], ...], chosen: Callable[[Choice], object]
) -> QMenu:
    """A menu that calls ``chosen`` once and deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in filter(None, entries):
        if menu.actions():
            menu.addSeparator()
        for entry in group:
            # Keys after a tab are shown at the right but not registered: the window owns the shortcuts.
            action = menu.addAction(f"{entry.text}\t{entry.keys}" if entry.keys else entry.text)
            if entry.icon:
                action.setIcon(icon(entry.icon))
            action.triggered.connect(lambda _checked, choice=entry.choice: chosen(choice))
    return menu
