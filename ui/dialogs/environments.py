"""The dialog that edits the variables of all environments side by side: plain ones in files, secrets in
the keyring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.model.environment import Environment
from ui import theme
from ui.dialogs.variable_details import VariableDetails
from ui.dialogs.variable_grid import Base
from ui.dialogs.variable_grid_model import GridModel
from ui.dialogs.variable_grid_view import GridView
from ui.dialogs.variable_row import VariableRow, variable_of
from ui.kit.button import TALL, PlainButton, PrimaryButton
from ui.kit.labels import label
from ui.kit.notice import MessageBar

_HINT = (
    "Enter edits, Delete takes out, Ctrl+V pastes a table, YAML or lines of a .env file, Ctrl+Z takes back, "
    "Alt+Down is the menu of a column. Of several ticked environments the later one wins; globals come last. "
    "Secrets stay in the keyring of this computer and are never written into a file."
)
_DISCARD = 0
_WIDTH = 1040  # pixels at the base text size


class EnvironmentDialog(QDialog):
    """A row for each variable, a column for each environment. Open it with ``open()``.

    Nothing is reported before Save; then, for each environment that was edited:
        made_secret(environment, name, text): a plain value moves to the keyring.
        secret_changed(environment, name, text): a new secret was typed.
        secret_renamed(environment, old name, new name): its secret shall follow.
        changed(Environment): the environment as its file shall be; after the three above.
    At any time:
        save_wanted(): Save was pressed; answer with ``save``, or leave the edits as they are.
        secret_reveal_wanted(environment, name): answer with ``show_secret``.
        add_wanted(): a new environment is wanted.
        rename_wanted(environment), duplicate_wanted(environment), delete_wanted(environment)
        local_wanted(environment): it shall have values of its own on this computer.
        ordered(environments): the columns were moved.
    """

    save_wanted = Signal()
    changed = Signal(object)
    made_secret = Signal(str, str, str)
    secret_changed = Signal(str, str, str)
    secret_renamed = Signal(str, str, str)
    secret_reveal_wanted = Signal(str, str)
    add_wanted = Signal()
    rename_wanted = Signal(str)
    duplicate_wanted = Signal(str)
    delete_wanted = Signal(str)
    local_wanted = Signal(str)
    ordered = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Environments")
        room = parent.window().width() if parent else theme.scaled(_WIDTH)
        self.resize(min(theme.scaled(_WIDTH), room), theme.scaled(600))
        self._valueless: dict[str, frozenset[str]] = {}
        self._ticked: tuple[str, ...] = ()
        self._titles: Mapping[str, str] = {}
        self.model = GridModel()
        self.view = GridView(self.model)
        self.details = VariableDetails()
        self.bar = MessageBar()
        self._problem = label("", "red", 12)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.save_button = PrimaryButton("Save")
        self.cancel_button = PlainButton("Cancel", TALL)
        self._lay_out()
        self._wire()
        self._follow()

    def _lay_out(self) -> None:
        add = PlainButton("New environment", TALL, icon_name="plus")
        add.clicked.connect(lambda _checked: self.add_wanted.emit())
        words = label(_HINT, "muted", 12)
        words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(add)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self.bar, words, self.view, self._problem, self.details):
            column.addWidget(widget, 1 if widget is self.view else 0)
        column.addLayout(row)

    def _wire(self) -> None:
        self.model.edited.connect(self._follow)
        self.model.refused.connect(self._show_problem)
        self.view.moved.connect(self._show_details)
        self.view.reveal_wanted.connect(self.secret_reveal_wanted)
        self.view.column_menu_wanted.connect(self._fill_menu)
        self.view.ordered.connect(self._order)
        self.details.changed.connect(self._take_details)
        self.details.opened.connect(self._ask_for_value)
        self.bar.chosen.connect(self._answer)
        self.save_button.setAutoDefault(False)
        self.cancel_button.setAutoDefault(False)
        self.save_button.clicked.connect(lambda _checked: self._want_save())
        self.cancel_button.clicked.connect(self.reject)

    def show_environments(
        self, environments: Sequence[Environment], current: str = "", ticked: Sequence[str] = ()
    ) -> None:
        """Show the environments; edits that were not saved stay, also when files changed meanwhile."""
        at = self.view.currentIndex()
        name, environment = self.model.name(at.row()), current or self.model.environment(at.column())
        self._ticked = tuple(ticked) or self._ticked
        self.model.show(environments, self._ticked, self._valueless)
        place = self.model.place(name or self.model.name(0), environment)
        self.view.go_to(place if place.isValid() else self.model.index(0, 0))
        self._follow()

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Head these columns, which are no environments of the collection, by other words."""
        self._titles = titles
        self.model.show_titles(titles)
        self.details.show_titles(titles)

    def show_bases(self, bases: Mapping[str, Sequence[Base]]) -> None:
        """What environments inherit, the strongest first; to be told before ``show_environments``."""
        self.model.show_bases(bases)

    def define(self, names: Sequence[str], environment: str) -> None:
        """Add these names and put the keyboard into the first value."""
        for name in names:
            if name not in self.model.grid.names:
                self.model.add(name)
        place = self.model.place(names[0], environment) if names else self.view.currentIndex()
        self.view.go_to(place)
        if place.isValid():
            self.view.begin(place)

    def show_valueless(self, environment: str, names: frozenset[str]) -> None:
        """Say of these secrets of an environment that the keyring of this computer has none for them."""
        self._valueless[environment] = names
        if names:
            self.show_environments(self.model.grid.environments)

    def show_secret(self, environment: str, name: str, text: str) -> None:
        """Show a secret that was asked for."""
        self.view.show_secret(environment, name, text)

    def edited(self) -> tuple[str, ...]:
        """The names of the environments with edits that were not saved."""
        return self.model.grid.edited()

    def written(self) -> tuple[Environment, ...]:
        """The environments that were edited, as their files shall be."""
        grid = self.model.grid
        saved = {each.name: each for each in grid.environments}
        return tuple(_written(saved[name], grid.rows(name)) for name in self.edited())

    def make_secret(self, environment: str, name: str) -> None:
        """Let the plain value of a variable go to the keyring when the edits are saved."""
        self.model.make_secret(self.model.place(name, environment))

    def _want_save(self) -> None:
        """Ask for a save, or go to a value that is not of its type."""
        wrong = self.model.wrong()
        if wrong.isValid():
            self.view.go_to(wrong)
            self._show_problem(self.model.problem(wrong))
        else:
            self.save_wanted.emit()

    def save(self) -> None:
        """Report every edit and close."""
        edited = {name: self.model.grid.rows(name) for name in self.edited()}
        saved = {each.name: each for each in self.model.grid.environments}
        for name, rows in edited.items():
            self._report(saved[name], rows)
        self.accept()

    def reject(self) -> None:
        """Close, or ask first where edits would be lost."""
        edited = self.edited()
        if not edited:
            super().reject()
            return
        sentence = f"Edits of {' and '.join(map(self.model.title, edited))} are not saved."
        self.bar.show_message("warning", sentence, actions=("Discard edits", "Keep editing"))
        self.bar.findChildren(PlainButton)[-1].setFocus()

    def _show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _show_details(self) -> None:
        index = self.view.currentIndex()
        self.details.show_row(
            self.model.own(index),
            self.model.environment(index.column()),
            self.model.inherited_from(index),
        )

    def _take_details(self, row: VariableRow) -> None:
        self.model.put(self.view.currentIndex(), row)

    def _ask_for_value(self, row: VariableRow) -> None:
        environment = self.model.environment(self.view.currentIndex().column())
        self.secret_reveal_wanted.emit(environment, row.stored)

    def _follow(self) -> None:
        self._show_problem(self.model.problem(self.model.wrong()))
        edited = self.edited()
        self.save_button.setEnabled(bool(edited))
        self._show_details()
        if not edited:
            self.bar.hide()

    def _answer(self, choice: int) -> None:
        if choice == _DISCARD:
            self.model.grid.discard()
            super().reject()
        else:
            self.view.setFocus()

    def _order(self, names: tuple[str, ...]) -> None:
        """Show the columns in this order."""
        known = {each.name: each for each in self.model.grid.environments}
        self.model.show([known[name] for name in names], self._ticked, self._valueless)
        self.ordered.emit(names)

    def _fill_menu(self, name: str, menu: QMenu) -> None:
        """What can be done with an environment as a whole; it would pass by edits that are not saved."""
        if name in self._titles:
            return
        saved = not self.edited()
        shown = name.replace("&", "&&")  # It would be taken for a mark of the key.
        for text, signal in (
            (f"Rename “{shown}”…", self.rename_wanted),
            (f"Duplicate “{shown}”", self.duplicate_wanted),
            (f"Delete “{shown}”", self.delete_wanted),
            (f"Override “{shown}” on this computer", self.local_wanted),
        ):
            action = menu.addAction(text if saved else f"{text} (save first)")
            action.setEnabled(saved)
            action.triggered.connect(lambda _checked=False, wanted=signal: wanted.emit(name))
        self._add_bases(menu, name, saved)

    def _add_bases(self, menu: QMenu, name: str, saved: bool) -> None:
        below = menu.addMenu("Extends")
        below.setEnabled(saved)
        others = [each for each in self.model.grid.environments if each.name not in self._titles]
        (own,) = [each for each in others if each.name == name]
        for text in ("", *(each.name for each in others if each is not own)):
            action = below.addAction(text or "Nothing")
            action.setCheckable(True)
            action.setChecked(own.extends == text)
            action.triggered.connect(
                lambda _checked=False, base=text: self.changed.emit(replace(own, extends=base))
            )

    def _report(self, saved: Environment, rows: Sequence[VariableRow]) -> None:
        name = saved.name
        plain = frozenset(variable.name for variable in saved.variables if not variable.secret)
        for row in rows:
            if row.secret and row.typed is not None:
                signal = self.made_secret if row.name in plain else self.secret_changed
                signal.emit(name, row.name, row.typed)
            elif row.secret and row.stored and row.stored != row.name:
                self.secret_renamed.emit(name, row.stored, row.name)
        self.changed.emit(_written(saved, rows))


def _written(saved: Environment, rows: Sequence[VariableRow]) -> Environment:
    return replace(saved, variables=tuple(variable_of(row) for row in rows))
