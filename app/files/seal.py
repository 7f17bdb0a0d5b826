"""Seals what must not stand readable in a file, under a key that is an entry of its own in the keyring."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.errors import UnreadableFile
from app.files.lock import locked
from app.files.secret_store import SecretStore
from app.files.secrets import SecretKey, Secrets

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

KEY: Final = SecretKey("journal", "", "")


class Seal:
    """Encrypts and decrypts values of JSON, once it has fetched its key.

    Args:
        store: the keyring, which is asked in a thread.
        lock: a file that holds other windows back while the first key is made.
    """

    def __init__(self, store: SecretStore, lock: Path) -> None:
        self._store = store
        self._lock = lock
        self._box: Fernet | None = None

    @property
    def ready(self) -> bool:
        """Whether it has its key."""
        return self._box is not None

    async def fetch(self) -> bool:
        """Get the key, or make the first one; False where the keyring is not usable."""
        if self._box is None:
            self._box = await self._store.ask(self._get_or_make)
        return self._box is not None

    def seal(self, value: Any) -> str:
        """A value as text that only the key opens. There must be one."""
        assert self._box is not None
        return self._box.encrypt(json.dumps(value).encode()).decode("ascii")

    def open(self, text: str) -> Any:
        """The value behind a text. Raises UnreadableFile when there is no key, or another one sealed it."""
        problem = UnreadableFile(self._lock.parent, "There is no key for what is sealed here.")
        if self._box is None:
            raise problem
        from cryptography.fernet import InvalidToken

        try:
            return json.loads(self._box.decrypt(text))
        except InvalidToken as error:
            raise problem from error

    def _get_or_make(self, secrets: Secrets) -> Fernet | None:
        # Only who makes the key waits for others: the keyring may be asking the user for a password.
        found = _box(secrets.get(KEY))
        if found is not None:
            return found
        try:
            self._lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with locked(self._lock):
                return _box(secrets.get(KEY)) or _make(secrets)
        except OSError:
            return None  # Nothing can be written there: who tries to will tell.


def _make(secrets: Secrets) -> Fernet:
    from cryptography.fernet import Fernet

    key = Fernet.generate_key()
    secrets.set(KEY, key.decode("ascii"))
    return Fernet(key)


def _box(key: str | None) -> Fernet | None:
    from cryptography.fernet import Fernet

    try:
        return Fernet(key) if key is not None else None
    except ValueError:
        return None  # Somebody changed the entry: what it sealed is lost.
