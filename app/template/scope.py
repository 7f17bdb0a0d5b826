"""Where a variable's value comes from: layers, innermost first, and the ones made up at send time."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.model.environment import Variable

# Made anew at each use; the names are those that Postman and Bruno users type.
DYNAMIC: dict[str, Callable[[], str]] = {
    "$uuid": lambda: str(uuid.uuid4()),
    "$guid": lambda: str(uuid.uuid4()),
    "$timestamp": lambda: str(int(time.time())),
    "$isoTimestamp": lambda: datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    "$randomInt": lambda: str(random.randint(0, 1000)),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A variable's text and the layer that gave it. A secret whose value was not fetched has None."""

    value: str | None
    source: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """Variables of one source, such as ``environment Playground``. ``secrets`` holds the fetched
    values of secret variables by name."""

    source: str
    variables: tuple[Variable, ...]
    secrets: Mapping[str, str] = field(default_factory=dict)

    def look_up(self, name: str) -> Found | None:
        """The last enabled variable of that name, as a file with duplicates is read."""
        for variable in reversed(self.variables):
            if variable.name == name and variable.enabled:
                if variable.secret:
                    return Found(self.secrets.get(name), self.source, secret=True)
                return Found(variable.value, self.source)
        return None


@dataclass(frozen=True, slots=True)
class Scope:
    """Layers in order of precedence: request > folder (inner first) > environment > collection.
    ``dynamic`` says whether values that are made at each use are made."""

    layers: tuple[Layer, ...] = ()
    dynamic: bool = True

    def look_up(self, name: str) -> Found | None:
        """The value that wins, or None for an unknown name."""
        if name in DYNAMIC and self.dynamic:
            return Found(DYNAMIC[name](), "made when sent")
        return next((found for layer in self.layers if (found := layer.look_up(name))), None)

    def names(self) -> tuple[str, ...]:
        """Every name that can be used, for completion: the layers' in order, then the dynamic ones."""
        own = (v.name for layer in self.layers for v in layer.variables if v.enabled)
        return tuple(dict.fromkeys([*own, *DYNAMIC]))
