"""Why a variable has its value: every place that defines it, which one wins, and why the others do not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from app.template.dynamic import DYNAMIC
from app.template.nearest import nearest
from app.template.replace import Replacer
from app.template.scan import scan
from app.template.scope import Scope

State = Literal["used", "shadowed", "off", "earlier"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One definition. ``value`` is None for a secret: an explanation is shown, copied and pasted.

    ``line`` is 0 where it is not known.
    """

    source: str
    value: str | None
    state: State
    reason: str
    file: Path | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every definition of a name, the strongest first. ``whole`` is what comes of it where the value holds
    further names, ``troubles`` what cannot be replaced in there, ``near`` a name that may have been meant."""

    name: str
    candidates: tuple[Candidate, ...] = ()
    whole: str = ""
    troubles: tuple[str, ...] = ()
    near: str = ""

    @property
    def winner(self) -> Candidate | None:
        """The definition that is used."""
        return next((each for each in self.candidates if each.state == "used"), None)

    def sentence(self) -> str:
        """The answer in one sentence."""
        if self.name in DYNAMIC:
            return f"{self.name} is made up anew at each use."
        winner = self.winner
        if winner is None:
            off = " It is switched off wherever it is defined." if self.candidates else ""
            near = f" Did you mean {self.near}?" if self.near else ""
            return f"{self.name} is not defined here.{off}{near}"
        value = "a secret" if winner.value is None else f"“{winner.value}”"
        whole = f" It makes “{self.whole}”." if self.whole else ""
        troubles = f" Not known in there: {', '.join(self.troubles)}." if self.troubles else ""
        return f"{self.name} is {value}, from {winner.source}.{whole}{troubles}"


def explain(name: str, scope: Scope) -> Explanation:
    """Look a name up in every layer."""
    found: list[Candidate] = []
    winner = ""
    for layer in scope.layers:
        first = True
        for variable in layer.named(name):
            state, reason = _judge(variable.enabled, winner, first)
            if state == "used":
                winner = layer.source
            first = first and not variable.enabled
            given = layer.found(variable)
            value = None if given.secret else given.value
            place = layer.lines.get(variable.name, 0)
            found.append(Candidate(layer.source, value, state, reason, layer.file, place))
    explanation = Explanation(name, tuple(found))
    used = explanation.winner
    if used is None:
        near = "" if found else nearest(name, scope.names())
        return replace(explanation, near=near)
    return _with_whole(explanation, scope) if scan(used.value or "") else explanation


def _with_whole(explanation: Explanation, scope: Scope) -> Explanation:
    """With what comes of a value that holds further names."""
    text = Replacer(scope.hidden())
    whole = text.value("{{" + explanation.name + "}}")
    # Names of values that are made up at each use are none of a hidden scope.
    troubles = tuple(name for name in text.unknown if name not in DYNAMIC)
    return replace(explanation, whole="" if troubles else whole, troubles=troubles)


def _judge(enabled: bool, winner: str, first: bool) -> tuple[State, str]:
    if not enabled:
        return "off", "Switched off."
    if not first:
        return "earlier", "Stands there once more further down, and the last one counts."
    if winner:
        return "shadowed", f"Hidden by {winner}, which comes first."
    return "used", "This one is used."
