"""The dialog that edits the variables of environments: plain ones in files, secrets in the keyring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.model.environment import Environment
from ui import theme
from ui.dialogs.side_list import Mark, Side, SideList
from ui.dialogs.variable_row import VariableRow, problems, row_of, variable_of
from ui.dialogs.variable_table import VariableTable
from ui.kit.button import TALL, PlainButton, PrimaryButton
from ui.kit.labels import ElidedLabel, label
from ui.kit.notice import MessageBar

_HINT = "Values kept in the keyring of this computer are never written into a file."
_DISCARD = 0


class EnvironmentDialog(QDialog):
    """Environments at the left, the variables of one of them at the right. Open it with ``show()``.

    Nothing is reported before Save; then, for each environment that was edited:
        made_secret(environment, name, text): a plain value moves to the keyring.
        secret_changed(environment, name, text): a new secret was typed.
        secret_renamed(environment, old name, new name): its secret shall follow.
        changed(Environment): the environment as its file shall be; after the three above.
    At any time:
        secret_reveal_wanted(environment, name): answer with ``show_secret``.
        add_wanted(): a new environment is wanted.
    """

    changed = Signal(object)
    made_secret = Signal(str, str, str)
    secret_changed = Signal(str, str, str)
    secret_renamed = Signal(str, str, str)
    secret_reveal_wanted = Signal(str, str)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Environments")
        self.resize(theme.scaled(920), theme.scaled(520))
        self._saved: dict[str, Environment] = {}
        self._drafts: dict[str, tuple[VariableRow, ...]] = {}
        self._valueless: dict[str, frozenset[str]] = {}
        self._current = ""
        self.list = SideList("Environments")
        self.table = VariableTable()
        self.bar = MessageBar()
        self._title = ElidedLabel()
        self._title.set_type(15, theme.SEMIBOLD)
        self.save_button = PrimaryButton("Save")
        self.cancel_button = PlainButton("Cancel", TALL)
        self._lay_out()
        self._wire()
        self._follow()

    def _lay_out(self) -> None:
        side, right = Side(self.list), QVBoxLayout()
        add = PlainButton("New environment", icon_name="plus")
        add.clicked.connect(lambda _checked: self.add_wanted.emit())
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 16)
        below.addWidget(add)
        side.column.addLayout(below)
        for widget in (self.bar, self._title, label(_HINT, "muted", 12), self.table):
            right.addWidget(widget, 1 if widget is self.table else 0)
        right.addLayout(self._buttons())
        right.setContentsMargins(16, 16, 16, 16)
        right.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.setSpacing(8)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        return row

    def _wire(self) -> None:
        self.list.chosen.connect(self._show_environment)
        self.table.changed.connect(self._take)
        self.table.reveal_wanted.connect(lambda name: self.secret_reveal_wanted.emit(self._current, name))
        self.bar.chosen.connect(self._answer)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(lambda _checked: self.save())
        self.cancel_button.clicked.connect(self.reject)

    def show_environments(self, environments: Sequence[Environment], current: str = "") -> None:
        """Show the environments; edits that were not saved stay, also when files changed meanwhile."""
        self._saved = {environment.name: environment for environment in environments}
        self._drafts = {name: rows for name, rows in self._drafts.items() if name in self._saved}
        self.list.show_texts(tuple(self._saved), current or self._current)
        self._show_environment(self.list.current_text())
        self._follow()

    def show_valueless(self, environment: str, names: frozenset[str]) -> None:
        """Say of these secrets of an environment that the keyring of this computer has none for them."""
        self._valueless[environment] = names
        drafted = self._drafts.get(environment)
        if drafted is not None:
            rows = tuple(replace(row, valueless=row.stored in names) for row in drafted)
            self._drafts[environment] = rows
        if environment == self._current and names:
            self._show_environment(environment)

    def show_secret(self, environment: str, name: str, text: str) -> None:
        """Show a secret that was asked for; nothing happens when another environment is shown now."""
        if environment == self._current:
            self.table.show_secret(name, text)

    def edited(self) -> tuple[str, ...]:
        """The names of the environments with edits that were not saved."""
        return tuple(name for name, rows in self._drafts.items() if rows != self._rows(name))

    def save(self) -> None:
        """Report every edit and close; nothing happens while a name is wrong."""
        edited = self.edited()
        if any(problems(self._drafts[name]) for name in edited):
            return
        for name in edited:
            self._report(name, self._drafts[name])
        self._drafts.clear()
        self.accept()

    def reject(self) -> None:
        """Close, or ask first where edits would be lost."""
        edited = self.edited()
        if not edited:
            self._drafts.clear()
            super().reject()
            return
        sentence = f"Edits of {' and '.join(edited)} are not saved."
        self.bar.show_message("warning", sentence, actions=("Discard edits", "Keep editing"))
        self.bar.findChildren(PlainButton)[-1].setFocus()

    def _rows(self, name: str) -> tuple[VariableRow, ...]:
        saved = self._saved.get(name)
        none = self._valueless.get(name, frozenset())
        return tuple(row_of(each, each.name in none) for each in saved.variables) if saved else ()

    def _show_environment(self, name: str) -> None:
        self._current = name
        self._title.setText(name)
        self.table.setEnabled(bool(name))
        drafted = self._drafts.get(name)
        self.table.show_rows(self._rows(name) if drafted is None else drafted)

    def _take(self, rows: tuple[VariableRow, ...]) -> None:
        self._drafts[self._current] = rows
        self._follow()

    def _follow(self) -> None:
        """Mark the environments that were edited, and allow Save when their names are right."""
        edited = frozenset(self.edited())
        wrong = frozenset(name for name in edited if problems(self._drafts[name]))
        for name in self._saved:
            mark: Mark = "wrong" if name in wrong else "edited" if name in edited else ""
            self.list.show_mark(name, mark)
        self.save_button.setEnabled(bool(edited) and not wrong)
        if not edited:
            self.bar.hide()

    def _answer(self, choice: int) -> None:
        if choice == _DISCARD:
            self._drafts.clear()
            super().reject()
        else:
            self.table.view.setFocus()

    def _report(self, name: str, rows: Sequence[VariableRow]) -> None:
        saved = self._saved[name]
        plain = frozenset(variable.name for variable in saved.variables if not variable.secret)
        for row in rows:
            now = row.name.strip()
            if row.secret and row.typed is not None:
                signal = self.made_secret if now in plain else self.secret_changed
                signal.emit(name, now, row.typed)
            elif row.secret and row.stored and row.stored != now:
                self.secret_renamed.emit(name, row.stored, now)
        self.changed.emit(replace(saved, variables=tuple(variable_of(row) for row in rows)))
