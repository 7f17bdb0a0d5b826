"""The three switches of a search and their keys: upper and lower case, whole words, regular expressions."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.button import IconButton

_TAB_FOCUS: Final = Qt.FocusPolicy.TabFocus
_INSIDE: Final = Qt.ShortcutContext.WidgetWithChildrenShortcut
_SWITCHES: Final = (
    ("match-case", "Match case", "Alt+C"),
    ("whole-word", "Match whole words", "Alt+W"),
    ("regex", "Use a regular expression", "Alt+R"),
)


class FindSwitches(QWidget):
    """Stands in a find bar; the keys work while the keyboard is in that bar, so that two bars may be open.

    Signals: ``changed`` says that another thing is looked for; ``values`` tells how.
    """

    changed = Signal()

    def __init__(self, bar: QWidget) -> None:
        super().__init__(bar)
        self.buttons = tuple(IconButton(icon, name, f"{name} ({key})") for icon, name, key in _SWITCHES)
        self.match_case, self.whole_word, self.is_regex = self.buttons
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button, (_icon, _name, key) in zip(self.buttons, _SWITCHES, strict=True):
            button.setCheckable(True)
            # With a focus by click its key would take the keyboard out of the field, in the middle of a word.
            button.setFocusPolicy(_TAB_FOCUS)
            button.toggled.connect(self.changed)
            QShortcut(QKeySequence(key), bar, context=_INSIDE).activated.connect(button.click)
            row.addWidget(button)

    def values(self) -> tuple[bool, bool, bool]:
        """Whether upper and lower case differ, only whole words count, and the text is an expression."""
        match_case, whole_word, is_regex = (button.isChecked() for button in self.buttons)
        return match_case, whole_word, is_regex
