"""What a screen reader is told of a painted text view: a document whose value is the visible text."""

from __future__ import annotations

from functools import cache
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_VALUE: Final = QAccessible.Text.Value
_DOCUMENT: Final = QAccessible.Role.Document
_CARET_MOVED: Final = QAccessible.Event.TextCaretMoved


@runtime_checkable
class ShowsText(Protocol):
    """A widget that paints text and can tell which."""

    def visible_text(self) -> str:
        """The text that is on the screen."""
        ...


class _Document(QAccessibleWidget):
    """The interface of one view; its name and place come from the widget."""

    def __init__(self, widget: QWidget, view: ShowsText) -> None:
        super().__init__(widget, _DOCUMENT)
        self._view = view

    def text(self, kind: QAccessible.Text) -> str:
        return self._view.visible_text() if kind == _VALUE else super().text(kind)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = True
        return state


@cache
def describe_painted_text() -> None:
    """Tell Qt, once, to describe widgets that are ``ShowsText`` as documents."""
    QAccessible.installFactory(_describe)


def _describe(_class_name: str, described: QObject) -> QAccessibleInterface | None:
    if isinstance(described, QWidget) and isinstance(described, ShowsText):
        return _Document(described, described)
    return None


def tell_caret(widget: QWidget) -> None:
    """Tell a screen reader, if one listens, that the caret has moved or the selection changed."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, _CARET_MOVED))
