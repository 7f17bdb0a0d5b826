"""Rows as lines of text and back: what is pasted into a table, and its bulk edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.model.field import Field

_OFF: Final = "//"


def write_rows(rows: Sequence[Field]) -> str:
    """A line ``name: value`` per row; ``//`` before rows that are switched off."""
    return "\n".join(f"{'' if row.enabled else '// '}{row.name}: {row.value}" for row in rows)


def read_rows(text: str, held: Sequence[Field] = ()) -> tuple[Field, ...]:
    """The inverse of ``write_rows``; also reads names and values separated by a tab.

    Descriptions are not part of the text: they are taken from the rows of the same name in ``held``.
    """
    words = {row.name: row.description for row in held}
    rows = (_read_row(line) for line in text.split("\n") if line.strip())
    return tuple(replace(row, description=words.get(row.name, "")) for row in rows)


def read_pasted(text: str) -> tuple[Field, ...]:
    """Rows from text that was copied elsewhere, without the blanks around names and values."""
    rows = read_rows("\n".join(text.splitlines()))
    return tuple(replace(row, name=row.name.strip(), value=row.value.strip()) for row in rows)


def fits_text(rows: Sequence[Field]) -> bool:
    """Whether nothing is lost when the rows become text and rows again."""
    return read_rows(write_rows(rows), rows) == tuple(rows)


def _read_row(line: str) -> Field:
    off = line.startswith(_OFF)
    if off:
        line = line.removeprefix(_OFF).removeprefix(" ")
    separator = "\t" if "\t" in line else ":"
    name, _, value = line.partition(separator)
    return Field(name, value.removeprefix(" "), enabled=not off)
