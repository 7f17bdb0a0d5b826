"""The secrets that stand in the files of a collection; those that are ticked are moved to the keyring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.format.words import count
from ui import theme
from ui.dialogs.sheet import Sheet
from ui.kit.combo import ComboBox
from ui.kit.field_table_model import Column, RowKind
from ui.kit.field_table_view import RowTable
from ui.kit.labels import label
from ui.kit.notice import MessageBar, announce

PLACE, FIELD, VALUE, RULE = range(1, 5)
_GIT: Final = (
    "Moving takes a secret out of the file of today only: git history still has the value. Whoever had the "
    "files may know it, so renew it where it was issued, and then set the new one."
)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A secret in a file: ``path`` in the collection, POSIX style, line from 1, in words which field and why
    it counts as one. ``key`` is the caller's number for it. ``shown`` is the value while it is revealed,
    ``advice`` what to do where no variable can take its place; ``enabled`` that it is to be."""

    path: str = ""
    line: int = 0
    title: str = ""
    masked: str = ""
    rule: str = ""
    key: int = 0
    advice: str = ""
    shown: str | None = field(default=None, repr=False)
    enabled: bool = True


class SecretFindings(Sheet):
    """Opened with ``open()``.

    Signals:
        open_wanted(path): the request of a finding shall be opened.
        reveal_wanted(key): a value shall be seen; answer with ``show_value``.
        move_wanted(keys, environment): the ticked ones go to the keyring.
    """

    open_wanted = Signal(str)
    reveal_wanted = Signal(int)
    move_wanted = Signal(tuple, str)

    def __init__(self, environments: Sequence[str], current: str, parent: QWidget | None = None) -> None:
        super().__init__("Secrets in files", 900, parent)
        self.bar = MessageBar()
        self.sentence = label("Looking through the files…", "text", 13, theme.SEMIBOLD)
        git = label(_GIT, "muted", 12)
        git.setWordWrap(True)
        kind = RowKind(_COLUMNS, FindingRow(), lambda _row: False)
        self.table: RowTable[FindingRow] = RowTable("Secrets in files", kind)
        self.table.setMinimumHeight(theme.scaled(320))
        self.environment = ComboBox("Environment of the new variables", environments)
        self.environment.setCurrentText(current)
        for widget in (self.bar, self.sentence, git):
            self.column.addWidget(widget)
        self.column.addSpacing(8)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self._make_choice())
        self.close_button = self.add_button("Close")
        self.move_button = self.add_primary("Move to the keyring")
        self._connect()
        self._follow()

    def _make_choice(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        words = label("As variables of", "muted", 12)
        words.setBuddy(self.environment)
        row.addWidget(words)
        row.addWidget(self.environment)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.move_button.setDefault(False)
        self.close_button.clicked.connect(self.reject)
        self.move_button.clicked.connect(lambda _checked: self._move())
        self.table.changed.connect(lambda _rows: self._follow())
        self.table.pressed.connect(self._press)

    def show_progress(self, share: float) -> None:
        """Say which part of the files was read, from 0 to 1."""
        self.sentence.setText(f"Looking through the files… {share:.0%}")

    def show_move(self, share: float) -> None:
        """Say which part of what is to be moved was, from 0 to 1."""
        self.sentence.setText(f"Moving to the keyring… {share:.0%}")

    def show_findings(self, rows: Sequence[FindingRow]) -> None:
        """Show what was found, all of it."""
        self.table.rows.show_rows(tuple(rows))
        if rows:
            self.table.setCurrentIndex(self.table.rows.index(0, PLACE))
            self.table.setFocus()
        files = len({row.path for row in rows})
        self.sentence.setText(
            f"{count(len(rows), 'secret')} in {count(files, 'file')}" if rows else "No secret found."
        )
        announce(self, self.sentence.text())
        self._follow()

    def show_value(self, key: int, text: str) -> None:
        """Show a value that was asked for."""
        for place, row in enumerate(self.table.rows.rows()):
            if row.key == key:
                self._write(place, replace(row, shown=text))

    def show_moving(self, moving: bool) -> None:
        """While secrets are moved nothing else is done with them."""
        for part in (self.table, self.environment):
            part.setEnabled(not moving)
        self.move_button.setEnabled(not moving and bool(self.ticked()))

    def show_moved(self, moved: int) -> None:
        """Say what was done, and what is left to do outside."""
        sentence = f"Moved {count(moved, 'secret')} to the keyring."
        self.bar.show_message(
            "info", sentence, "git history still has them: renew them where they were issued."
        )

    def show_problem(self, sentence: str, hint: str) -> None:
        """Say what could not be done."""
        self.bar.show_message("error", sentence, hint)

    def ticked(self) -> tuple[FindingRow, ...]:
        """What is to be moved."""
        return tuple(row for row in self.table.rows.rows() if row.enabled and not row.advice)

    def _press(self, place: int, column: int) -> None:
        index = self.table.rows.index(place, column)
        row = self.table.rows.own(index)
        if row is None:
            return
        if column != VALUE:
            self.open_wanted.emit(row.path)
        elif row.shown is None:
            self.reveal_wanted.emit(row.key)
        else:
            self._write(place, replace(row, shown=None))

    def _write(self, place: int, row: FindingRow) -> None:
        self.table.rows.replace_row(self.table.rows.index(place, VALUE), row)

    def _follow(self) -> None:
        ticked = len(self.ticked())
        self.move_button.show_words(
            f"Move {count(ticked)} to the keyring" if ticked else "Move to the keyring"
        )
        self.move_button.setEnabled(bool(ticked))

    def _move(self) -> None:
        self.move_wanted.emit(tuple(row.key for row in self.ticked()), self.environment.currentText())


def _always(_row: FindingRow) -> bool:
    return True


def _eye(row: FindingRow) -> str:
    return "eye" if row.shown is None else "eye-off"


def _why(row: FindingRow) -> str:
    return f"{row.rule}; {row.advice}" if row.advice else row.rule


_COLUMNS: Final[tuple[Column[FindingRow], ...]] = (
    Column("File", lambda row: f"{row.path}:{row.line}", press=_always, weight=14),
    Column("Field", lambda row: row.title, press=_always, weight=11),
    Column(
        "Value",
        lambda row: row.masked if row.shown is None else row.shown,
        press=_always,
        icon=_eye,
        weight=13,
    ),
    Column("Why", _why, press=_always, weight=12),
)
