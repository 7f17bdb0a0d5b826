"""One measured figure and the limit it is held against."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` in ``unit`` must not exceed ``limit``, or where ``at_least`` must reach it; ``detail`` says
    what it was compared with."""

    name: str
    value: float
    limit: float
    unit: str
    detail: str = ""
    at_least: bool = False

    @property
    def missed(self) -> bool:
        if self.at_least:
            return self.value < self.limit
        return self.value > self.limit

    def __str__(self) -> str:
        verdict = "MISSED" if self.missed else "ok"
        bound = "goal" if self.at_least else "limit"
        shown = f"{self.value:.2f} {self.unit}".rstrip()
        return f"{self.name:<52} {shown:>12}  ({bound} {self.limit:g} {self.unit}) {verdict}  {self.detail}"


def as_installed() -> dict[str, str]:
    """The environment of a program that may keep its compiled modules, as an installed one does."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def in_turn(runs: int, *things: Callable[[], float]) -> list[list[float]]:
    """Run things in turn, A B A B …, so that a machine that slows down slows them alike."""
    found: list[list[float]] = [[] for _ in things]
    for _ in range(runs):
        for times, thing in zip(found, things, strict=True):
            times.append(thing())
    return found
