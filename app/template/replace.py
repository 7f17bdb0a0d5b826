"""Replaces ``{{names}}`` in texts, innermost first, and remembers what was met on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from app.model.field import Field
from app.template.dynamic import DYNAMIC
from app.template.nearest import nearest
from app.template.scan import Reference, scan
from app.template.scope import Scope

_Value = TypeVar("_Value")

ROUNDS = 20  # of names put together from names, as in {{a{{b}}}}
LONGEST = 64 * 1024 * 1024  # characters that one text may grow to


class Replacer:
    """Replaces references in text and remembers the names met, the unknown ones and the secrets used.

    What cannot be replaced stays as it is. A value may hold further references; one that comes back to
    itself is told among the unknown names with the way it takes.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._known: dict[str, str] = {}  # whole values by name, so that each is put together once
        self._made = 0  # values that were made up so far: what holds one is another one at each use
        self._ends = False  # a circle was found in this text: going on would only walk it again
        self.met: dict[str, None] = {}
        self.unknown: dict[str, None] = {}
        self.valueless: dict[str, None] = {}
        self.secrets: dict[str, None] = {}

    def apart(self) -> Replacer:
        """Another one for text that may go unreplaced; it tells the same names met and secrets used."""
        other = Replacer(self._scope)
        other.met, other.secrets = self.met, self.secrets
        return other

    def value(self, text: str) -> str:
        """One text with every reference replaced, innermost first."""
        self._ends = False
        return self._whole(text, ())

    def _whole(self, text: str, way: tuple[str, ...]) -> str:
        for _ in range(ROUNDS):
            replaced = self._once(text, way)
            if replaced == text or self._ends:
                return replaced
            text = replaced
        for reference in scan(text):
            self.unknown[f"{reference.name} (it refers to itself)"] = None
        return text

    def _once(self, text: str, way: tuple[str, ...]) -> str:
        out, last, size = [], 0, 0
        for reference in scan(text):
            value = self._value_of(reference, way)
            if value is None:
                continue
            size += len(value)
            if size > LONGEST:
                self._end(f"{reference.name} (it grows beyond {LONGEST >> 20} MB)")
                break
            out += [text[last : reference.start], value]
            last = reference.end
        return "".join([*out, text[last:]])

    def _value_of(self, reference: Reference, way: tuple[str, ...]) -> str | None:
        """What takes a reference's place, or None where it stays."""
        name = reference.name
        self.met[name] = None
        if self._ends:
            return None
        if name in way:
            self._end(_circle(name, way[way.index(name) :]))
            return None
        if name not in self._known:
            return self._look_up(name, way)
        return self._known[name]

    def _look_up(self, name: str, way: tuple[str, ...]) -> str | None:
        found = self._scope.look_up(name)
        if found is None or found.value is None:
            (self.unknown if found is None else self.valueless)[_with_nearest(name)] = None
            return None
        if found.secret and found.value:
            self.secrets[found.value] = None
        self._made += name in DYNAMIC
        made = self._made
        value = self._whole(found.value, (*way, name)) if "{{" in found.value else found.value
        if found.secret and value:
            self.secrets[value] = None
        if self._made == made and name not in DYNAMIC and not self._ends:
            self._known[name] = value
        return value

    def _end(self, trouble: str) -> None:
        self.unknown[trouble] = None
        self._ends = True

    def rows(self, rows: Iterable[Field]) -> tuple[Field, ...]:
        """Rows with name and value replaced."""
        return tuple(replace(row, name=self.value(row.name), value=self.value(row.value)) for row in rows)

    def values(self, value: _Value) -> _Value:
        """A frozen value with every field of text replaced."""
        record: Any = value
        texts = {field.name: getattr(record, field.name) for field in fields(record)}
        replaced: _Value = replace(
            record, **{name: self.value(text) for name, text in texts.items() if isinstance(text, str)}
        )
        return replaced


def _with_nearest(name: str) -> str:
    """A name that nobody can define, with the one that may have been meant; any other as it is."""
    odd = name.startswith("$") and name not in DYNAMIC
    near = nearest(name, DYNAMIC) if odd else ""
    return f"{name} (did you mean {near}?)" if near else name


def _circle(name: str, way: tuple[str, ...]) -> str:
    between = way[1:]
    return f"{name} (it refers to itself{' by ' + ', '.join(between) if between else ''})"
