"""Values of secret variables in the keyring of the operating system: one entry each, never a file.

The user finds them under the service "sonde" in Keychain Access, Seahorse or Credential Manager. Windows
caps an entry at 1,280 characters, so a longer value is split over numbered entries.
"""

from __future__ import annotations

import hashlib
import re
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import KeyringUnavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "sonde"
_LONGEST = 1200  # UTF-16 units in one entry
_SPLIT_MARK = "sonde-parts:"
_HEAD = re.compile(rf"{_SPLIT_MARK}(\d+)(b?):([0-9a-f]{{16}})")
_ROWS = ("", "b")  # of parts: a new value takes the one that the value before does not stand in


@dataclass(frozen=True, slots=True)
class SecretKey:
    """Which variable of which environment of which collection (by id) a secret belongs to."""

    collection: str
    environment: str
    name: str

    @property
    def account(self) -> str:
        """The name of the entry; a slash within a name is escaped, for it separates the three. What belongs
        to no environment has a name of one part."""
        parts = (self.collection, self.environment, self.name)
        escaped = (part.replace("%", "%25").replace("/", "%2F").replace("#", "%23") for part in parts)
        return "/".join(escaped).removesuffix("//")


class Secrets:
    """The keyring; calls block, and may wait for the user to unlock it. See ``SecretStore``.

    Args:
        backend: a keyring to use instead of the one of the system.
        asks: whether the system may open a window for the password of a locked keyring.
    """

    def __init__(self, backend: KeyringBackend | None = None, asks: bool = True) -> None:
        self._backend = backend
        self._asks = asks

    def available(self) -> str | None:
        """None when the keyring answers, else a sentence why it does not."""
        try:
            self._read("probe")
        except KeyringUnavailable as error:
            return str(error)
        return None

    def get(self, key: SecretKey) -> str | None:
        """The value, or None where there is none or a part of it is missing.

        Raises:
            KeyringUnavailable: there is no keyring, it is locked, or it fails.
        """
        text = self._read(key.account)
        head = _Head.read(text)
        if head is None:
            return text
        parts = [self._read(_part(key, head.row, number)) for number in range(1, head.count + 1)]
        value = "".join(part or "" for part in parts)
        return value if head == _Head.of(head.row, head.count, value) else None

    def set(self, key: SecretKey, value: str) -> None:
        """Keep a value of any length in place of the one before.

        The parts of a long value are written beside those of the one before, and count from the moment on
        in which the first entry names them: whenever the program ends, one of the two values is whole.

        Raises:
            KeyringUnavailable: there is no keyring, it is locked, or it fails.
        """
        before = _Head.read(self._read(key.account))
        if _units(value) <= _LONGEST and not value.startswith(_SPLIT_MARK):
            self._write(key.account, value)
        else:
            row = _ROWS[0] if before is None or before.row != _ROWS[0] else _ROWS[1]
            parts = _split(value)
            for number, part in enumerate(parts, 1):
                self._write(_part(key, row, number), part)
            self._write(key.account, str(_Head.of(row, len(parts), value)))
        if before is not None:
            self._remove_row(key, before.row, before.count)

    def delete(self, key: SecretKey) -> None:
        """Remove a value and all its parts, also those of a value that was never written whole; nothing
        happens where there is none.

        Raises:
            KeyringUnavailable: there is no keyring, it is locked, or it fails.
        """
        text = self._read(key.account)
        head = _Head.read(text)
        if text is not None:
            self._remove(key.account)
        for row in _ROWS:
            self._remove_row(key, row, head.count if head is not None and head.row == row else 0)

    def _remove_row(self, key: SecretKey, row: str, known: int) -> None:
        """Remove the parts of a row, the last one first: what an end in between leaves is found again."""
        count = known
        while self._read(_part(key, row, count + 1)) is not None:
            count += 1
        for number in range(count, 0, -1):
            self._remove(_part(key, row, number))

    def _read(self, account: str) -> str | None:
        try:
            value: str | None = self._ring().get_password(SERVICE, account)
        except Exception as error:
            raise _unavailable(error) from error
        return value

    def _write(self, account: str, value: str) -> None:
        try:
            self._ring().set_password(SERVICE, account, value)
        except Exception as error:
            raise _unavailable(error) from error

    def _remove(self, account: str) -> None:
        from keyring.errors import PasswordDeleteError

        try:
            self._ring().delete_password(SERVICE, account)
        except PasswordDeleteError:
            return  # It is gone already.
        except Exception as error:
            raise _unavailable(error) from error

    def _ring(self) -> KeyringBackend:
        if self._backend is None:
            import keyring

            if not self._asks:
                _refuse_locked()
            self._backend = keyring.get_keyring()
        return self._backend


def _refuse_locked() -> None:
    """Raise KeyringLocked where the Secret Service of Linux would open a window: to unlock its collection, or
    to make the first one. Where there is no such service the keyring itself tells."""
    if sys.platform != "linux":
        return
    from keyring.errors import KeyringLocked
    from secretstorage import Collection, dbus_init
    from secretstorage.exceptions import ItemNotFoundException, SecretStorageException

    try:
        with closing(dbus_init()) as connection:
            if Collection(connection).is_locked():
                raise KeyringLocked("locked")
    except ItemNotFoundException as error:
        raise KeyringLocked("no collection") from error
    except SecretStorageException:
        return


def _unavailable(error: Exception) -> KeyringUnavailable:
    """The sentence for a failing keyring. Backends let errors of D-Bus, of Windows and of macOS through
    as they are, so every exception of theirs ends here; its text names no value."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    hint = "Secret values are kept for this run only, and never written to a file."
    if isinstance(error, KeyringLocked):
        return KeyringUnavailable("The keyring is locked.", f"Unlock it and start Sonde again. {hint}")
    if isinstance(error, NoKeyringError):
        return KeyringUnavailable("This system offers no keyring.", hint)
    if isinstance(error, InitError):
        return KeyringUnavailable("The keyring of this system cannot be opened.", hint)
    return KeyringUnavailable(f"The keyring of this system failed ({type(error).__name__}).", hint)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _split(value: str) -> list[str]:
    # A character outside the basic plane takes two units.
    size = _LONGEST if len(value) == _units(value) else _LONGEST // 2
    return [value[start : start + size] for start in range(0, len(value), size)]


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands in the first entry of a split value: in which row its parts are, how many, and a digest
    that tells a value of which some are lost."""

    row: str
    count: int
    digest: str

    @classmethod
    def of(cls, row: str, count: int, value: str) -> _Head:
        """The head of a value."""
        octets = value.encode("utf-8", "surrogatepass")
        return cls(row, count, hashlib.sha256(octets).hexdigest()[:16])

    @classmethod
    def read(cls, text: str | None) -> _Head | None:
        """The head that an entry holds; None where it holds a value, or nothing."""
        found = _HEAD.fullmatch(text or "")
        return cls(found[2], int(found[1]), found[3]) if found else None

    def __str__(self) -> str:
        return f"{_SPLIT_MARK}{self.count}{self.row}:{self.digest}"


def _part(key: SecretKey, row: str, number: int) -> str:
    return f"{key.account}#{row}{number}"
