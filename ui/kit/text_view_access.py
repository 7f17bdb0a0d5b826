"""What a screen reader is told of a painted text view: a document whose text is what is on the screen.

Places are counted in characters of the visible text: nobody listens to 100 MB, and counting the characters
before the screen would take longer than to paint it.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_VALUE: Final = QAccessible.Text.Value
_DOCUMENT: Final = QAccessible.Role.Document
_TEXT_INTERFACE: Final = QAccessible.InterfaceType.TextInterface


@runtime_checkable
class ShowsText(Protocol):
    """A widget that paints text and can tell which."""

    def visible_text(self) -> str:
        """The text that is on the screen."""
        ...


@runtime_checkable
class ShowsCaret(ShowsText, Protocol):
    """A widget that can tell also where its caret and its selection are."""

    @property
    def caret_offset(self) -> int:
        """The byte before which the caret stands."""
        ...

    @property
    def selected_range(self) -> tuple[int, int]:
        """The selected bytes, from and to."""
        ...

    def place_in_sight(self, offset: int) -> int:
        """The character of the visible text at a byte; its start or end for one out of sight."""
        ...

    def go_to_place_in_sight(self, start: int, end: int) -> None:
        """Select characters of the visible text."""
        ...


class _Text(QAccessibleTextInterface):
    """The characters on the screen, the caret and the selection among them."""

    def __init__(self, view: ShowsCaret) -> None:
        super().__init__()
        self._view = view

    def text(self, start: int, end: int) -> str:
        return self._view.visible_text()[start:end]

    def characterCount(self) -> int:
        return len(self._view.visible_text())

    def cursorPosition(self) -> int:
        return self._view.place_in_sight(self._view.caret_offset)

    def setCursorPosition(self, position: int) -> None:
        self._view.go_to_place_in_sight(position, position)

    def selectionCount(self) -> int:
        start, end = self._view.selected_range
        return int(start < end)

    # Qt takes two numbers by reference here; PySide wants them back as a tuple.
    def selection(self, _index: int) -> Any:
        start, end = self._view.selected_range
        return self._view.place_in_sight(start), self._view.place_in_sight(end)

    def addSelection(self, start: int, end: int) -> None:
        self._view.go_to_place_in_sight(start, end)

    def setSelection(self, _index: int, start: int, end: int) -> None:
        self._view.go_to_place_in_sight(start, end)

    def removeSelection(self, _index: int) -> None:
        position = self.cursorPosition()
        self._view.go_to_place_in_sight(position, position)

    def attributes(self, _offset: int) -> Any:
        return "", 0, self.characterCount()

    def characterRect(self, _offset: int) -> QRect:
        return QRect()

    def offsetAtPoint(self, _point: QPoint) -> int:
        return -1

    def scrollToSubstring(self, start: int, end: int) -> None:
        """All of the visible text is visible."""


class _Document(QAccessibleWidget):
    """The interface of one view; its name and place come from the widget."""

    def __init__(self, widget: QWidget, view: ShowsText) -> None:
        super().__init__(widget, _DOCUMENT)
        self._view = view
        self._text = _Text(view) if isinstance(view, ShowsCaret) else None

    def text(self, kind: QAccessible.Text) -> str:
        return self._view.visible_text() if kind == _VALUE else super().text(kind)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = True
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == _TEXT_INTERFACE and self._text is not None:
            return self._text
        return super().interface_cast(kind)


@cache
def describe_painted_text() -> None:
    """Tell Qt, once, to describe widgets that are ``ShowsText`` as documents."""
    QAccessible.installFactory(_describe)


def _describe(_class_name: str, described: QObject) -> QAccessibleInterface | None:
    if isinstance(described, QWidget) and isinstance(described, ShowsText):
        return _Document(described, described)
    return None


def tell_caret(view: ShowsCaret) -> None:
    """Tell a screen reader, if one listens, that the caret has moved or the selection changed."""
    if QAccessible.isActive() and isinstance(view, QWidget):
        place = view.place_in_sight(view.caret_offset)
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, place))
