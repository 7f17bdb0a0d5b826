"""The environments of a collection in the order in which they win, with those that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.model.environment import Environment

Index = QModelIndex | QPersistentModelIndex

NO_ENVIRONMENT = "No environment"

ACTIVE_ROLE = int(Qt.ItemDataRole.UserRole)
COUNT_ROLE = ACTIVE_ROLE + 1
_MIME = "application/x-sonde-environment"
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_NAMED_FLAGS = _FLAGS | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
_BETWEEN = Qt.ItemFlag.ItemIsDropEnabled
_MOVE = Qt.DropAction.MoveAction


class EnvironmentModel(QAbstractListModel):
    """Row 0 stands for no environment; the others follow, those that are ticked first when they are first
    shown, in the order in which they win: the last one is the strongest.

    Signals:
        rename_wanted(name, new name)
        chosen(names): these are to be ticked, the last one wins.
    """

    rename_wanted = Signal(str, str)
    chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._environments: tuple[Environment, ...] = ()
        self._ticked: tuple[str, ...] = ()

    def show(self, environments: Sequence[Environment], ticked: Sequence[str]) -> None:
        """Show these; the order in which they stand stays while it says what wins."""
        self.beginResetModel()
        before = [each.name for each in self._environments]
        known = {each.name: each for each in environments}
        if set(before) != known.keys() or [name for name in before if name in ticked] != list(ticked):
            before = [
                *(name for name in ticked if name in known),
                *(name for name in known if name not in ticked),
            ]
        self._environments = tuple(known[name] for name in before)
        self._ticked = tuple(ticked)
        self.endResetModel()

    def name(self, row: int) -> str:
        """The environment's name in a row; "" for none."""
        return self._environments[row - 1].name if 0 < row <= len(self._environments) else ""

    def row(self, name: str) -> int:
        """The row of a name, 0 where there is no such environment."""
        names = [environment.name for environment in self._environments]
        return names.index(name) + 1 if name in names else 0

    def toggle(self, row: int) -> None:
        """Tick the environment of a row, or no longer; row 0 takes every tick away."""
        name = self.name(row)
        ticked = {name} ^ set(self._ticked) if name else set()
        self._tell(ticked)

    def only(self, row: int) -> None:
        """Tick the environment of a row and no other."""
        self._tell({self.name(row)})

    def move(self, row: int, before: int) -> int:
        """Put a row before another one; the row that it has then. The order of ticks is told."""
        names = list(self._environments)
        at, target = row - 1, min(max(before - 1, 0), len(names))
        if not 0 <= at < len(names) or target in (at, at + 1):
            return row
        target -= target > at
        names.insert(target, names.pop(at))
        self.beginResetModel()
        self._environments = tuple(names)
        self.endResetModel()
        if len(self._ticked) > 1:
            self._tell(set(self._ticked))
        return target + 1

    def _tell(self, ticked: set[str]) -> None:
        self.chosen.emit(tuple(each.name for each in self._environments if each.name in ticked))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._environments) + 1

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        name = self.name(index.row())
        active = name in self._ticked if name else not self._ticked
        if role in (_DISPLAY, _EDIT):
            return name or NO_ENVIRONMENT
        if role == ACTIVE_ROLE:
            return active
        if role == COUNT_ROLE:
            return len(self._environments[index.row() - 1].variables) if name else 0
        if role == _SPOKEN:
            return f"{name or NO_ENVIRONMENT}{self._rank(name) if active else ''}"
        return None

    def _rank(self, name: str) -> str:
        if len(self._ticked) < 2:
            return ", active"
        return f", active, {self._ticked.index(name) + 1} of {len(self._ticked)}, the last one wins"

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        before, name = self.name(index.row()), str(value).strip()
        if role == _EDIT and before and name and name != before:
            self.rename_wanted.emit(before, name)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _BETWEEN
        return _NAMED_FLAGS if index.row() > 0 else _FLAGS

    # --- dragging ---------------------------------------------------------------------------------

    def supportedDropActions(self) -> Qt.DropAction:
        return _MOVE

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, _parent: Index
    ) -> bool:
        if data.hasFormat(_MIME):
            self.move(int(data.data(_MIME).data()), row if row > 0 else self.rowCount())
        # The view would remove the row of a move that was done.
        return False
