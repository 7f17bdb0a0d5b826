"""The secrets of a collection: which have a value on this computer; they are set, shown, copied, deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.dialogs.secret_field import SecretField
from ui.dialogs.sheet import Sheet
from ui.dialogs.variable_row import DOTS
from ui.kit.button import TALL, PlainButton
from ui.kit.field_table_model import CHECK_COLUMN, Column, RowKind
from ui.kit.field_table_view import RowTable
from ui.kit.labels import label
from ui.kit.notice import MessageBar

ENVIRONMENT, NAME, VALUE = range(1, 4)
_HINT: Final = (
    "Values are entries of this computer's keyring, and never in a file. Enter sets one, Delete takes it out "
    "of the keyring, Ctrl+C copies it."
)
_NOTHING: Final = (
    "No secret yet. Type a password or token into a request, or mark a variable as secret in its environment."
)
_ON_THE_TABLE: Final = Qt.ShortcutContext.WidgetShortcut


@dataclass(frozen=True, slots=True)
class SecretRow:
    """A secret variable; ``held`` says whether the keyring has a value for it, None while that is not known.
    ``given`` says that the operating system gives the value, ``shown`` is the value while it is revealed."""

    environment: str = ""
    name: str = ""
    held: bool | None = None
    given: bool = False
    shown: str | None = field(default=None, repr=False)
    enabled: bool = True

    @property
    def words(self) -> str:
        """What the value's cell says."""
        if self.shown is not None:
            return self.shown
        if self.held is None:
            return "…"
        if self.given:
            return f"{DOTS} from the system's environment"
        return f"{DOTS} in the keyring" if self.held else "no value here"


