"""A row of a table: header, query parameter, path parameter or form field."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A name and a value as typed; a row that is not enabled is kept but not sent."""

    name: str = ""
    value: str = ""
    enabled: bool = True
    description: str = ""
