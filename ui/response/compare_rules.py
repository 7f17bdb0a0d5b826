"""What shall not count as a difference: switches, and the list of ignored paths."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.diff.paths import parse_pattern
from app.diff.rules import DiffRules
from app.errors import AppError
from ui import theme
from ui.kit.button import IconButton, PlainButton
from ui.kit.labels import ElidedLabel, label

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_SWITCHES: Final = {
    "ignore_whitespace": (
        "Ignore white space",
        "In texts: lines that differ in spaces and tabs alone are equal",
    ),
    "ignore_case": ("Ignore case", "In texts: capitals and small letters are equal"),
    "ignore_order": ("Ignore order of arrays", "In structure: items count wherever they stand"),
    "by_value": ("Numbers by value", "In structure: 1.0 and 1.00 are equal"),
}
_COLUMNS: Final = 2


class RulesPanel(QWidget):
    """Edits `DiffRules`; ``rules_changed`` carries the new ones."""

    rules_changed = Signal(DiffRules)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = DiffRules()
        self.switches = {name: _switch(*said) for name, said in _SWITCHES.items()}
        for name, switch in self.switches.items():
            switch.toggled.connect(lambda on, field=name: self._change(replace(self._rules, **{field: on})))
        self.as_received = _switch("Compare as received", "Texts are not formatted before they are compared")
        self.order_key = _field("Items of arrays are told apart by", "a member, such as id")
        self.order_key.editingFinished.connect(self._take_key)
        self.path = _PathEdit()
        self.path.entered.connect(self.add_path)
        self.add = PlainButton("Ignore")
        self.add.clicked.connect(lambda: self.add_path(self.path.text()))
        self._problem = label("", "red", 12)
        self._problem.hide()
        self._remove_buttons: list[IconButton] = []
        self._paths = QVBoxLayout()
        self._paths.setSpacing(0)
        self._arrange()

    def rules(self) -> DiffRules:
        """The rules shown."""
        return self._rules

    def show_rules(self, rules: DiffRules) -> None:
        """Show rules without telling anybody."""
        self._rules = rules
        for name, switch in self.switches.items():
            blocked = switch.blockSignals(True)
            switch.setChecked(getattr(rules, name))
            switch.blockSignals(blocked)
        self.order_key.setText(rules.order_key)
        self.order_key.setEnabled(rules.ignore_order)
        self._show_paths()

    def add_path(self, text: str) -> None:
        """Ignore a path from now on; one that is none is told below the field."""
        text = text.strip()
        try:
            parse_pattern(text)
        except AppError as problem:
            self._problem.setText(str(problem))
            self._problem.show()
            return
        self._problem.hide()
        self.path.clear()
        if text not in self._rules.ignored_paths:
            self._change(replace(self._rules, ignored_paths=(*self._rules.ignored_paths, text)))

    def problem(self) -> str:
        """What is said of the path typed last, empty where it is one."""
        return self._problem.text() if self._problem.isVisibleTo(self) else ""

    def remove_buttons(self) -> list[IconButton]:
        """The buttons that take an ignored path away, in the order of the paths."""
        return list(self._remove_buttons)

    def _change(self, rules: DiffRules) -> None:
        self.show_rules(rules)
        self.rules_changed.emit(rules)

    def _take_key(self) -> None:
        key = self.order_key.text().strip()
        if key != self._rules.order_key:
            self._change(replace(self._rules, order_key=key))

    def _remove(self, path: str) -> None:
        kept = tuple(each for each in self._rules.ignored_paths if each != path)
        self.path.setFocus()
        self._change(replace(self._rules, ignored_paths=kept))

    def _show_paths(self) -> None:
        while (item := self._paths.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._remove_buttons.clear()
        for path in self._rules.ignored_paths:
            self._paths.addWidget(self._path_row(path))

    def _path_row(self, path: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = ElidedLabel(path, "key")
        words.set_type(12, mono=True)
        remove = IconButton("close", f"Compare {path} again")
        remove.set_height(24)
        remove.clicked.connect(lambda: self._remove(path))
        self._remove_buttons.append(remove)
        row.addWidget(remove)
        row.addWidget(words, 1)
        return made

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for index, switch in enumerate((*self.switches.values(), self.as_received)):
            grid.addWidget(switch, index // _COLUMNS, index % _COLUMNS)
        grid.setColumnStretch(_COLUMNS, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 2)
        row.addWidget(self.add)
        row.addSpacing(8)
        row.addWidget(self.order_key, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(grid)
        column.addLayout(row)
        column.addWidget(self._problem)
        column.addLayout(self._paths)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border_soft"))


class _PathEdit(QLineEdit):
    """A field in which Enter adds what is typed, and presses no button of a window."""

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Path to ignore")
        self.setPlaceholderText("Ignore a path: $..timestamp, $.items[*].id")
        self.setFixedHeight(theme.scaled(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _ENTER:
            self.entered.emit(self.text())
        else:
            super().keyPressEvent(event)


def changed_fields(rules: DiffRules) -> int:
    """How many rules are in force: each ignored path counts."""
    switched = sum(bool(getattr(rules, each.name)) for each in fields(rules) if each.name in _SWITCHES)
    return switched + len(rules.ignored_paths)


def _switch(text: str, tip: str) -> QCheckBox:
    made = QCheckBox(text)
    made.setToolTip(tip)
    return made


def _field(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setPlaceholderText(f"Tell items apart by {hint}")
    made.setFixedHeight(theme.scaled(28))
    return made