class SecretList(Sheet):
    """Opened with ``open()``.

    Signals:
        set_wanted(environment, name, text): a new value was typed.
        reveal_wanted(environment, name): answer with ``show_secret``.
        copy_wanted(environment, name), delete_wanted(environment, name)
    """

    set_wanted = Signal(str, str, str)
    reveal_wanted = Signal(str, str)
    copy_wanted = Signal(str, str)
    delete_wanted = Signal(str, str)

    def __init__(self, collection: str, parent: QWidget | None = None) -> None:
        super().__init__(f"Secrets of {collection}", 680, parent)
        self._field: SecretField | None = None
        self._place = QPersistentModelIndex()
        self.bar = MessageBar()
        self.words = label(_HINT, "muted", 12)
        self.words.setWordWrap(True)
        kind = RowKind(_COLUMNS, SecretRow(), lambda _row: False, checkable=False)
        self.table: RowTable[SecretRow] = RowTable("Secrets", kind)
        self.table.setColumnHidden(CHECK_COLUMN, True)
        self.table.setMinimumHeight(theme.scaled(280))
        self.set_button, self.show_button, self.copy_button, self.delete_button = (
            PlainButton(text, TALL) for text in ("Set…", "Show", "Copy", "Delete")
        )
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for button in (self.set_button, self.show_button, self.copy_button, self.delete_button):
            actions.addWidget(button)
        actions.addStretch(1)
        for widget in (self.bar, self.words):
            self.column.addWidget(widget)
        self.column.addSpacing(8)
        self.column.addWidget(self.table, 1)
        self.column.addSpacing(8)
        self.column.addLayout(actions)
        self.close_button = self.add_primary("Close")
        self._connect()
        self._follow()

    def _connect(self) -> None:
        self.close_button.setDefault(False)
        self.close_button.clicked.connect(self.accept)
        self.table.pressed.connect(lambda row, _column: self._type(row))
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._follow())
        self.table.rows.modelReset.connect(self._close_field)
        self.set_button.clicked.connect(lambda _checked: self._type(self.table.currentIndex().row()))
        actions: dict[PlainButton, Callable[[SecretRow], object]] = {
            self.show_button: self._show_or_hide,
            self.copy_button: lambda row: self.copy_wanted.emit(row.environment, row.name),
            self.delete_button: lambda row: self.delete_wanted.emit(row.environment, row.name),
        }
        for button, action in actions.items():
            button.clicked.connect(lambda _checked, act=action: self._act(act))
        for keys, button in (("Del", self.delete_button), (QKeySequence.StandardKey.Copy, self.copy_button)):
            QShortcut(QKeySequence(keys), self.table, button.click, context=_ON_THE_TABLE)

    def show_rows(self, rows: Sequence[SecretRow]) -> None:
        """Show the secrets; what is revealed stays so while its value does."""
        at = max(self.table.currentIndex().row(), 0)
        self.table.rows.show_rows(tuple(rows))
        self.words.setText(_HINT if rows else _NOTHING)
        if rows:
            self.table.setCurrentIndex(self.table.rows.index(min(at, len(rows) - 1), VALUE))
        self._follow()

    def show_problem(self, sentence: str, hint: str) -> None:
        """Say that the keyring cannot be used, and what follows."""
        self.bar.show_message("warning", sentence, hint)

    def show_copied(self, name: str) -> None:
        """Say that a value is on the clipboard."""
        self.bar.show_message("info", f"Copied {name}.", "It is on the clipboard until something else is.")

    def show_secret(self, environment: str, name: str, text: str) -> None:
        """Show a value that was asked for: in the field that is open, or in its cell."""
        for place, row in enumerate(self.table.rows.rows()):
            if (row.environment, row.name) != (environment, name):
                continue
            if self._field is not None and self._place.row() == place:
                self._field.show_secret(text)
            else:
                self._write(place, replace(row, shown=text))

    @property
    def current(self) -> SecretRow | None:
        """The secret that the keyboard is on."""
        return self.table.rows.own(self.table.currentIndex())

    def _act(self, action: Callable[[SecretRow], object]) -> None:
        row = self.current
        if row is not None and row.held:
            action(row)

    def _show_or_hide(self, row: SecretRow) -> None:
        if row.shown is None:
            self.reveal_wanted.emit(row.environment, row.name)
        else:
            self._write(self.table.currentIndex().row(), replace(row, shown=None))

    def _write(self, place: int, row: SecretRow) -> None:
        self.table.rows.replace_row(self.table.rows.index(place, VALUE), row)
        self._follow()

    def _follow(self) -> None:
        row = self.current
        self.set_button.setEnabled(row is not None)
        for button in (self.show_button, self.copy_button, self.delete_button):
            button.setEnabled(row is not None and bool(row.held))
        # What the system gives is not in the keyring, or hides what is there.
        self.delete_button.setEnabled(self.delete_button.isEnabled() and row is not None and not row.given)
        self.show_button.show_words("Hide" if row is not None and row.shown is not None else "Show")

    # --- typing a value ---------------------------------------------------------------------------

    def _type(self, place: int) -> None:
        index = self.table.rows.index(place, VALUE)
        row = self.table.rows.own(index)
        if row is None:
            return
        self.table.setCurrentIndex(index)
        made = SecretField(f"{row.name} of {row.environment}", bool(row.held), self.table.viewport())
        made.setGeometry(self.table.visualRect(index))
        made.entered.connect(lambda text: self._enter(row, text))
        made.left.connect(self._close_field)
        made.reveal_wanted.connect(lambda: self._reveal_in_field(row))
        self._field, self._place = made, QPersistentModelIndex(index)
        made.show()
        made.setFocus()

    def _reveal_in_field(self, row: SecretRow) -> None:
        if row.held:
            self.reveal_wanted.emit(row.environment, row.name)

    def _enter(self, row: SecretRow, text: str) -> None:
        self._close_field()
        if text:
            self.set_wanted.emit(row.environment, row.name, text)

    def _close_field(self) -> None:
        made, self._field = self._field, None
        if made is not None:
            made.hide()
            made.deleteLater()
            self.table.setFocus()


def _mark(row: SecretRow) -> str:
    return "lock" if row.held else ""


_COLUMNS: Final[tuple[Column[SecretRow], ...]] = (
    Column("Environment", lambda row: row.environment, press=lambda _row: True, weight=9),
    Column("Name", lambda row: row.name, press=lambda _row: True, weight=12),
    Column("Value", lambda row: row.words, press=lambda _row: True, icon=_mark, weight=15),
)
