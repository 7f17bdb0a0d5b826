"""The settings of a folder or of the whole collection: what everything below it inherits, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.kit.button import TALL, PlainButton, PrimaryButton
from ui.kit.labels import ElidedLabel
from ui.kit.notice import MessageBar
from ui.kit.tabs import TextTabs

_DISCARD = "Discard edits"
_KEEP = "Keep editing"
_SAVE_OVER = "Save over it"


class FolderDialog(QDialog):
    """Tabs over pages that whoever opens the dialog brings along. Open it with ``open()``.

    Signals:
        save_wanted(force): Save was pressed; ``force`` after a conflict was told. Answer with ``accept``
            or ``show_problem``.
    """

    save_wanted = Signal(bool)

    def __init__(
        self, title: str, pages: Sequence[tuple[str, QWidget]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(theme.scaled(640), theme.scaled(560))
        self._edited = False
        self._actions: tuple[str, ...] = ()
        self._title = ElidedLabel(title, parent=self)
        self._title.set_type(15, theme.SEMIBOLD)
        self._title.setContentsMargins(12, 16, 12, 8)
        self.bar = MessageBar(self)
        self.tabs = TextTabs([name for name, _ in pages], title, self)
        self._stack = QStackedWidget(self)
        for _, page in pages:
            self._stack.addWidget(page)
        self.save_button = PrimaryButton("Save")
        self.cancel_button = PlainButton("Cancel", TALL)
        self._lay_out()
        self.tabs.current_changed.connect(self._stack.setCurrentIndex)
        self.bar.chosen.connect(self._answer)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(lambda _checked: self.save_wanted.emit(False))
        self.cancel_button.clicked.connect(self.reject)
        self.show_state(edited=False, wrong=False)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 12, 12, 16)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._title, self.bar, self.tabs):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)

    def show_state(self, edited: bool, wrong: bool) -> None:
        """Whether there is something to save, and whether it cannot be saved as it stands."""
        self._edited = edited
        self.save_button.setEnabled(edited and not wrong)

    def show_problem(self, sentence: str, hint: str, conflict: bool) -> None:
        """Saving failed; after a conflict it can be forced."""
        self._actions = (_SAVE_OVER, _KEEP) if conflict else ()
        self.bar.show_message("error", sentence, hint, actions=self._actions)

    def reject(self) -> None:
        """Close, or ask first where edits would be lost."""
        if not self._edited:
            super().reject()
            return
        self._actions = (_DISCARD, _KEEP)
        self.bar.show_message("warning", "The edits are not saved.", actions=self._actions)
        self.bar.findChildren(PlainButton)[-1].setFocus()

    def _answer(self, choice: int) -> None:
        match self._actions[choice]:
            case "Discard edits":
                super().reject()
            case "Save over it":
                self.save_wanted.emit(True)
