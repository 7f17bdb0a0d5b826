"""The editor for request bodies: line numbers, colours, brackets, indentation, and a word about mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from app.format.tokens import Language
from ui import theme
from ui.kit.code_edit_brackets import BRACKETS, matching_pair
from ui.kit.code_edit_format import NotFormatted, format_text, problem_of
from ui.kit.code_edit_gutter import Gutter
from ui.kit.code_edit_highlighter import Highlighter
from ui.kit.code_edit_typing import indent_for_new_line, indent_lines, unindent_lines
from ui.kit.variable_completion import Completion, Insertion
from ui.kit.variables import NO_VARIABLES, Variables, reference_at

_CHECK_DELAY: Final = 300  # milliseconds without a key before the text is checked
_CHECK_LIMIT: Final = 1024 * 1024  # characters; checking more would be felt while typing
_TAB_WORDS: Final = "Tab inserts two spaces. Ctrl+M lets Tab move on to the next control instead."
_TAB_FREED: Final = "Tab moves on to the next control. Ctrl+M lets it insert two spaces again."

_TOOL_TIP: Final = QEvent.Type.ToolTip
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEEP: Final = QTextCursor.MoveMode.KeepAnchor
_LINE: Final = re.compile(r"line ([\d,\u2009\u202f]+)")


class CodeEdit(QPlainTextEdit):
    """Edits text up to a few megabytes without changing what was not edited.

    Signals:
        edited: the whole text after the user changed it.
        problem_changed: a clause that says what is wrong and where, empty when nothing is.
    """

    edited = Signal(str)
    problem_changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(_TAB_WORDS)
        self.setProperty("flat", True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.problem_line = -1
        self._language: Language = "text"
        self._line_end = "\n"
        self._problem = ""
        self._told = ""
        self._is_showing = False
        self._variables = NO_VARIABLES
        self._gutter = Gutter(self)
        self._gutter.setToolTip(_TAB_WORDS)
        self._highlighter = Highlighter(self.document())
        self._completion = Completion(self)
        self._check = QTimer(self, singleShot=True, interval=_CHECK_DELAY)
        self._restyle()
        self._connect()

    def _connect(self) -> None:
        self._completion.chosen.connect(self._insert_chosen)
        self._check.timeout.connect(self.check)
        self.textChanged.connect(self._tell)
        self.cursorPositionChanged.connect(self._mark_brackets)
        self.updateRequest.connect(self._scroll_gutter)
        self.blockCountChanged.connect(self._make_room)

    def text(self) -> str:
        """The text as it is to be sent; line ends as they were when it was shown."""
        # toPlainText would turn no-break spaces into ordinary ones.
        return self.document().toRawText().replace("\u2029", self._line_end)

    def show_text(self, text: str) -> None:
        """Replace the text unless it is the same, so that cursor and undo survive."""
        if text == self.text():
            return
        self._line_end = "\r\n" if text.count("\r\n") == text.count("\n") > 0 else "\n"
        self._is_showing = True
        self.setPlainText(text)
        self._is_showing = False
        self.check()

    def show_language(self, language: Language) -> None:
        """Colour and check by another language."""
        self._language = language
        self._highlighter.show_language(language)
        self.check()

    def show_variables(self, variables: Variables) -> None:
        """The names that are known from now on."""
        self._variables = variables
        self._completion.set_names(variables.names)
        self._highlighter.show_variables(variables)

    def format(self) -> None:
        """Pretty-print the text as one step that can be undone; text with a mistake stays."""
        try:
            formatted = format_text(self.text(), self._language)
        except (NotFormatted, UnicodeEncodeError):
            self.check()
            return
        if formatted != self.text():
            cursor = self.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(formatted)
        self.check()

    def check(self) -> None:
        """Look for a mistake now, and tell when the answer is another one than before."""
        self._check.stop()
        large = self.document().characterCount() > _CHECK_LIMIT
        problem = "" if large else problem_of(self.text(), self._language)
        if problem != self._problem:
            self._problem = problem
            found = _LINE.search(problem)
            self.problem_line = int(re.sub(r"\D", "", found[1])) - 1 if found else -1
            self._gutter.update()
            self.problem_changed.emit(problem)

    @property
    def problem(self) -> str:
        """What was wrong when the text was last checked."""
        return self._problem

    def visible_lines(self, bottom: int) -> Iterator[tuple[int, int, int]]:
        """Number from 0, top and height in pixels of each line down to ``bottom``."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= bottom:
            height = self.blockBoundingRect(block).height()
            if block.isVisible():
                yield block.blockNumber(), round(top), round(height)
            block, top = block.next(), top + height

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._completion.takes_key(event.key()):
            event.ignore()
            return
        if not self._act(event):
            super().keyPressEvent(event)
            if event.text():
                self._offer()

    def _act(self, event: QKeyEvent) -> bool:
        """Do what a key means in code; False leaves it to Qt."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _ENTER and modifiers & _CONTROL:
            event.ignore()
        elif key in _ENTER and not modifiers & _SHIFT:
            cursor = self.textCursor()
            indent_for_new_line(cursor)
            self.setTextCursor(cursor)
        elif key == Qt.Key.Key_M and modifiers == _CONTROL:
            self._free_tab()
        elif key == Qt.Key.Key_Tab and not self.tabChangesFocus():
            indent_lines(self.textCursor())
        elif key == Qt.Key.Key_Backtab and not self.tabChangesFocus():
            unindent_lines(self.textCursor())
        elif key == Qt.Key.Key_I and modifiers == _CONTROL | _SHIFT:
            self.format()
        else:
            return False
        return True

    def _free_tab(self) -> None:
        """Let Tab indent or move on in turn, and say which it is now."""
        freed = not self.tabChangesFocus()
        self.setTabChangesFocus(freed)
        place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        QToolTip.showText(place, _TAB_FREED if freed else _TAB_WORDS, self)

    def event(self, event: QEvent) -> bool:
        if event.type() == _TOOL_TIP and isinstance(event, QHelpEvent):
            cursor = self.cursorForPosition(self.viewport().mapFrom(self, event.pos()))
            found = reference_at(cursor.block().text(), cursor.positionInBlock())
            QToolTip.showText(event.globalPos(), self._variables.describe(found.name) if found else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()
            self._highlighter.rehighlight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.contentsRect()
        self._gutter.setGeometry(QRect(area.left(), area.top(), self._gutter.width_needed(), area.height()))

    def _restyle(self) -> None:
        self.setFont(theme.mono_font())
        self.setTabStopDistance(2 * QFontMetrics(theme.mono_font()).horizontalAdvance(" "))
        self._make_room()
        self._mark_brackets()

    def _make_room(self) -> None:
        self.setViewportMargins(self._gutter.width_needed(), 0, 0, 0)

    def _scroll_gutter(self, area: QRect, moved: int) -> None:
        if moved:
            self._gutter.scroll(0, moved)
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())

    def _tell(self) -> None:
        text = self.text()
        # New colours count as a change of the document too.
        if text == self._told:
            return
        self._told = text
        if not self._is_showing:
            self._check.start()
            self.edited.emit(text)

    def _mark_brackets(self) -> None:
        self._gutter.update()
        self.setExtraSelections([self._mark(place) for place in self._bracket_pair() or ()])

    def _bracket_pair(self) -> tuple[int, int] | None:
        document, cursor = self.document(), self.textCursor().position()
        # Most keys are typed beside no bracket, and the text of a large body takes a while to get.
        if not any(document.characterAt(place) in BRACKETS for place in (cursor - 1, cursor)):
            return None
        # The raw text has the positions of the document, where a line end is one character.
        return matching_pair(document.toRawText().replace("\u2029", "\n"), cursor)

    def _mark(self, place: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        cursor.setPosition(place + 1, _KEEP)
        drawn = mark.format
        drawn.setBackground(theme.color("selection"))
        mark.format, mark.cursor = drawn, cursor
        return mark

    def _offer(self) -> None:
        cursor = self.textCursor()
        place = self.cursorRect()
        place.translate(self.viewport().x(), self.viewport().y())
        self._completion.offer(cursor.block().text(), cursor.positionInBlock(), place)

    def _insert_chosen(self, insertion: Insertion) -> None:
        cursor = self.textCursor()
        start = cursor.block().position()
        cursor.setPosition(start + insertion.start)
        cursor.setPosition(start + insertion.end, _KEEP)
        cursor.insertText(insertion.text)
        self.setTextCursor(cursor)
