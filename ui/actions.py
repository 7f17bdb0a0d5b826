"""Every action of the program in one table: menu, palette, shortcuts and tooltips are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit.icons import icon

_APPLICATION = Qt.ShortcutContext.WindowShortcut
_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: its id, the menu it is in, its words, its keys (the first is shown) and its icon."""

    id: str
    group: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("request.new", "File", "New request", ("Ctrl+N", "Ctrl+T"), "file-plus"),
    ActionSpec("folder.new", "File", "New folder", (), "folder-plus"),
    ActionSpec("folder.settings", "File", "Settings of this folder…", (), "sliders"),
    ActionSpec("collection.settings", "File", "Settings of the collection…"),
    ActionSpec("collection.new", "File", "New collection…", (), "collection"),
    ActionSpec("collection.open", "File", "Open collection…", ("Ctrl+O",), "folder-open"),
    ActionSpec("collection.save_as", "File", "Save collection as…"),
    ActionSpec("collection.close", "File", "Close collection"),
    ActionSpec("collection.samples", "File", "Open the sample collections"),
    ActionSpec("request.save", "File", "Save request", ("Ctrl+S",), "save"),
    ActionSpec("request.save_all", "File", "Save all", ("Ctrl+Alt+S",)),
    ActionSpec("tab.close", "File", "Close tab", ("Ctrl+W",), "close"),
    ActionSpec("tab.reopen", "File", "Reopen closed tab", ("Ctrl+Shift+T",)),
    ActionSpec("app.settings", "File", "Settings…", ("Ctrl+,",), "settings"),
    ActionSpec("app.quit", "File", "Quit", ("Ctrl+Q",)),
    ActionSpec("edit.undo", "Edit", "Undo", ("Ctrl+Z",), "undo"),
    ActionSpec("edit.redo", "Edit", "Redo", ("Ctrl+Shift+Z",), "redo"),
    ActionSpec("edit.find", "Edit", "Find in response", ("Ctrl+F",), "search"),
    ActionSpec("item.rename", "Edit", "Rename", (), "pencil"),
    ActionSpec("item.duplicate", "Edit", "Duplicate request", ("Ctrl+D",), "duplicate"),
    ActionSpec("item.delete", "Edit", "Delete request", (), "trash"),
    ActionSpec("item.restore", "Edit", "Undo the last change of the tree"),
    ActionSpec("item.redo", "Edit", "Redo the change of the tree"),
    ActionSpec("request.send", "Request", "Send", ("Ctrl+Enter", "Ctrl+Return", "F5"), "send"),
    ActionSpec(
        "request.send_private",
        "Request",
        "Send without keeping it in the history",
        ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"),
    ),
    ActionSpec("request.cancel", "Request", "Cancel the running request", (), "stop"),
    ActionSpec("request.url", "Request", "Go to the URL", ("Ctrl+L",)),
    ActionSpec("request.method", "Request", "Choose the method", ("Ctrl+Shift+L",)),
    ActionSpec("request.params", "Request", "Params", ("Alt+1",)),
    ActionSpec("request.headers", "Request", "Headers", ("Alt+2",)),
    ActionSpec("request.body", "Request", "Body", ("Alt+3",)),
    ActionSpec("request.auth", "Request", "Auth", ("Alt+4",)),
    ActionSpec("request.docs", "Request", "Docs", ("Alt+5",)),
    ActionSpec("request.options", "Request", "Options", ("Alt+6",)),
    ActionSpec("response.copy", "Response", "Copy the response body", (), "copy"),
    ActionSpec("response.save", "Response", "Save the response body…", (), "download"),
    ActionSpec("response.earlier", "Response", "Earlier response", ("Alt+Left",), "chevron-left"),
    ActionSpec("response.later", "Response", "Later response", ("Alt+Right",), "chevron-right"),
    ActionSpec("response.filter", "Response", "Filter the response", ("Ctrl+Shift+E",), "filter"),
    ActionSpec("response.go_to", "Response", "Go to line in the response", ("Ctrl+G",)),
    ActionSpec("response.wrap", "Response", "Wrap lines of the response", ("Alt+Z",), "wrap"),
    ActionSpec("response.fold", "Response", "Fold the response", ("Alt+-",)),
    ActionSpec("response.unfold", "Response", "Unfold the response", ("Alt++", "Alt+=")),
    ActionSpec("response.compare", "Response", "Compare with the previous response", ("Ctrl+Alt+C",)),
    ActionSpec("response.pretty", "Response", "Show the body pretty"),
    ActionSpec("response.tree", "Response", "Show the body as a tree"),
    ActionSpec("response.table", "Response", "Show the body as a table"),
    ActionSpec("response.preview", "Response", "Show a preview of the body"),
    ActionSpec("response.raw", "Response", "Show the body as received"),
    ActionSpec("response.hex", "Response", "Show the body in hexadecimal"),
    ActionSpec("response.open", "Response", "Open the response body in its program", (), "external-link"),
    ActionSpec("response.example", "Response", "Save the response as an example…"),
    ActionSpec("response.more", "Response", "Examples, and more about the response…", (), "more"),
    ActionSpec("environment.switch", "Environment", "Switch environment", ("Ctrl+E",), "environment"),
    ActionSpec("environment.new", "Environment", "New environment…"),
    ActionSpec("environment.edit", "Environment", "Edit environments…", (), "sliders"),
    ActionSpec("environment.globals", "Environment", "Edit globals…", (), "globe"),
    ActionSpec("environment.explain", "Environment", "Explain variable…", ("Ctrl+Alt+E",), "help"),
    ActionSpec("secret.move", "Environment", "Move the value to the keyring", ("Ctrl+Shift+K",), "key"),
    ActionSpec("secret.find", "Environment", "Find secrets in files…", (), "search"),
    ActionSpec("secret.list", "Environment", "Secrets of the collection…", (), "lock"),
    ActionSpec("environment.ignore", "Environment", "Keep .env and local files out of git"),
    ActionSpec("environment.cookies", "Environment", "Clear the cookies of this environment", (), "cookie"),
    ActionSpec("view.palette", "View", "Command palette", ("Ctrl+K", "Ctrl+Shift+P"), "command"),
    ActionSpec("view.go", "View", "Go to request", ("Ctrl+P",)),
    ActionSpec("view.sidebar", "View", "Show or hide the sidebar", ("Ctrl+B", "Ctrl+\\")),
    ActionSpec("view.response", "View", "Show or hide the response", ("Ctrl+'",)),
    ActionSpec("view.direction", "View", "Response below or beside"),
    ActionSpec("view.next_pane", "View", "Next pane", ("F6",)),
    ActionSpec("view.filter", "View", "Filter the collection", ("Ctrl+Shift+F",)),
    ActionSpec("history.search", "View", "Search the history", ("Ctrl+H",), "history"),
    ActionSpec("tab.next", "View", "Next tab", ("Ctrl+Tab", "Ctrl+PgDown")),
    ActionSpec("tab.previous", "View", "Previous tab", ("Ctrl+Shift+Tab", "Ctrl+PgUp")),
    ActionSpec("view.larger", "View", "Larger text", ("Ctrl+=", "Ctrl++")),
    ActionSpec("view.smaller", "View", "Smaller text", ("Ctrl+-",)),
    ActionSpec("view.normal", "View", "Normal text size", ("Ctrl+0",)),
    ActionSpec("view.theme", "View", "Light or dark", (), "moon"),
    ActionSpec("help.shortcuts", "Help", "Keyboard shortcuts", ("Ctrl+/",), "keyboard"),
    ActionSpec("help.about", "Help", "About Sonde", (), "info"),
)

