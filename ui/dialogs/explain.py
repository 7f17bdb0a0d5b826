"""The dialog that says where a variable's value comes from: every definition, and which one wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.template.explain import Candidate, Explanation
from ui import theme
from ui.dialogs.sheet import Sheet
from ui.kit.combo import ComboBox
from ui.kit.icons import icon
from ui.kit.labels import label

Index = QModelIndex | QPersistentModelIndex

_TITLES: Final = ("Defined in", "Value", "Place", "Why")
_WIDTHS: Final = (190, 200, 150)
_DOTS: Final = "••••••••"
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_COLOR: Final = int(Qt.ItemDataRole.ForegroundRole)
_ICON: Final = int(Qt.ItemDataRole.DecorationRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ROOT: Final = QModelIndex()
_HORIZONTAL: Final = Qt.Orientation.Horizontal


class CandidateModel(QAbstractTableModel):
    """A row per definition, the strongest first."""

    def __init__(self) -> None:
        super().__init__()
        self._candidates: tuple[Candidate, ...] = ()

    def show(self, candidates: tuple[Candidate, ...]) -> None:
        """Show other definitions."""
        self.beginResetModel()
        self._candidates = candidates
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._candidates)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        return _TITLES[section] if orientation == _HORIZONTAL and role == _DISPLAY else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        candidate = self._candidates[index.row()]
        if role == _DISPLAY:
            return _words(candidate)[index.column()]
        if role == _TIP:
            return (
                str(candidate.file)
                if index.column() == 2 and candidate.file
                else _words(candidate)[index.column()]
            )
        if role == _COLOR:
            return theme.color("text" if candidate.state == "used" else "muted")
        if role == _ICON and index.column() == 0:
            used = candidate.state == "used"
            return icon("circle-check" if used else "circle", "link" if used else "faint")
        return None


def _words(candidate: Candidate) -> tuple[str, ...]:
    place = candidate.file.name if candidate.file else ""
    if candidate.line:
        place += f", line {candidate.line}"
    value = _DOTS if candidate.value is None else candidate.value
    return candidate.source, value, place, candidate.reason


class ExplainDialog(Sheet):
    """Shows one variable at a time; another one can be chosen.

    Signals:
        define_wanted(name): the user wants to give it a value.
    """

    define_wanted = Signal(str)

    def __init__(self, explain: Callable[[str], Explanation], parent: QWidget | None = None) -> None:
        super().__init__("Where a variable comes from", 920, parent)
        self._explain = explain
        self.names = ComboBox("Variable")
        self.names.currentTextChanged.connect(self._show)
        self.sentence = label("", "text", 13, theme.SEMIBOLD)
        self.sentence.setWordWrap(True)
        self._model = CandidateModel()
        self.table = self._make_table()
        self.add_field("Variable", self.names)
        self.column.addSpacing(8)
        self.column.addWidget(self.sentence)
        self.column.addSpacing(8)
        self.column.addWidget(self.table, 1)
        edit = self.add_button("Edit its values…")
        edit.clicked.connect(lambda _checked: self._define())
        self.add_primary("Close").clicked.connect(self.accept)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._model)
        table.setAccessibleName("Definitions, the strongest first")
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.row_height())
        table.setMinimumHeight(theme.scaled(180))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(len(_TITLES) - 1, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, theme.scaled(width))
        return table

    def show_names(self, names: Sequence[str], current: str) -> None:
        """Offer these variables and show one of them."""
        offered = list(dict.fromkeys([*filter(None, [current]), *names]))
        self.names.show_items(offered, 0)
        self._show(self.names.currentText())

    def _show(self, name: str) -> None:
        explanation = self._explain(name)
        self.sentence.setText(explanation.sentence() if name else "No variable is defined here.")
        self._model.show(explanation.candidates)

    def _define(self) -> None:
        self.accept()
        self.define_wanted.emit(self.names.currentText())
