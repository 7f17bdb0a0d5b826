"""Asks, before plain secrets get into a file, where each shall be kept: in that file or in the keyring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtWidgets import QWidget

from ui import theme
from ui.dialogs.sheet import Sheet
from ui.kit.field_table_model import CHECK_COLUMN, Column, RowKind
from ui.kit.field_table_view import RowTable
from ui.kit.labels import label

Answer = Literal["keyring", "file"]

_MOST_ROWS: Final = 8  # more scroll
_IN_FILE: Final = (
    "Whoever gets the file can read it, and the history of git keeps it even when it is taken out later. "
    "Where you choose the file, you are not asked again for that field."
)


@dataclass(frozen=True, slots=True)
class PlainSecret:
    """A literal that is about to be written: in which item, in which field, and what is seen of it.
    ``enabled`` says that it is to go to the keyring."""

    item: str
    field: str
    masked: str
    enabled: bool = True


class SecretQuestion(Sheet):
    """Opened with ``open()``. After it was accepted, ``moved`` are the places of the secrets that go to the
    keyring; the others stay in the file. Cancel and Escape write nothing.

    Args:
        secrets: what is found, at least one.
        environment: where the keyring's variables will be.
        action: what was wanted, such as "Save".
    """

    def __init__(
        self,
        secrets: Sequence[PlainSecret],
        environment: str,
        action: str = "Save",
        parent: QWidget | None = None,
    ) -> None:
        one = len(secrets) == 1
        super().__init__(
            f"{action} {'a secret' if one else f'{len(secrets)} secrets'} as plain text?", 560, parent
        )
        self.moved: frozenset[int] = frozenset()
        kind = RowKind(_COLUMNS, PlainSecret("", "", ""), lambda _row: False, checkable=not one)
        self.table: RowTable[PlainSecret] = RowTable("Plain secrets", kind)
        self.table.rows.show_rows(tuple(secrets))
        self.table.setColumnHidden(CHECK_COLUMN, one)
        self.table.changed.connect(lambda _rows: self._follow())
        many = "" if one else " Those that are ticked go there."
        for words in (_IN_FILE, f"In the keyring it is a variable of {environment}.{many}"):
            hint = label(words, "muted", 12)
            hint.setWordWrap(True)
            self.column.addWidget(hint)
        self.column.addSpacing(8)
        self.column.addWidget(self.table)
        self.table.setFixedHeight(min(self.table.content_height(), theme.scaled(30 * _MOST_ROWS + 28)))
        self.cancel_button = self.add_button("Cancel")
        self.file_button = self.add_button(f"{action} {'it' if one else 'them'} in the file")
        self.move_button = self.add_primary("Move to the keyring")
        self.cancel_button.clicked.connect(self.reject)
        self.file_button.clicked.connect(lambda _checked: self._answer("file"))
        self.move_button.clicked.connect(lambda _checked: self._answer("keyring"))
        self.move_button.setFocus()

    def _follow(self) -> None:
        self.move_button.setEnabled(any(row.enabled for row in self.table.rows.rows()))

    def _answer(self, answer: Answer) -> None:
        rows = self.table.rows.rows()
        ticked = frozenset(place for place, row in enumerate(rows) if row.enabled)
        self.moved = ticked if answer == "keyring" else frozenset()
        self.accept()


_COLUMNS: Final[tuple[Column[PlainSecret], ...]] = (
    Column("In", lambda row: row.item, weight=9),
    Column("Field", lambda row: row.field, weight=14),
    Column("Value", lambda row: row.masked, weight=8),
)
