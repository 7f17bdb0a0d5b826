"""The values of the open collection's secret variables: in the keyring, by environment and name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.errors import UnknownVariables
from app.files.secret_store import SecretStore
from app.files.secrets import SecretKey
from app.logs import remember_secret
from app.template.scan import scan


class Vault:
    """Reads and writes secrets of the collection whose id ``collection`` gives. Whatever passes
    through here is masked in the log from then on."""

    def __init__(self, store: SecretStore, collection: Callable[[], str]) -> None:
        self.store = store
        self._collection = collection

    def _key(self, environment: str, name: str) -> SecretKey:
        return SecretKey(self._collection(), environment, name)

    async def set(self, environment: str, name: str, text: str) -> None:
        """Store a value in the OS keyring; with no usable keyring it is kept for this run, and that is
        told once."""
        remember_secret(text)
        await self.store.set(self._key(environment, name), text)

    async def get(self, environment: str, name: str) -> str | None:
        """The value of a secret variable, or None when the keyring holds none."""
        found = await self.store.get(self._key(environment, name))
        if found:
            remember_secret(found)
        return found

    async def get_many(self, environment: str, names: Iterable[str]) -> dict[str, str]:
        """The values of those names that have one."""
        keys = {self._key(environment, name): name for name in names}
        found = await self.store.get_many(keys) if keys else {}
        for value in found.values():
            remember_secret(value)
        return {keys[key]: value for key, value in found.items()}

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
