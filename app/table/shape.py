"""What a table is made of: where its records lie in the text, its columns, and its cells."""

from __future__ import annotations

import mmap
import struct
from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final, Literal, TypeVar

Buffer = bytes | mmap.mmap
"""The UTF-8 text of a body; a large one is mapped and never copied as a whole."""

Span = tuple[int, int]
"""Where a record begins and ends in the text, in bytes."""

Key = str | int | None
"""What names a column: a member of objects, a position in arrays and lines, or None for the whole record."""

ShapeKind = Literal["array", "lines", "csv", "form"]
CellKind = Literal["string", "empty", "number", "boolean", "null", "nested", "missing", "broken", "unread"]

_Item = TypeVar("_Item")

VALUE_TITLE: Final = "Value"
FORM_TITLES: Final = ("Name", "Value")


@dataclass(frozen=True, slots=True)
class Shape:
    """How the records of a body lie in its text.

    ``path`` names the members that lead from the outermost object to the array, for the kind "array".
    ``delimiter`` parts the cells of the kind "csv", whose first record holds the titles if ``header``.
    """

    kind: ShapeKind
    path: tuple[str, ...] = ()
    delimiter: str = ","
    header: bool = False

    @property
    def title(self) -> str:
        """The array by its path, as people write it: "result.items"; empty for the outermost one."""
        return ".".join(self.path)

    def to_json(self) -> dict[str, Any]:
        """The shape as a JSON value, for a worker process."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Shape:
        """The shape that ``to_json`` gave."""
        return cls(**{**value, "path": tuple(value["path"])})


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: ``text`` is what is shown, ``source`` the same as it stands in the body (JSON for JSON).

    ``whole`` is False where the record was too long to be read to the end of the value; ``times`` says
    how often a record has a member of this name, of which the last is taken.
    """

    kind: CellKind
    text: str = ""
    source: str = ""
    whole: bool = True
    times: int = 1


MISSING: Final = Cell("missing")
UNREAD: Final = Cell("unread", whole=False)
"""What a column shows for a record so long that it was not read as far as there."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table in the order of their first appearance, and the titles of positions."""

    keys: tuple[Key, ...]
    names: tuple[str, ...] = ()
    of_lines: bool = False

    def title(self, column: int) -> str:
        """What stands above a column."""
        key = self.keys[column]
        if key is None:
            return VALUE_TITLE
        if isinstance(key, str):
            return key
        if key < len(self.names) and self.names[key]:
            return self.names[key]
        return f"Column {key + 1}" if self.of_lines else f"[{key}]"


class _Packed(Sequence[_Item]):
    """Numbers of a fixed width, one entry a row, in memory or in a mapped file."""

    _ENTRY: ClassVar[struct.Struct]

    def __init__(self, data: Buffer) -> None:
        self._data = data
        self._count = len(data) // self._ENTRY.size

    def packed(self) -> bytes:
        """The numbers as they lie in memory or in the file."""
        return bytes(self._data)

    def __len__(self) -> int:
        return self._count

    def _numbers(self, row: int) -> tuple[Any, ...]:
        if not 0 <= row < self._count:
            raise IndexError(row)
        return self._ENTRY.unpack_from(self._data, row * self._ENTRY.size)


class Spans(_Packed[Span]):
    """Where each record lies: pairs of 64-bit numbers."""

    _ENTRY = struct.Struct("=QQ")

    def __getitem__(self, row: Any) -> Any:
        return self._numbers(row)


class Order(_Packed[int]):
    """The records to show, in their order: 32-bit numbers."""

    _ENTRY = struct.Struct("=I")

    def __getitem__(self, row: Any) -> Any:
        return self._numbers(row)[0]


def pack_spans(numbers: Sequence[int]) -> bytes:
    """Starts and ends in turn, as ``Spans`` reads them."""
    return array("Q", numbers).tobytes()


def pack_order(rows: Sequence[int]) -> bytes:
    """Numbers of records, as ``Order`` reads them."""
    return array("I", rows).tobytes()
