"""The offer to move a typed literal to the keyring: the same keys, icon and words wherever one is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from app.template.scan import scan
from ui.kit.icons import icon

KEYS: Final = "Ctrl+Shift+K"
WORDS: Final = "Move to the keyring"
TIP: Final = f"{WORDS} ({KEYS}); the file keeps a name only"
ICON: Final = "key"
TOKEN: Final = "amber"
_TRAILING: Final = QLineEdit.ActionPosition.TrailingPosition
_COMBINATION: Final = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_K
)


def is_offer_key(event: QKeyEvent) -> bool:
    """Whether these are the keys that take the offer."""
    return event.keyCombination() == _COMBINATION


def is_literal(text: str) -> bool:
    """Whether a text could go to the keyring as it stands: it says something and names no variable."""
    return bool(text.strip()) and not scan(text)


def add_to_menu(menu: QMenu, move: Callable[[], object]) -> None:
    """Put the offer below what a menu has."""
    menu.addSeparator()
    action = menu.addAction(icon(ICON), f"{WORDS}\t{KEYS}")
    action.triggered.connect(lambda _checked: move())


class LineOffer:
    """The offer at the end of a line of text; the icon shows where the text looks like a secret.

    Args:
        move: what takes the literal away.
        whole: whether keys and menu can move any literal; else only what looks like a secret is a part of
            the line that can be moved.
    """

    def __init__(self, edit: QLineEdit, move: Callable[[], object], whole: bool = True) -> None:
        self._edit = edit
        self._move = move
        self._whole = whole
        self._shown = False
        self._action = QAction(icon(ICON, TOKEN), WORDS, edit)
        self._action.setToolTip(TIP)
        self._action.triggered.connect(lambda _checked: self.take())

    @property
    def shown(self) -> bool:
        """Whether the icon is there."""
        return self._shown

    def show(self, shown: bool) -> None:
        """Show or hide the icon."""
        if shown == self._shown:
            return
        self._shown = shown
        if shown:
            self._edit.addAction(self._action, _TRAILING)
        else:
            self._edit.removeAction(self._action)

    def take(self) -> bool:
        """Move the literal, if it is one; says whether it was."""
        movable = self._is_movable()
        if movable:
            self._move()
        return movable

    def add_to_menu(self, menu: QMenu) -> None:
        """Put the offer into the field's menu, where there is something to move."""
        if self._is_movable():
            add_to_menu(menu, self._move)

    def _is_movable(self) -> bool:
        return self._shown or (self._whole and is_literal(self._edit.text()))
