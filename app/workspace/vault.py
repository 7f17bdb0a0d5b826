"""The values of the open collection's secret variables: in the keyring, by environment and name.

A value that the operating system gives as ``SONDE_SECRET_<NAME>`` goes before the one of the keyring, which
is then not asked: so a run without a keyring, as in CI, has all it needs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.errors import KeyringUnavailable, UnknownVariables
from app.files.secret_store import SecretStore
from app.files.secrets import SecretKey
from app.logs import remember_secret
from app.model.collection import Collection, Folder
from app.template.scan import scan

PREFIX = "SONDE_SECRET_"
GLOBALS = "\x1fGlobals"
"""What keeps the secrets of the globals. No environment can be called so: YAML has no such character."""

_NO_WORD = re.compile(r"\W", re.ASCII)


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a secret variable on this computer. ``given`` says that the operating system gives
    its value, whatever the keyring holds."""

    environment: str
    name: str
    has_value: bool
    given: bool = False


class Vault:
    """Reads and writes secrets of the collection whose id ``collection`` gives. Whatever passes
    through here is masked in the log from then on."""

    def __init__(self, store: SecretStore, collection: Callable[[], str]) -> None:
        self.store = store
        self._collection = collection

    @property
    def problem(self) -> KeyringUnavailable | None:
        """Why values are kept for this run only, once the keyring has turned out not to be usable."""
        return self.store.problem

    def _key(self, environment: str, name: str) -> SecretKey:
        if environment == GLOBALS:
            return SecretKey("globals", "Globals", name)
        return SecretKey(self._collection(), environment, name)

    async def set(self, environment: str, name: str, text: str) -> None:
        """Store a value in the OS keyring; with no usable keyring it is kept for this run, and that is
        told once."""
        remember_secret(text)
        await self.store.set(self._key(environment, name), text)

    async def get(self, environment: str, name: str) -> str | None:
        """The value of a secret variable, or None when there is none on this computer."""
        return (await self.get_many(environment, (name,))).get(name)

    async def get_many(self, environment: str, names: Iterable[str]) -> dict[str, str]:
        """The values of those names that have one."""
        wanted = dict.fromkeys(names)
        given = {name: value for name in wanted if (value := given_value(name)) is not None}
        keys = {self._key(environment, name): name for name in wanted if name not in given}
        found = await self.store.get_many(keys) if keys else {}
        values = given | {keys[key]: value for key, value in found.items()}
        for value in values.values():
            remember_secret(value)
        return values

    async def delete(self, environment: str, name: str) -> None:
        """Remove a value from the keyring; nothing happens where there is none."""
        await self.store.delete(self._key(environment, name))

    async def held(self, collection: Collection, active: str) -> tuple[Held, ...]:
        """Every secret variable of a collection, in the order of its files. Those of folders and of the
        collection itself are kept for the ``active`` environment."""
        places = dict.fromkeys([*_of_environments(collection), *_of_folders(collection, active)])
        given = {place for place in places if given_value(place[1]) is not None}
        keys = {place: self._key(*place) for place in places if place not in given}
        found = await self.store.get_many(keys.values()) if keys else {}
        return tuple(Held(*place, place in given or keys[place] in found, place in given) for place in places)

    async def behind(self, environment: str, text: str) -> str:
        """The value of the one secret that a text such as ``{{token}}`` names.

        Raises:
            UnknownVariables: it has none.
        """
        names = [reference.name for reference in scan(text)]
        value = await self.get(environment, names[0]) if len(names) == 1 else None
        if value is None:
            raise UnknownVariables((), names)
        return value

    async def move(self, old: tuple[str, str], new: tuple[str, str]) -> None:
        """A secret variable has another (environment, name): its value goes with it."""
        text = await self.store.get(self._key(*old))
        if text is not None:
            await self.store.set(self._key(*new), text)
            await self.store.delete(self._key(*old))

    async def copy(self, source: str, target: str, names: Iterable[str]) -> None:
        """Give an environment the values that secrets of these names have in another one."""
        for name, text in (await self.get_many(source, names)).items():
            await self.set(target, name, text)


def given_value(name: str) -> str | None:
    """The value that the operating system gives for a secret, or None; an empty one counts as none."""
    return os.environ.get(given_name(name)) or None


def given_name(name: str) -> str:
    """The name of the operating system's variable for a secret: ``SONDE_SECRET_API_KEY`` for ``api-key``."""
    return PREFIX + _NO_WORD.sub("_", name).upper()


def _of_environments(collection: Collection) -> Iterator[tuple[str, str]]:
    for environment in collection.environments:
        for variable in (*environment.local, *environment.variables):
            if variable.secret:
                yield environment.name, variable.name


def _of_folders(collection: Collection, active: str) -> Iterator[tuple[str, str]]:
    folders = (item.defaults for item in collection.items() if isinstance(item, Folder))
    for defaults in (collection.defaults, *folders):
        for variable in defaults.variables:
            if variable.secret:
                yield active, variable.name