GROUPS = tuple(dict.fromkeys(spec.group for spec in ACTIONS))
TAB_KEYS = tuple(f"Ctrl+{number}" for number in range(1, 10))


class Actions:
    """The actions of one window, each connected to what it does."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(spec.text, window)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setShortcutContext(_APPLICATION)
            if spec.icon:
                action.setIcon(icon(spec.icon))
            action.setToolTip(hint(spec))
            window.addAction(action)
            self._actions[spec.id] = action

    def connect(self, handlers: dict[str, Callable[[], object]]) -> None:
        """Say what actions do, by id. Raises KeyError for an id that is not in the table."""
        for name, handler in handlers.items():
            self._actions[name].triggered.connect(lambda _checked=False, call=handler: call())

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def menu(self, parent: QWidget) -> QMenu:
        """One menu with a submenu per group."""
        menu = QMenu(parent)
        for group in GROUPS:
            below = menu.addMenu(group)
            for spec in ACTIONS:
                if spec.group == group:
                    below.addAction(self._actions[spec.id])
        return menu


def shown_keys(spec: ActionSpec) -> str:
    """The first key of an action as the platform writes it, or empty."""
    return QKeySequence(spec.keys[0]).toString(_NATIVE) if spec.keys else ""


def hint(spec: ActionSpec) -> str:
    """A tooltip: the words and the key."""
    keys = shown_keys(spec)
    return f"{spec.text} ({keys})" if keys else spec.text
