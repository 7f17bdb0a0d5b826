"""Where the keyboard goes when it moves from pane to pane: sidebar, request line, request, response."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.desk import Desk
from ui.sidebar.sidebar import Sidebar


def next_pane(sidebar: Sidebar, desk: Desk) -> None:
    """Move the keyboard: sidebar, request, response, and around."""
    page = desk.page
    panes: list[QWidget] = [sidebar, desk]
    if page is not None:
        panes[1:] = [page.line, page.editor, page.response]
    panes = [pane for pane in panes if pane.isVisible()]
    focus = QApplication.focusWidget()
    inside = [pane is focus or pane.isAncestorOf(focus) for pane in panes] if focus else []
    at = inside.index(True) if True in inside else -1
    pane = panes[(at + 1) % len(panes)]
    first = pane.first if isinstance(pane, Sidebar) else first_control(pane)
    first.setFocus(Qt.FocusReason.ShortcutFocusReason)


def first_control(pane: QWidget) -> QWidget:
    """The first control of a pane that takes the keyboard, or the pane itself."""
    for child in pane.findChildren(QWidget):
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return child
    return pane
