"""Variables and the environments that hold them. A secret variable's value is never part of the value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """A named text. For a secret, ``value`` is empty here and lives in the OS keyring."""

    name: str
    value: str = ""
    secret: bool = False
    enabled: bool = True
    description: str = ""


@dataclass(frozen=True, slots=True)
class Environment:
    """A named set of variables; ``path`` is its file, relative to the collection, POSIX style."""

    name: str
    path: str = ""
    variables: tuple[Variable, ...] = ()
