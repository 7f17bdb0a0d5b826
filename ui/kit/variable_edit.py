"""A one-line editor that colours ``{{names}}``, completes them, and tells their values on hover."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QToolTip, QWidget

from app.template.scan import scan
from ui import theme
from ui.kit.secret_offer import LineOffer, is_offer_key
from ui.kit.variable_completion import Completion, Insertion
from ui.kit.variables import NO_VARIABLES, Variables, reference_at, reference_format

_PASTE: Final = QKeySequence.StandardKey.Paste
_STEPS: Final = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_TOOL_TIP: Final = QEvent.Type.ToolTip
_OVERRIDE: Final = QEvent.Type.ShortcutOverride
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_TEXT_FORMAT: Final = QInputMethodEvent.AttributeType.TextFormat
_MIDDLE: Final = Qt.MouseButton.MiddleButton
_COPY: Final = Qt.DropAction.CopyAction


class VariableEdit(QLineEdit):
    """A QLineEdit, so that input methods, undo, selection and screen readers work as everywhere.

    Signals:
        lines_pasted: text with line breaks was pasted where ``keep_lines`` asked to be told; the
            editor did not take it.
    """

    lines_pasted = Signal(str)

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._height = 0
        self.keep_lines = False  # Lines that are pasted are reported instead of joined.
        self.trims_paste = False  # Blanks around what is pasted are left out.
        self.steps_elsewhere = False  # Undo and redo are the window's, for all that is edited with this.
        self.offer: LineOffer | None = None
        self._variables = NO_VARIABLES
        self._composing = False
        self._completion = Completion(self)
        self._completion.chosen.connect(self._insert_chosen)
        self.textChanged.connect(self._colour)
        self.textEdited.connect(self._offer)
        self._restyle()

    def show_text(self, text: str) -> None:
        """Replace the text unless it is the same, so that cursor and undo survive. Where somebody types, the
        cursor stays in its place."""
        if text != self.text():
            place = self.cursorPosition() if self.hasFocus() else 0
            self.setText(text)
            self.setCursorPosition(place)

    def show_variables(self, variables: Variables) -> None:
        """The names that are known from now on."""
        self._variables = variables
        self._completion.set_names(variables.names)
        self._colour()

    def set_height(self, height: int) -> None:
        """Have a fixed height, in pixels at the base text size."""
        self._height = height
        self._restyle()

    def show_words(self, words: tuple[str, ...]) -> None:
        """Words to offer for the whole text while it is typed."""
        self._completion.set_words(words)

    def offer_secret(self, move: Callable[[], object], whole: bool = True) -> LineOffer:
        """Offer from now on to move what is typed to the keyring; see ``LineOffer``."""
        self.offer = LineOffer(self, move, whole)
        return self.offer

    def paste_text(self, text: str) -> None:
        """Insert text at the cursor; line breaks are left out, since a line has none."""
        if self.keep_lines and "\n" in text.strip("\r\n"):
            self.lines_pasted.emit(text)
        else:
            line = "".join((text.strip() if self.trims_paste else text).splitlines())
            self.insert(line)

    def describe_at(self, place: int) -> str:
        """The tooltip for a character position, or the editor's own."""
        reference = reference_at(self.text(), place)
        return self._variables.describe(reference.name) if reference else self.toolTip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._completion.takes_key(event.key()):
            event.ignore()
        elif self.offer is not None and is_offer_key(event) and self.offer.take():
            event.accept()
        elif event.matches(_PASTE) and not self.isReadOnly():
            self.paste_text(QGuiApplication.clipboard().text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(lambda: self.paste_text(QGuiApplication.clipboard().text()))
        self._offer_explanation(menu, event)
        if self.offer is not None:
            self.offer.add_to_menu(menu)
        menu.popup(event.globalPos())

    def _offer_explanation(self, menu: QMenu, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        name = self.name_at(self.cursorPositionAt(event.pos()) if by_mouse else self.cursorPosition())
        explain = self._variables.explain
        if name and explain is not None:
            menu.addSeparator()
            menu.addAction(f"Explain {name}…", lambda: explain(name))

    def name_at(self, place: int) -> str:
        """The variable at a character position or just before it, or empty."""
        found = reference_at(self.text(), place) or reference_at(self.text(), max(place - 1, 0))
        return found.name if found else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clipboard = QGuiApplication.clipboard()
        if event.button() == _MIDDLE and clipboard.supportsSelection() and not self.isReadOnly():
            self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
            self.paste_text(clipboard.text(clipboard.Mode.Selection))
        else:
            super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        text = event.mimeData().text()
        if "\n" not in text or self.isReadOnly():
            super().dropEvent(event)
            return
        self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
        self.paste_text(text)
        event.setDropAction(_COPY)
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing:
            self._colour()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._completion.close()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == _TOOL_TIP and isinstance(event, QHelpEvent):
            self._show_tool_tip(event.pos(), event.globalPos())
            return True
        if event.type() == _OVERRIDE and isinstance(event, QKeyEvent) and self._is_elsewhere(event):
            event.ignore()
            return False
        return super().event(event)

    def _is_elsewhere(self, event: QKeyEvent) -> bool:
        return self.steps_elsewhere and any(map(event.matches, _STEPS))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()
            self._colour()

    def _restyle(self) -> None:
        self.setFont(theme.mono_font())
        if self._height:
            self.setFixedHeight(theme.scaled(self._height))

    def _show_tool_tip(self, place: QPoint, screen_place: QPoint) -> None:
        # The position nearest to the mouse may lie right of the character under it.
        at = self.cursorPositionAt(place)
        words = self.describe_at(at) or self.describe_at(max(at - 1, 0))
        QToolTip.showText(screen_place, words, self)

    def _colour(self) -> None:
        """Colour the references. A line edit takes character formats only from an input method, so
        this sends an empty one; while somebody composes a character it would end the composition."""
        if self._composing:
            return
        cursor = self.cursorPosition()
        marks = [
            QInputMethodEvent.Attribute(
                _TEXT_FORMAT,
                found.start - cursor,
                found.end - found.start,
                reference_format(self._variables, found),
            )
            for found in scan(self.text())
        ]
        super().inputMethodEvent(QInputMethodEvent("", marks))

    def _offer(self) -> None:
        place = self.cursorRect()
        place.setBottom(self.height() - 1)
        self._completion.offer(self.text(), self.cursorPosition(), place)

    def _insert_chosen(self, insertion: Insertion) -> None:
        self.setSelection(insertion.start, insertion.end - insertion.start)
        self.insert(insertion.text)
        # What was chosen is complete, even where longer words begin with it.
        self._completion.close()
