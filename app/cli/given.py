"""Variables for one run of the command line: ``--var``, and files of ``NAME=value`` lines.

They win over everything in the collection; of the two ``--var`` does. A secret variable that they do not give
takes its value from ``SONDE_SECRET_<NAME>`` of the operating system, and only then from the keyring.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from app.errors import AppError
from app.files import dotenv
from app.format.secret_names import names_secret
from app.model.collection import Collection, Folder
from app.model.environment import Variable
from app.template.scope import Layer


def add_given_arguments(send: argparse.ArgumentParser) -> None:
    """Add the options to the parser of a command."""
    var = "a variable for this run; secrets rather by --env-file or as SONDE_SECRET_NAME in the environment"
    send.add_argument("--var", action="append", default=[], metavar="NAME=VALUE", help=var)
    file = "variables of a file of NAME=value lines; of several the last one wins"
    send.add_argument("--env-file", action="append", default=[], type=Path, metavar="FILE", help=file)


def given_layers(options: argparse.Namespace, collection: Collection | None) -> tuple[Layer, ...]:
    """What the words give, the strongest first. Values of secret variables are guarded.

    Raises:
        AppError: there is no such file, or a word has no ``=``.
    """
    secret = _secret_names(collection) if collection is not None else frozenset()
    words = Layer("--var", tuple(map(_variable, options.var)))
    return tuple(_guarded(layer, secret) for layer in (words, *map(_file, reversed(options.env_file))))


def _variable(word: str) -> Variable:
    name, equals, value = word.partition("=")
    if not equals or not name.strip():
        raise AppError(f"--var {name} has no value.", "Write --var NAME=VALUE.")
    return Variable(name.strip(), value)


def _file(place: Path) -> Layer:
    if not place.is_file():
        raise AppError(f"There is no file {place}.", "Give the path of a file of NAME=value lines.")
    entries = dotenv.read(place)
    variables = tuple(Variable(entry.name, entry.value) for entry in entries)
    return Layer(str(place), variables, file=place, lines={entry.name: entry.line for entry in entries})


def _guarded(layer: Layer, secret: frozenset[str]) -> Layer:
    names = frozenset(name for name in layer.names() if name in secret or names_secret(name))
    return Layer(layer.source, layer.variables, file=layer.file, lines=layer.lines, guarded=names)


def _secret_names(collection: Collection) -> frozenset[str]:
    folders = (item.defaults.variables for item in collection.items() if isinstance(item, Folder))
    environments = (environment.variables for environment in collection.environments)
    tables = (collection.defaults.variables, *folders, *environments)
    return frozenset(variable.name for table in tables for variable in table if variable.secret)
