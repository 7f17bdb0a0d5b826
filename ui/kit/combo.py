"""Drop-down lists: a plain one, and the list of methods, where a method nobody foresaw can be typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPalette, QRegularExpressionValidator, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme

METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

_LOW: Final = 28
_TALL: Final = 34
_METHOD_WIDTH: Final = 104
_WORDS: Final = (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText)
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_STRONG_FOCUS: Final = Qt.FocusPolicy.StrongFocus
# A method is a token (RFC 9110, section 5.6.2).
_TOKEN: Final = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"


class ComboBox(QComboBox):
    """A drop-down list, 28 px high, with a name for screen readers.

    The wheel passes over it: scrolling a page must not change a value on the way.
    """

    def __init__(self, name: str, items: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = _LOW
        self.setAccessibleName(name)
        self.setFocusPolicy(_STRONG_FOCUS)
        # Its own delegate draws a menu, which knows nothing of the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.addItems(list(items))
        self._restyle()

    def set_height(self, height: int) -> None:
        """Change the height, in pixels at the base text size."""
        self._height = height
        self._restyle()

    def show_items(self, items: Sequence[str], current: int = 0) -> None:
        """Show other items without telling anybody that the current one changed."""
        blocked = self.blockSignals(True)
        self.clear()
        self.addItems(list(items))
        self.setCurrentIndex(current)
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(theme.scaled(self._height))


class MethodBox(ComboBox):
    """The method of a request, each in its colour; ``method_changed`` carries it in the case it was typed."""

    method_changed = Signal(str)

    def __init__(self, name: str = "Method", parent: QWidget | None = None) -> None:
        self._method = "GET"
        super().__init__(name, METHODS, parent)
        self.setItemDelegate(_MethodDelegate(self))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(len(METHODS) + 3)
        self.setToolTip("Method (Ctrl+Shift+L); any other can be typed")
        edit = self._edit()
        # Nothing at all is let through as well: a field that holds it could else never be left.
        edit.setValidator(QRegularExpressionValidator(QRegularExpression(f"({_TOKEN})?"), edit))
        edit.setAccessibleName(name)
        edit.textChanged.connect(self._recolour)
        edit.editingFinished.connect(self._take_typed)
        self.activated.connect(lambda index: self._take(self.itemText(index)))
        self._height = _TALL
        self._restyle()

    def method(self) -> str:
        """The method chosen last."""
        return self._method

    def show_method(self, method: str) -> None:
        """Show a method without telling anybody."""
        self._method = method
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.findText(method))
        self.setEditText(method)
        self.blockSignals(blocked)
        self._recolour()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._edit().selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Before it is shown for the first time the style gives the field the list's own colours.
        self._recolour()

    def _edit(self) -> QLineEdit:
        edit = self.lineEdit()
        assert edit is not None, "An editable list has a line edit."
        return edit

    def _take_typed(self) -> None:
        typed = self.currentText()
        if not re.fullmatch(_TOKEN, typed):
            self.show_method(self._method)
            return
        # Methods are case-sensitive (RFC 9110, section 9.1), yet "get" is always meant as "GET".
        upper = typed.upper()
        self._take(upper if upper in METHODS else typed)

    def _take(self, method: str) -> None:
        changed = method != self._method
        self.show_method(method)
        if changed:
            self.method_changed.emit(method)

    def _recolour(self) -> None:
        edit = self.lineEdit()
        if edit is None:
            return
        colors = edit.palette()
        for role in _WORDS:
            colors.setColor(role, theme.method_color(edit.text()))
        edit.setPalette(colors)

    def _restyle(self) -> None:
        super()._restyle()
        font = theme.mono_font(12, theme.BOLD)
        self.setFont(font)
        # While the style sheet is changed, the field does not hear of the box's new font.
        edit = self.lineEdit()
        if edit is not None:
            edit.setFont(font)
        self.setFixedWidth(theme.scaled(_METHOD_WIDTH))
        self._recolour()


class _MethodDelegate(QStyledItemDelegate):
    """Paints each method of the list in its colour."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        color = theme.method_color(str(index.data()))
        for role in _WORDS:
            option.palette.setColor(role, color)
