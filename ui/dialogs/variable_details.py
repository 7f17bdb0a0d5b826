"""What a cell of the table of environments says besides its value: on or off, secret, type, description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from app.model.environment import TYPES
from ui import theme
from ui.dialogs.variable_row import VariableRow, toggled
from ui.kit.combo import ComboBox
from ui.kit.labels import ElidedLabel

_TEXT = "text"
_EMPTY = "No value in this cell yet"


class VariableDetails(QWidget):
    """One line below the table.

    Signals:
        changed(VariableRow): the cell as it shall be.
        opened(VariableRow): the same, where a secret was made plain and its value is wanted.
    """

    changed = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: VariableRow | None = None
        self._titles: Mapping[str, str] = {}
        self._title = ElidedLabel()
        self.on = QCheckBox("On")
        self.secret = QCheckBox("Secret")
        self.kind = ComboBox("Type", (_TEXT, *(each for each in TYPES if each != "string")))
        self.description = QLineEdit()
        self.description.setPlaceholderText("Description")
        self.description.setAccessibleName("Description")
        self.description.setFixedHeight(theme.scaled(28))
        self.on.clicked.connect(lambda on: self._change(enabled=on))
        self.secret.clicked.connect(lambda _on: self._toggle())
        self.kind.activated.connect(lambda at: self._change(type=self.kind.itemText(at) if at else ""))
        self.description.textEdited.connect(lambda text: self._change(description=text))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._title, 2)
        for widget in (self.on, self.secret, self.kind):
            row.addWidget(widget)
        row.addWidget(self.description, 3)
        self.show_row(None, "")

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Call these environments by other words."""
        self._titles = titles

    def show_row(self, row: VariableRow | None, environment: str, inherited_from: str = "") -> None:
        """Show a cell, or that there is none and where its value is from."""
        empty = f"From {inherited_from}, type to replace" if inherited_from else _EMPTY
        self._row = row
        self._title.setText(f"{row.name} in {self._titles.get(environment, environment)}" if row else empty)
        for widget in (self.on, self.secret, self.kind, self.description):
            widget.setEnabled(row is not None)
        shown = row or VariableRow()
        self.on.setChecked(shown.enabled)
        self.secret.setChecked(shown.secret)
        self.kind.setCurrentIndex(max(self.kind.findText(shown.type), 0))
        if self.description.text() != shown.description:
            self.description.setText(shown.description)

    def _change(self, **values: object) -> None:
        if self._row is not None:
            changes: dict[str, object] = dict(values)
            self.changed.emit(_with(self._row, changes))

    def _toggle(self) -> None:
        before = self._row
        if before is None:
            return
        self.changed.emit(toggled(before))
        if before.secret and before.typed is None and before.stored:
            self.opened.emit(before)


def _with(row: VariableRow, changes: dict[str, object]) -> VariableRow:
    match changes:
        case {"enabled": bool(on)}:
            return replace(row, enabled=on)
        case {"type": str(kind)}:
            return replace(row, type=kind)
        case {"description": str(words)}:
            return replace(row, description=words)
    return row
