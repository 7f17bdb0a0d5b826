"""The variables of all environments side by side while they are edited: a row per name, a column per
environment. Nothing here draws or saves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.model.environment import Environment, Variable
from ui.dialogs.variable_row import VariableRow, name_problem, row_of

Rows = tuple[VariableRow, ...]

_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class _Moment:
    """The names in order, and the columns that were edited, at one time."""

    names: tuple[str, ...]
    edited: Mapping[str, Rows]


class Grid:
    """Cells by name and environment. A name that is twice in a file shows its last value, which wins; the
    others stay in the file.

    A column is made when it is first looked at, and never changed but replaced: so that a thousand of a
    thousand rows open at once, and every edit can be undone.
    """

    def __init__(self) -> None:
        self.environments: tuple[Environment, ...] = ()
        self.names: list[str] = []
        self._order: tuple[str, ...] = ()
        self._valueless: Mapping[str, frozenset[str]] = {}
        self._saved: dict[str, Rows] = {}
        self._edited: dict[str, Rows] = {}
        self._places: dict[str, dict[str, int]] = {}
        self._by_name: dict[str, Environment] = {}
        self._done: list[_Moment] = []
        self._undone: list[_Moment] = []

    def show(self, environments: Sequence[Environment], valueless: Mapping[str, frozenset[str]]) -> None:
        """Take the environments as saved; columns that were edited keep their edits."""
        self.environments = tuple(environments)
        self._by_name = {each.name: each for each in environments}
        self._valueless = valueless
        self._order = tuple(self._by_name)
        self._edited = {name: rows for name, rows in self._edited.items() if name in self._by_name}
        self._saved, self._places = {}, {}
        found = set(self._found_names())
        kept = [name for name in self.names if name in found]
        self.names = list(dict.fromkeys((*kept, *self._found_names())))

    def _found_names(self) -> Iterable[str]:
        for environment in self._by_name.values():
            rows: Sequence[VariableRow | Variable] = self._edited.get(environment.name, environment.variables)
            yield from (row.name for row in rows)

    def columns(self) -> tuple[str, ...]:
        """The names of the environments, in the order of the columns."""
        return self._order

    def rows(self, environment: str) -> Rows:
        """The variables of an environment as they shall be."""
        rows = self._edited.get(environment)
        return self._as_saved(environment) if rows is None else rows

    def _as_saved(self, environment: str) -> Rows:
        if environment not in self._saved:
            lacking = self._valueless.get(environment, frozenset())
            variables = self._by_name[environment].variables
            self._saved[environment] = tuple(row_of(each, each.name in lacking) for each in variables)
        return self._saved[environment]

    def cell(self, name: str, environment: str) -> VariableRow | None:
        """The variable of that name in an environment, or None where that has none."""
        if environment not in self._places:
            self._places[environment] = _places(self.rows(environment))
        place = self._places[environment].get(name)
        return None if place is None else self.rows(environment)[place]

    # --- edits ------------------------------------------------------------------------------------

    def put(self, environment: str, row: VariableRow) -> None:
        """Set a variable of an environment, in its place or at the end."""
        rows = self.rows(environment)
        if self.cell(row.name, environment) is None:
            self._replace(environment, (*rows, row))
        else:
            place = self._places[environment][row.name]
            self._replace(environment, (*rows[:place], row, *rows[place + 1 :]))

    def put_all(self, environment: str, rows: Sequence[VariableRow]) -> None:
        """Set many variables of an environment at once, as ``put`` does one."""
        new = {row.name: row for row in rows}
        places = _places(self.rows(environment))
        held = [
            new.pop(row.name) if row.name in new and places[row.name] == at else row
            for at, row in enumerate(self.rows(environment))
        ]
        self._replace(environment, (*held, *new.values()))

    def write(self, name: str, environment: str, text: str) -> None:
        """Give a variable of an environment another plain value."""
        self.put(environment, replace(self.cell(name, environment) or VariableRow(name), value=text))

    def take_out(self, name: str, environment: str) -> None:
        """Remove a variable from one environment."""
        if self.cell(name, environment) is not None:
            self._replace(environment, tuple(row for row in self.rows(environment) if row.name != name))

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
        for environment in self._order:
            if self._has(old, environment):
                rows = self.rows(environment)
                self._replace(environment, tuple(replace(r, name=new) if r.name == old else r for r in rows))
        self.names[self.names.index(old)] = new
        return ""

    def remove(self, name: str) -> None:
        """Remove a variable from every environment."""
        for environment in self._order:
            if self._has(name, environment):
                self.take_out(name, environment)
        self.names.remove(name)

    def _has(self, name: str, environment: str) -> bool:
        """Whether a column has a name, without making the column for that."""
        rows: Sequence[VariableRow | Variable] = self._edited.get(
            environment, self._by_name[environment].variables
        )
        return any(row.name == name for row in rows)

    def _replace(self, environment: str, rows: Rows) -> None:
        self._edited[environment] = rows
        self._places[environment] = _places(rows)

    def discard(self) -> None:
        """Forget every edit."""
        self._edited, self._places = {}, {}
        self._done, self._undone = [], []

    def edited(self) -> tuple[str, ...]:
        """The environments with edits that were not saved."""
        found = self._edited
        return tuple(name for name in self._order if name in found and found[name] != self._as_saved(name))

    def problem(self, name: str) -> str:
        """Why a new name cannot be, one sentence; empty where it can."""
        return f"There is a variable {name} already." if name in self.names else name_problem(name)

    # --- back and forth ---------------------------------------------------------------------------

    def begin(self) -> None:
        """What follows is one step, which can be undone."""
        self._done = [*self._done[-_MOST_STEPS:], self._now()]
        self._undone = []

    def undo(self) -> bool:
        """Take back the last step; whether there was one."""
        return self._step(self._done, self._undone)

    def redo(self) -> bool:
        """Do again what was taken back last; whether there was something."""
        return self._step(self._undone, self._done)

    def _step(self, source: list[_Moment], target: list[_Moment]) -> bool:
        now = self._now()
        # Steps that changed nothing, such as a refused name, are passed over.
        moment = now
        while source and moment == now:
            moment = source.pop()
        if moment == now:
            return False
        target.append(now)
        self.names = list(moment.names)
        self._edited = {name: rows for name, rows in moment.edited.items() if name in self._by_name}
        self._places = {}
        return True

    def _now(self) -> _Moment:
        return _Moment(tuple(self.names), dict(self._edited))


def _places(rows: Iterable[VariableRow]) -> dict[str, int]:
    return {row.name: place for place, row in enumerate(rows)}
