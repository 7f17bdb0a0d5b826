"""The variables of all environments side by side while they are edited: a row per name, a column per
environment. Nothing here draws or saves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.model.environment import Environment, Variable
from app.template.scope import Layer
from ui.dialogs.variable_row import DOTS, VariableRow, name_problem, row_of, shown_value, type_problem

Cell = VariableRow | Variable
Column = tuple[Cell, ...]

_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class _Moment:
    """The names in order, and the columns that were edited, at one time."""

    names: tuple[str, ...]
    edited: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Base:
    """Variables that an environment inherits. Those of a ``column`` are taken from there, as they are edited;
    without one they stand in a file that is not in the table."""

    layer: Layer
    column: str = ""


@dataclass(frozen=True, slots=True)
class Inherited:
    """A variable that an environment does not have itself, the text that may be seen of it, and the column
    or the file it comes from."""

    row: VariableRow
    text: str
    source: str


class Grid:
    """Cells by name and environment. A name that is twice in a file shows its last value, which wins; the
    others stay in the file.

    A column is never changed but replaced, so that every edit can be undone; and what nobody edited in it is
    the variable as saved, so that a thousand columns of a thousand rows open and are edited at once.
    """

    def __init__(self) -> None:
        self.environments: tuple[Environment, ...] = ()
        self.names: list[str] = []
        self.bases: Mapping[str, Sequence[Base]] = {}
        self._order: tuple[str, ...] = ()
        self._valueless: Mapping[str, frozenset[str]] = {}
        self._edited: dict[str, Column] = {}
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
        self._places = {}
        found = set(self._found_names())
        kept = [name for name in self.names if name in found]
        self.names = list(dict.fromkeys((*kept, *self._found_names())))

    def _found_names(self) -> Iterable[str]:
        for environment in self._order:
            yield from (cell.name for cell in self._column(environment))

    def columns(self) -> tuple[str, ...]:
        """The names of the environments, in the order of the columns."""
        return self._order

    def rows(self, environment: str) -> tuple[VariableRow, ...]:
        """The variables of an environment as they shall be."""
        return tuple(self._row(cell, environment) for cell in self._column(environment))

    def cell(self, name: str, environment: str) -> VariableRow | None:
        """The variable of that name in an environment, or None where that has none."""
        place = self._places_of(environment).get(name)
        return None if place is None else self._row(self._column(environment)[place], environment)

    def row_for(self, name: str, environment: str) -> VariableRow:
        """The variable to give a value to; a new one is secret and typed as that which it replaces."""
        if row := self.cell(name, environment):
            return row
        base = self.inherited(name, environment)
        return VariableRow(name, secret=base.row.secret, type=base.row.type) if base else VariableRow(name)

    def inherited(self, name: str, environment: str) -> Inherited | None:
        """What an environment has of that name from what it extends; None for nothing."""
        found = (self._from_base(name, base) for base in self.bases.get(environment, ()))
        return next(filter(None, found), None)

    def _from_base(self, name: str, base: Base) -> Inherited | None:
        if base.column in self._by_name:
            row = self.cell(name, base.column)
            return Inherited(row, shown_value(row), base.column) if row is not None and row.enabled else None
        found = base.layer.look_up(name)
        if found is None:
            return None
        text = DOTS if found.secret else found.value or ""
        return Inherited(VariableRow(name, secret=found.secret), text, found.source)

    def _column(self, environment: str) -> Column:
        return self._edited.get(environment, self._by_name[environment].variables)

    def _places_of(self, environment: str) -> dict[str, int]:
        """Where in its column a name stands; the last place of one that is twice there."""
        if environment not in self._places:
            column = self._column(environment)
            self._places[environment] = {cell.name: place for place, cell in enumerate(column)}
        return self._places[environment]

    def _row(self, cell: Cell, environment: str) -> VariableRow:
        if isinstance(cell, VariableRow):
            return cell
        return row_of(cell, cell.name in self._valueless.get(environment, ()))

    # --- edits ------------------------------------------------------------------------------------

    def put(self, environment: str, row: VariableRow) -> None:
        """Set a variable of an environment, in its place or at the end."""
        self.put_all(environment, (row,))

    def put_all(self, environment: str, rows: Sequence[VariableRow]) -> None:
        """Set many variables of an environment, each in its place or at the end."""
        column, places = list(self._column(environment)), dict(self._places_of(environment))
        for row in rows:
            if row.name in places:
                column[places[row.name]] = row
            else:
                places[row.name] = len(column)
                column.append(row)
        self._replace(environment, tuple(column))

    def write(self, name: str, environment: str, text: str) -> None:
        """Give a variable of an environment another value."""
        row = self.row_for(name, environment)
        self.put(environment, replace(row, typed=text) if row.secret else replace(row, value=text))

    def take_out(self, name: str, environment: str) -> None:
        """Remove a variable from one environment."""
        kept = tuple(cell for cell in self._column(environment) if cell.name != name)
        if len(kept) < len(self._column(environment)):
            self._replace(environment, kept)

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
            column = self._column(environment)
            if any(cell.name == old for cell in column):
                self._replace(
                    environment, tuple(self._renamed(cell, old, new, environment) for cell in column)
                )
        self.names[self.names.index(old)] = new
        return ""

    def _renamed(self, cell: Cell, old: str, new: str, environment: str) -> Cell:
        return replace(self._row(cell, environment), name=new) if cell.name == old else cell

    def remove(self, name: str) -> None:
        """Remove a variable from every environment."""
        for environment in self._order:
            self.take_out(name, environment)
        self.names.remove(name)

    def _replace(self, environment: str, column: Column) -> None:
        self._edited[environment] = column
        self._places.pop(environment, None)

    def discard(self) -> None:
        """Forget every edit."""
        self._edited, self._places = {}, {}
        self._done, self._undone = [], []

    def edited(self) -> tuple[str, ...]:
        """The environments with edits that were not saved."""
        return tuple(name for name in self._order if name in self._edited and self._differs(name))

    def wrong(self) -> tuple[str, str] | None:
        """The name and the environment of the first edited value that is not of its type. What came so from
        a file and was not touched holds up nothing."""
        return next(
            (
                (cell.name, environment)
                for environment in self.edited()
                for cell in self._edited[environment]
                if isinstance(cell, VariableRow) and type_problem(cell, environment)
            ),
            None,
        )

    def _differs(self, environment: str) -> bool:
        """Whether an edited column says something else than its file."""
        column, saved = self._edited[environment], self._by_name[environment].variables
        pairs = zip(column, saved, strict=False)
        return len(column) != len(saved) or any(
            cell is not before and self._row(cell, environment) != self._row(before, environment)
            for cell, before in pairs
        )

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
