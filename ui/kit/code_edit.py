"""The editor for request bodies: line numbers, colours, brackets, indentation, and a word about mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from app.format.tokens import Language
from ui import theme
from ui.kit.code_edit_bars import Bars
from ui.kit.code_edit_brackets import BRACKETS, matching_pair
from ui.kit.code_edit_check import Checker
from ui.kit.code_edit_format import NotFormatted, format_text
from ui.kit.code_edit_gutter import Gutter
from ui.kit.code_edit_highlighter import Highlighter
from ui.kit.code_edit_lines import duplicate_lines, move_lines, toggle_comment
from ui.kit.code_edit_marks import marked
from ui.kit.code_edit_pairs import erase_pair, type_pair
from ui.kit.code_edit_positions import Positions, characters_in
from ui.kit.code_edit_typing import indent_for_new_line, indent_lines, unindent_lines
from ui.kit.variable_completion import Completion, Insertion
from ui.kit.variables import NO_VARIABLES, Variables, reference_at

TEXT_LIMIT: Final = 2 * 1024 * 1024  # bytes; Qt's editor is not made for more
_TAB_WORDS: Final = "Tab inserts two spaces. Ctrl+M lets Tab move on to the next control instead."
_TAB_FREED: Final = "Tab moves on to the next control. Ctrl+M lets it insert two spaces again."

_TOOL_TIP: Final = QEvent.Type.ToolTip
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_SHORTCUT_OVERRIDE: Final = QEvent.Type.ShortcutOverride
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_PLAIN: Final = Qt.KeyboardModifier.NoModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_LEFT_TO_RIGHT: Final = Qt.LayoutDirection.LeftToRight
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEEP: Final = QTextCursor.MoveMode.KeepAnchor


class CodeEdit(QPlainTextEdit):
    """Edits text up to a few megabytes without changing what was not edited.

    Signals:
        edited: the whole text after the user changed it.
        problem_changed: a clause that says what is wrong and where, empty when nothing is.
        comments_changed: whether the text holds comments, which are not sent.
        too_large: a text that was pasted or dropped and would make the whole larger than TEXT_LIMIT; it
            was not inserted.
    """

    edited = Signal(str)
    problem_changed = Signal(str)
    comments_changed = Signal(bool)
    too_large = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(_TAB_WORDS)
        self.setProperty("flat", True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        # Code begins on the left, also a line whose first letters are Hebrew or Arabic.
        option = self.document().defaultTextOption()
        option.setTextDirection(_LEFT_TO_RIGHT)
        self.document().setDefaultTextOption(option)
        self._language: Language = "text"
        self._line_end = "\n"
        self._told = ""
        self._is_showing = False
        self._variables = NO_VARIABLES
        self._gutter = Gutter(self, self.visible_lines, lambda: self._checker.line)
        self._gutter.setToolTip(_TAB_WORDS)
        self._highlighter = Highlighter(self.document(), self._visible_blocks)
        self._completion = Completion(self)
        self.bars = Bars(self)
        self._keys = self._key_table()
        self._checker = Checker(self, self.text)
        self._restyle()
        self._connect()

    def _connect(self) -> None:
        self._completion.chosen.connect(self._insert_chosen)
        self._checker.problem_changed.connect(self._show_problem)
        self._checker.comments_changed.connect(self.comments_changed)
        self.textChanged.connect(self._tell)
        self.cursorPositionChanged.connect(self._mark)
        self.bars.changed.connect(self._make_room)
        self.bars.marks_changed.connect(self._mark)
        self.bars.line_chosen.connect(self.go_to)
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
        self._language = self._checker.language = language
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
        self._checker.check()

    def _show_problem(self, problem: str) -> None:
        self._gutter.update()
        self.problem_changed.emit(problem)

    @property
    def problem(self) -> str:
        """What was wrong when the text was last checked."""
        return self._checker.problem

    @property
    def has_comments(self) -> bool:
        """Whether comments were in the text when it was last checked; they are not sent."""
        return self._checker.has_comments

    @property
    def problem_line(self) -> int:
        """The line of that, from 0; -1 for none."""
        return self._checker.line

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
        if self._act(event):
            event.accept()
        elif self._types_pair(event):
            self._offer()
        else:
            super().keyPressEvent(event)
            if event.text():
                self._offer()

    def _act(self, event: QKeyEvent) -> bool:
        """Do what a key means in code; False leaves it to Qt."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
        action = self._keys.get((key, modifiers))
        if action is not None:
            action()
        elif key in _ENTER and modifiers & _CONTROL:
            return False
        elif key in _ENTER and not modifiers & _SHIFT:
            cursor = self.textCursor()
            indent_for_new_line(cursor)
            self.setTextCursor(cursor)
        elif key == Qt.Key.Key_Tab and not self.tabChangesFocus():
            indent_lines(self.textCursor())
        elif key == Qt.Key.Key_Backtab and not self.tabChangesFocus():
            unindent_lines(self.textCursor())
        else:
            return False
        return True

    def _key_table(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        """The keys that are the editor's own, also where the window has the same ones."""
        keys = Qt.Key
        return {
            (keys.Key_M, _CONTROL): self._free_tab,
            (keys.Key_I, _CONTROL | _SHIFT): self.format,
            (keys.Key_F, _CONTROL): lambda: self.open_find(),
            (keys.Key_H, _CONTROL): lambda: self.open_find(replacing=True),
            (keys.Key_F3, _PLAIN): lambda: self.bars.finder.step(1),
            (keys.Key_F3, _SHIFT): lambda: self.bars.finder.step(-1),
            (keys.Key_G, _CONTROL): self.bars.open_go_to,
            (keys.Key_Slash, _CONTROL): lambda: self._with_cursor(self._toggle_comment),
            (keys.Key_Up, _ALT): lambda: self._with_cursor(lambda cursor: move_lines(cursor, down=False)),
            (keys.Key_Down, _ALT): lambda: self._with_cursor(lambda cursor: move_lines(cursor, down=True)),
            (keys.Key_Down, _ALT | _SHIFT): lambda: self._with_cursor(duplicate_lines),
            (keys.Key_D, _CONTROL | _SHIFT): lambda: self._with_cursor(duplicate_lines),
        }

    def _with_cursor(self, change: Callable[[QTextCursor], object]) -> None:
        cursor = self.textCursor()
        change(cursor)
        self.setTextCursor(cursor)

    def _toggle_comment(self, cursor: QTextCursor) -> None:
        toggle_comment(cursor, self._language)

    def _types_pair(self, event: QKeyEvent) -> bool:
        """Bracket and quote come with their partners, except in plain text."""
        if self._language == "text" or event.modifiers() & (_CONTROL | _ALT):
            return False
        cursor = self.textCursor()
        erasing = event.key() == Qt.Key.Key_Backspace
        done = erase_pair(cursor) if erasing else type_pair(cursor, event.text())
        if done:
            self.setTextCursor(cursor)
        return done

    def open_find(self, replacing: bool = False) -> None:
        """Open the bar that finds, with what is selected."""
        self.bars.open_find(replacing)

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor there, both counted from 1; beyond the end means the end."""
        block = self.document().findBlockByNumber(min(max(line, 1), self.blockCount()) - 1)
        cursor = QTextCursor(block)
        text = block.text()
        cursor.setPosition(block.position() + Positions(text).units(min(max(column, 1) - 1, len(text))))
        self.setTextCursor(cursor)
        self.centerCursor()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        # Characters first: counting bytes takes a moment, and most texts are far from the limit.
        whole = len(text) + self.document().characterCount()
        if whole > TEXT_LIMIT // 4 and len(text.encode("utf-8", "surrogatepass")) + self._size() > TEXT_LIMIT:
            self.too_large.emit(text)
        else:
            super().insertFromMimeData(source)

    def with_inserted(self, text: str) -> str:
        """The text as it would be with another one in the place of the selection."""
        cursor = self.textCursor()
        raw = self.document().toRawText()
        place = Positions(raw).characters
        before, after = raw[: place(cursor.selectionStart())], raw[place(cursor.selectionEnd()) :]
        return (before + text + after).replace("\u2029", self._line_end)

    def _size(self) -> int:
        return len(self.text().encode("utf-8", "surrogatepass"))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # A file is for whoever holds the editor: its path as text would help nobody.
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def _free_tab(self) -> None:
        """Let Tab indent or move on in turn, and say which it is now."""
        freed = not self.tabChangesFocus()
        self.setTabChangesFocus(freed)
        place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        QToolTip.showText(place, _TAB_FREED if freed else _TAB_WORDS, self)

    def event(self, event: QEvent) -> bool:
        if event.type() == _TOOL_TIP and isinstance(event, QHelpEvent):
            cursor = self.cursorForPosition(self.viewport().mapFrom(self, event.pos()))
            line = cursor.block().text()
            found = reference_at(line, characters_in(line, cursor.positionInBlock()))
            QToolTip.showText(event.globalPos(), self._variables.describe(found.name) if found else "", self)
            return True
        if event.type() == _SHORTCUT_OVERRIDE and isinstance(event, QKeyEvent) and self._owns(event):
            event.accept()
            return True
        return super().event(event)

    def _owns(self, event: QKeyEvent) -> bool:
        return (Qt.Key(event.key()), event.modifiers() & ~_KEYPAD) in self._keys

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()
            self._highlighter.rehighlight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _restyle(self) -> None:
        self.setFont(theme.mono_font())
        self.setTabStopDistance(2 * QFontMetrics(theme.mono_font()).horizontalAdvance(" "))
        self._make_room()
        self._mark()

    def _make_room(self) -> None:
        """Divide the area: a bar on top, the line numbers at the left, the text in the rest."""
        bar = self.bars.shown()
        top = bar.sizeHint().height() if bar else 0
        width = self._gutter.width_needed()
        self.setViewportMargins(width, top, 0, 0)
        area = self.contentsRect()
        self._gutter.setGeometry(QRect(area.left(), area.top() + top, width, area.height() - top))
        if bar is not None:
            bar.setGeometry(QRect(area.left(), area.top(), area.width(), top))

    def _scroll_gutter(self, area: QRect, moved: int) -> None:
        if moved:
            self._gutter.scroll(0, moved)
            if self.bars.shown():
                self._mark()
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())

    def _visible_blocks(self) -> Iterator[QTextBlock]:
        for number, _, _ in self.visible_lines(self.viewport().height()):
            yield self.document().findBlockByNumber(number)

    def _tell(self) -> None:
        # New colours count as a change of the document too.
        if self._highlighter.is_colouring:
            return
        text = self.text()
        if text == self._told:
            return
        self._told = text
        if not self._is_showing:
            self._checker.wait()
            self.edited.emit(text)

    def _mark(self) -> None:
        self._gutter.update()
        first = self.firstVisibleBlock().position()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).block()
        hits = self.bars.places(first, last.position() + last.length())
        pair = [(place, place + 1) for place in self._bracket_pair() or ()]
        marks = [marked(self.document(), place, "mark") for place in hits]
        self.setExtraSelections(marks + [marked(self.document(), place, "selection") for place in pair])

    def _bracket_pair(self) -> tuple[int, int] | None:
        document, cursor = self.document(), self.textCursor().position()
        # Most keys are typed beside no bracket, and the text of a large body takes a while to get.
        if not any(document.characterAt(place) in BRACKETS for place in (cursor - 1, cursor)):
            return None
        text = document.toRawText().replace("\u2029", "\n")
        positions = Positions(text)
        pair = matching_pair(text, positions.characters(cursor))
        return pair and (positions.units(pair[0]), positions.units(pair[1]))

    def _offer(self) -> None:
        cursor = self.textCursor()
        place = self.cursorRect()
        place.translate(self.viewport().x(), self.viewport().y())
        line = cursor.block().text()
        self._completion.offer(line, characters_in(line, cursor.positionInBlock()), place)

    def _insert_chosen(self, insertion: Insertion) -> None:
        cursor = self.textCursor()
        start, units = cursor.block().position(), Positions(cursor.block().text()).units
        cursor.setPosition(start + units(insertion.start))
        cursor.setPosition(start + units(insertion.end), _KEEP)
        cursor.insertText(insertion.text)
        self.setTextCursor(cursor)
