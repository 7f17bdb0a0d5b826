"""Where a variable's value comes from: layers, the first that knows a name wins, and values made up when
they are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.model.environment import Variable
from app.template.dynamic import DYNAMIC

HIDDEN = "***"  # a secret in a preview; plain ASCII, as a URL would encode anything else


@dataclass(frozen=True, slots=True)
class Found:
    """A variable's text and the layer that gave it. A secret whose value was not fetched has None."""

    value: str | None
    source: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """Variables of one source, such as ``environment Playground``.

    ``secrets`` holds the fetched values of secret variables by name, ``keeper`` the environment under
    which they are kept. ``file`` is where the variables stand, and ``lines`` the numbers of the lines
    where they are known. ``prefix`` is what their names begin with here. Some layers hold credentials
    that no file marks as such: ``guarded`` are the names whose values are masked.
    """

    source: str
    variables: tuple[Variable, ...]
    secrets: Mapping[str, str] = field(default_factory=dict)
    keeper: str = ""
    file: Path | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    prefix: str = ""
    guarded: frozenset[str] = frozenset()

    def look_up(self, name: str) -> Found | None:
        """The last enabled variable of that name, as a file with duplicates is read."""
        return next((self.found(each) for each in self.named(name) if each.enabled), None)

    def named(self, name: str) -> Iterator[Variable]:
        """Every variable of that name, the last one first."""
        if not name.startswith(self.prefix):
            return
        own = name[len(self.prefix) :]
        for variable in reversed(self.variables):
            if variable.name == own:
                yield variable

    def hidden(self) -> Layer:
        """The same without any value that must not be seen."""
        variables = tuple(
            replace(each, value=HIDDEN, type="") if each.name in self.guarded else each
            for each in self.variables
        )
        secrets = {variable.name: HIDDEN for variable in variables if variable.secret}
        return replace(self, variables=variables, secrets=secrets)

    def found(self, variable: Variable) -> Found:
        """What a variable of this layer gives."""
        if variable.secret:
            return Found(self.secrets.get(variable.name), self.source, secret=True)
        return Found(bare(variable), self.source, variable.name in self.guarded)

    def names(self) -> Iterator[str]:
        """The names that can be used, as they are written in braces."""
        return (self.prefix + variable.name for variable in self.variables if variable.enabled)


@dataclass(frozen=True, slots=True)
class Scope:
    """Layers in order of precedence, which `app.workspace.variables` makes. ``dynamic`` says whether values
    that are made at each use are made."""

    layers: tuple[Layer, ...] = ()
    dynamic: bool = True

    def look_up(self, name: str) -> Found | None:
        """The value that wins, or None for an unknown name."""
        if name in DYNAMIC and self.dynamic:
            return Found(DYNAMIC[name](), "made when sent")
        return next((found for layer in self.layers if (found := layer.look_up(name))), None)

    def hidden(self) -> Scope:
        """The same for texts that are shown: secrets are masked, and nothing is made up."""
        return Scope(tuple(layer.hidden() for layer in self.layers), dynamic=False)

    def names(self) -> tuple[str, ...]:
        """Every name that can be used, for completion: the layers' in order, then the dynamic ones."""
        return tuple(dict.fromkeys([*(name for layer in self.layers for name in layer.names()), *DYNAMIC]))


def bare(variable: Variable) -> str:
    """The text of a value as it stands in JSON: typed values are inserted without quotes."""
    match variable.type:
        case "null":
            return "null"
        case "boolean":
            return variable.value.strip().lower()
        case "number" | "object":
            return variable.value.strip()
    return variable.value
