"""The bar that asks for a part of a body: a language, an expression, and what is wrong with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.filter.expression import TITLES, Expression, FilterLanguage
from ui import theme
from ui.kit.button import IconButton
from ui.kit.combo import ComboBox
from ui.kit.labels import label
from ui.kit.tabs import Segments
from ui.response.filter_history import FilterHistory

REST: Final = 300
"""Milliseconds without a key before what is typed is asked."""

_ESCAPE: Final = Qt.Key.Key_Escape
_OLDER: Final = Qt.Key.Key_Up
_NEWER: Final = Qt.Key.Key_Down
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_FIELD_HEIGHT: Final = 28
_IN_MENU: Final = 20  # expressions that the menu offers; the keys reach all

_HINTS: Final[dict[FilterLanguage, str]] = {
    "jsonpath": "$.items[?@.price < 10].name",
    "jq": ".items[] | select(.price < 10) | .name",
    "xpath": "//item[price < 10]/name",
}
_PATHS: Final = 1  # of the two segments


class FilterBar(QWidget):
    """A field with a language before it.

    Signals:
        wanted: the Expression that is asked; its text is empty when the whole is wanted.
        closed: the user is done; the bar has hidden itself.
        history_changed: another expression is remembered.
    """

    wanted = Signal(object)
    closed = Signal()
    history_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: tuple[FilterLanguage, ...] = ()
        self.history = FilterHistory()
        self.languages = ComboBox("Language of the filter", parent=self)
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Expression")
        self.field.setClearButtonEnabled(True)
        self.form = Segments(("Values", "Paths"), "What is shown of the matches", self)
        self.older = IconButton("history", "Earlier expressions", "Earlier expressions (Up)", self)
        self.close_button = IconButton("close", "Close the filter", "Show the whole body (Esc)", self)
        self._problem = label("", "red", 12)
        self._note = label("", "muted", 12)
        for words in (self._problem, self._note):
            words.setWordWrap(True)
            words.hide()
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._lay_out()
        self._connect()
        self._restyle()
        self.hide()

    # What the owner says

    def show_languages(self, offered: tuple[FilterLanguage, ...]) -> None:
        """Offer these languages; the one that is chosen stays, where it is among them."""
        if offered != self._offered:
            chosen = self.language if self._offered else None
            self._offered = offered
            place = offered.index(chosen) if chosen in offered else 0
            self.languages.show_items([TITLES[each] for each in offered], place)
            self._show_language()

    def open_bar(self, text: str = "", language: FilterLanguage | None = None) -> None:
        """Show the bar with the keyboard in it, and ask this, in this language, if it is something."""
        self.show()
        if language in self._offered:
            self.languages.setCurrentIndex(self._offered.index(language))
            self._show_language()
        if text:
            self.field.setText(text)
            self._ask()
        self.field.selectAll()
        self.field.setFocus()

    def close_bar(self) -> None:
        """Hide the bar and forget what was typed; it stays in the history."""
        self._remember()
        self._rest.stop()
        blocked = self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(blocked)
        self.show_problem("")
        self.show_note("")
        self.hide()
        self.closed.emit()

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be found; it goes with the next expression."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def show_note(self, sentence: str) -> None:
        """Say what must be known of the matches."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    # What it says

    @property
    def language(self) -> FilterLanguage:
        """The chosen language."""
        return self._offered[max(0, self.languages.currentIndex())]

    def expression(self) -> Expression | None:
        """What is asked now, None where nothing is."""
        text = self.field.text().strip()
        if not text or not self._offered:
            return None
        paths = self.language == "jsonpath" and self.form.current == _PATHS
        return Expression(self.language, text, paths)

    def problem_words(self) -> str:
        """What the bar says is wrong."""
        return self._problem.text()

    def note_words(self) -> str:
        """What the bar says of the matches."""
        return self._note.text()

    def earlier_menu(self) -> QMenu:
        """A menu of the expressions that were used last."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for text in self.history.texts(self.language)[:_IN_MENU]:
            shown = text if len(text) <= 60 else f"{text[:59]}…"
            action = menu.addAction(shown.replace("&", "&&"))
            action.setToolTip(text)
            action.triggered.connect(lambda _checked=False, chosen=text: self.open_bar(chosen))
        if menu.isEmpty():
            menu.addAction("None yet").setEnabled(False)
        return menu

    # What the user does

    def _ask(self) -> None:
        self._rest.stop()
        self.wanted.emit(self.expression() or Expression(self.language, ""))

    def _type(self) -> None:
        self.history.leave()
        self._rest.start()

    def _ask_now(self) -> None:
        self._ask()
        self._remember()

    def _remember(self) -> None:
        asked = self.expression()
        if asked is not None and not self.problem_words() and self.history.add(asked.language, asked.text):
            self.history_changed.emit()

    def _choose_language(self) -> None:
        self._show_language()
        self._ask()

    def _show_language(self) -> None:
        if self._offered:
            self.field.setPlaceholderText(_HINTS[self.language])
            self.form.setVisible(self.language == "jsonpath")

    def _walk(self, text: str) -> None:
        self.field.setText(text)
        self._ask()

    def _pop_earlier(self) -> None:
        menu = self.earlier_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.older.mapToGlobal(QPoint(0, self.older.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == _ESCAPE:
            self.close_bar()
        elif key == _OLDER and self.field.hasFocus():
            self._walk(self.history.older(self.language, self.field.text()))
        elif key == _NEWER and self.field.hasFocus():
            self._walk(self.history.newer(self.language, self.field.text()))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()

    # How it is made

    def _restyle(self) -> None:
        self.field.setFixedHeight(theme.scaled(_FIELD_HEIGHT))
        self.field.setFont(theme.mono_font(12))

    def _connect(self) -> None:
        self._rest.timeout.connect(self._ask)
        self.field.textEdited.connect(self._type)
        self.field.returnPressed.connect(self._ask_now)
        self.field.editingFinished.connect(self._remember)
        self.languages.activated.connect(self._choose_language)
        self.form.current_changed.connect(self._ask)
        self.older.clicked.connect(self._pop_earlier)
        self.close_button.clicked.connect(self.close_bar)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.languages)
        row.addWidget(self.field, 1)
        row.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.older)
        buttons.addWidget(self.close_button)
        row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 6)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._problem)
        column.addWidget(self._note)
