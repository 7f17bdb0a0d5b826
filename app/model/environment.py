"""Variables and the environments that hold them. A secret variable's value is never part of the value."""

from __future__ import annotations

from dataclasses import dataclass

TYPES = ("string", "number", "boolean", "object", "null")


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several values that a variable can have, by its title."""

    title: str
    value: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """A named text. For a secret, ``value`` is empty here and lives in the OS keyring.

    ``type`` is one of ``TYPES``, or empty where the file gives none: a text. ``variants`` are the values
    to choose from, if there are several; ``value`` and ``type`` are then those of number ``chosen``.
    """

    name: str
    value: str = ""
    secret: bool = False
    enabled: bool = True
    description: str = ""
    type: str = ""
    variants: tuple[Variant, ...] = ()
    chosen: int = 0


@dataclass(frozen=True, slots=True)
class Environment:
    """A named set of variables; ``path`` is its file, relative to the collection, POSIX style.

    ``extends`` names the environment whose variables it has besides its own, ``dotenv_file`` a file of
    ``NAME=value`` lines below the collection. ``local`` are the variables of ``local_path``, a file
    outside version control that overrides this one; a save writes neither.
    """

    name: str
    path: str = ""
    variables: tuple[Variable, ...] = ()
    extends: str = ""
    dotenv_file: str = ""
    local: tuple[Variable, ...] = ()
    local_path: str = ""
