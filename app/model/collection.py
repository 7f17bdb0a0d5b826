"""A collection as its folder on disk shows it: a frozen tree of requests and folders.

Identity is the path relative to the collection's root, POSIX style; there are no ids in files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.model.auth import Auth
from app.model.environment import Environment, Variable
from app.model.example import Example
from app.model.field import Field
from app.model.options import HostCertificate, Options
from app.model.request import Request


@dataclass(frozen=True, slots=True)
class Defaults:
    """What everything below inherits. ``auth`` None means: not set here, look further up; so do options.
    ``certificates`` are client certificates for single hosts."""

    headers: tuple[Field, ...] = ()
    auth: Auth | None = None
    variables: tuple[Variable, ...] = ()
    options: Options = Options()
    certificates: tuple[HostCertificate, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What the tree shows of a request: the part of its file that is read at once. ``searchable`` is what a
    filter looks through, in one case, for it does so with thousands at each key."""

    name: str = ""
    method: str = "GET"
    url: str = ""
    sequence: float | None = None
    tags: tuple[str, ...] = ()
    searchable: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "searchable", f"{self.name} {self.method} {self.url}".casefold())


@dataclass(frozen=True, slots=True)
class Contents:
    """All that Sonde reads of a request file. The examples are no part of the request: an edit of that
    must not touch them."""

    request: Request
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestItem:
    """A request file: its head, and what reads the rest when somebody asks for it.

    ``digest`` stands for the content in comparisons, so that items of thousands of files can be compared
    without reading them.
    """

    path: str
    head: Head
    digest: bytes
    read: Callable[[str], Contents] = field(compare=False, repr=False)

    @classmethod
    def of(cls, path: str, request: Request, examples: tuple[Example, ...] = ()) -> RequestItem:
        """An item whose contents are known already."""
        contents = Contents(request, examples)
        return cls(path, head_of(request), repr(contents).encode(), lambda _: contents)

    @property
    def request(self) -> Request:
        """The request. Raises UnreadableFile when the file turns out to be broken behind its head."""
        return self.read(self.path).request

    @property
    def examples(self) -> tuple[Example, ...]:
        """The saved examples. Raises UnreadableFile like ``request``."""
        return self.read(self.path).examples

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def method(self) -> str:
        return self.head.method

    @property
    def url(self) -> str:
        return self.head.url

    @property
    def sequence(self) -> float | None:
        return self.head.sequence


def head_of(request: Request) -> Head:
    """The head of a request that was read whole."""
    return Head(request.name, request.method, request.url, request.sequence, request.tags)


@dataclass(frozen=True, slots=True)
class OtherItem:
    """An item kept but not edited yet: graphql, grpc, websocket, script, app."""

    path: str
    name: str
    kind: str
    sequence: float | None = None


@dataclass(frozen=True, slots=True)
class BrokenItem:
    """A file that cannot be read; shown with the reason and the place, never overwritten."""

    path: str
    name: str
    problem: str
    line: int | None = None
    column: int | None = None
    sequence: float | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """A directory; its ``folder.yml`` may be missing."""

    path: str
    name: str
    children: tuple[Item, ...] = ()
    defaults: Defaults = Defaults()
    docs: str = ""
    sequence: float | None = None


Item = RequestItem | OtherItem | BrokenItem | Folder


@dataclass(frozen=True, slots=True)
class Collection:
    """An open collection. ``id`` names its secrets in the keyring; ``problems`` are files that
    could not be read and are no items (an environment, ``opencollection.yml`` itself)."""

    root: Path
    id: str
    name: str
    children: tuple[Item, ...] = ()
    environments: tuple[Environment, ...] = ()
    defaults: Defaults = Defaults()
    docs: str = ""
    problems: tuple[BrokenItem, ...] = ()

    def items(self) -> Iterator[Item]:
        """Every item, depth first, in the order shown."""
        stack = list(reversed(self.children))
        while stack:
            item = stack.pop()
            yield item
            if isinstance(item, Folder):
                stack.extend(reversed(item.children))

    def find(self, path: str) -> Item | None:
        """The item at a relative path, or None."""
        level = self.children
        while True:
            for item in level:
                if item.path == path:
                    return item
                if isinstance(item, Folder) and path.startswith(item.path + "/"):
                    level = item.children
                    break
            else:
                return None

    def lineage(self, path: str) -> tuple[Folder, ...]:
        """The folders above a path, outermost first."""
        found = []
        parts = path.split("/")[:-1]
        for count in range(1, len(parts) + 1):
            item = self.find("/".join(parts[:count]))
            if isinstance(item, Folder):
                found.append(item)
        return tuple(found)

    def environment(self, name: str) -> Environment | None:
        """The environment of that name, or None."""
        return next((e for e in self.environments if e.name == name), None)
