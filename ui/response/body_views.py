"""Which views a body can be looked at in, and which of them is shown first."""

from __future__ import annotations

from typing import Final, Literal

from app.format.pretty import can_format
from app.format.reading import Reading
from app.preview.kinds import can_preview
from app.table.detect import can_table

View = Literal["pretty", "tree", "table", "preview", "raw", "hex"]

TITLES: Final[dict[View, str]] = {
    "pretty": "Pretty",
    "tree": "Tree",
    "table": "Table",
    "preview": "Preview",
    "raw": "Raw",
    "hex": "Hex",
}
"""Every view by the word on its segment, in their order."""

TREES: Final = frozenset({"json", "ndjson", "xml"})
"""The languages of which a body is a tree."""


def views_of(reading: Reading) -> tuple[View, ...]:
    """The views that make sense of a body, in the order of their segments."""
    possible: dict[View, bool] = {
        "pretty": not reading.binary and can_format(reading.language),
        "table": can_table(reading),
        "tree": not reading.binary and reading.language in TREES,
        "preview": can_preview(reading),
        "raw": not reading.binary,
        "hex": True,
    }
    return tuple(view for view in TITLES if possible.get(view, False))


class Preference:
    """The view that the user chose last for each kind of body: trees for JSON, the source for HTML."""

    def __init__(self) -> None:
        self._chosen: dict[str, View] = {}

    def note(self, reading: Reading, view: View) -> None:
        """The user looks at a body of this kind in this view."""
        self._chosen[_kind(reading)] = view

    def best(self, reading: Reading, offered: tuple[View, ...]) -> View:
        """The view to begin with: the chosen one where it is offered, else the first."""
        chosen = self._chosen.get(_kind(reading))
        if chosen in offered:
            return chosen
        # A drawing is looked at first, even where it is made of text.
        drawing = reading.media_type.startswith("image/") and "preview" in offered
        return "preview" if drawing else offered[0]


def _kind(reading: Reading) -> str:
    return reading.media_type.partition("/")[0] if reading.binary else reading.language
