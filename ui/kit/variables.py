"""What editors know of variables: which names exist, how a reference is coloured, what its tooltip says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QTextCharFormat

from app.template.dynamic import DYNAMIC
from app.template.nearest import nearest
from app.template.scan import Reference, scan
from app.template.scope import Found
from ui import theme

_WAVE: Final = QTextCharFormat.UnderlineStyle.WaveUnderline
_LONGEST_VALUE: Final = 200  # characters shown in a tooltip


@dataclass(frozen=True, slots=True)
class Variables:
    """The names that can be used here. ``look_up`` gives the value that wins or None; ``explain`` shows the
    user where the value of a name comes from, where that can be shown."""

    look_up: Callable[[str], Found | None]
    names: tuple[str, ...] = ()
    explain: Callable[[str], object] | None = None

    def describe(self, name: str) -> str:
        """One sentence for a tooltip; a secret's value is never in it."""
        if name in DYNAMIC:
            return f"{name}: made anew at each use"
        found = self.look_up(name)
        if found is None:
            near = nearest(name, self.names)
            hint = f"Did you mean {near}?" if near else "Define it in the active environment, or switch it."
            return f"{name} is not defined. {hint}"
        if found.secret:
            held = _held(found)
            return f"{name}: {held} ({found.source})"
        return f"{name} = {_shortened(found.value or '')} ({found.source})"


NO_VARIABLES: Final = Variables(dict[str, Found]().get)


def reference_format(variables: Variables, reference: Reference) -> QTextCharFormat:
    """How a ``{{name}}`` is drawn: known names in the accent's hue, unknown ones red with a wave."""
    drawn = QTextCharFormat()
    known = variables.look_up(reference.name) is not None
    drawn.setForeground(theme.color("link" if known else "red"))
    if not known:
        drawn.setUnderlineStyle(_WAVE)
        drawn.setUnderlineColor(theme.color("red"))
    return drawn


def reference_at(text: str, place: int) -> Reference | None:
    """The ``{{name}}`` that covers a character position, or None."""
    return next((found for found in scan(text) if found.start <= place < found.end), None)


def _held(found: Found) -> str:
    # Before a send the values of secrets are not fetched, so that here nobody knows whether there is one.
    return "a secret, kept in the keyring" if found.value is None else "a secret"


def _shortened(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else value[:_LONGEST_VALUE] + "…"
