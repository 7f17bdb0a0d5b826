"""The variables of all environments side by side while they are edited: a row per name, a column per
environment. Nothing here draws or saves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.model.environment import Environment
from ui.dialogs.variable_row import VariableRow, name_problem, row_of


class Grid:
    """Cells by name and environment. A name that is twice in a file shows its last value, which wins; the
    others stay in the file."""

    def __init__(self) -> None:
        self.environments: tuple[Environment, ...] = ()
        self.names: list[str] = []
        self._rows: dict[str, list[VariableRow]] = {}
        self._places: dict[str, dict[str, int]] = {}
        self._saved: dict[str, tuple[VariableRow, ...]] = {}

    def show(self, environments: Sequence[Environment], valueless: Mapping[str, frozenset[str]]) -> None:
        """Take the environments as saved; columns that were edited keep their edits."""
        edited = {name: self._rows[name] for name in self.edited()}
        self.environments = tuple(environments)
        self._saved = {
            each.name: tuple(row_of(v, v.name in valueless.get(each.name, ())) for v in each.variables)
            for each in environments
        }
        self._rows = {name: edited.get(name, list(rows)) for name, rows in self._saved.items()}
        self._places = {name: _places(rows) for name, rows in self._rows.items()}
        kept = [name for name in self.names if any(name in places for places in self._places.values())]
        found = (row.name for rows in self._rows.values() for row in rows)
        self.names = list(dict.fromkeys((*kept, *found)))

    def columns(self) -> tuple[str, ...]:
        """The names of the environments."""
        return tuple(self._rows)

    def cell(self, name: str, environment: str) -> VariableRow | None:
        """The variable of that name in an environment, or None where that has none."""
        place = self._places[environment].get(name)
        return None if place is None else self._rows[environment][place]

    def put(self, environment: str, row: VariableRow) -> None:
        """Set a variable of an environment, in its place or at the end."""
        place = self._places[environment].get(row.name)
        if place is None:
            self._places[environment][row.name] = len(self._rows[environment])
            self._rows[environment].append(row)
        else:
            self._rows[environment][place] = row

    def write(self, name: str, environment: str, text: str) -> None:
        """Give a variable of an environment another plain value."""
        self.put(environment, replace(self.cell(name, environment) or VariableRow(name), value=text))

    def take_out(self, name: str, environment: str) -> None:
        """Remove a variable from one environment."""
        rows = [row for row in self._rows[environment] if row.name != name]
        self._rows[environment], self._places[environment] = rows, _places(rows)

    def add(self, name: str) -> str:
        """Add a name; a sentence where that cannot be."""
        problem = self.problem(name)
        if not problem:
            self.names.append(name)
        return problem

    def rename(self, old: str, new: str) -> str:
        """Give a variable another name in every environment; a sentence where that cannot be."""
        if old == new:
            return ""
        if problem := self.problem(new):
            return problem
        for environment, rows in self._rows.items():
            self._rows[environment] = [replace(r, name=new) if r.name == old else r for r in rows]
            self._places[environment] = _places(self._rows[environment])
        self.names[self.names.index(old)] = new
        return ""

    def remove(self, name: str) -> None:
        """Remove a variable from every environment."""
        for environment in self._rows:
            self.take_out(name, environment)
        self.names.remove(name)

    def discard(self) -> None:
        """Forget every edit."""
        self._rows = {name: list(rows) for name, rows in self._saved.items()}
        self._places = {name: _places(rows) for name, rows in self._rows.items()}

    def rows(self, environment: str) -> tuple[VariableRow, ...]:
        """The variables of an environment as they shall be."""
        return tuple(self._rows[environment])

    def edited(self) -> tuple[str, ...]:
        """The environments with edits that were not saved."""
        return tuple(name for name, rows in self._rows.items() if tuple(rows) != self._saved.get(name))

    def problem(self, name: str) -> str:
        """Why a new name cannot be, one sentence; empty where it can."""
        return f"There is a variable {name} already." if name in self.names else name_problem(name)


def _places(rows: Iterable[VariableRow]) -> dict[str, int]:
    return {row.name: place for place, row in enumerate(rows)}
