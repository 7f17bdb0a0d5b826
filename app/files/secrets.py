"""Values of secret variables in the keyring of the operating system: one entry each, never a file.

The user finds them under the service "sonde" in Keychain Access, Seahorse or Credential Manager. Windows
caps an entry at 1,280 characters, so a longer value is split over numbered entries.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import KeyringUnavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "sonde"
_LONGEST = 1200  # UTF-16 units in one entry
_SPLIT_MARK = "sonde-parts:"


@dataclass(frozen=True, slots=True)
class SecretKey:
    """Which variable of which environment of which collection (by id) a secret belongs to."""

    collection: str
    environment: str
    name: str

    @property
    def account(self) -> str:
        """The name of the entry; a slash within a name is escaped, for it separates the three."""
        parts = (self.collection, self.environment, self.name)
        escaped = (part.replace("%", "%25").replace("/", "%2F").replace("#", "%23") for part in parts)
        return "/".join(escaped)


class Secrets:
    """The keyring; calls block, and may wait for the user to unlock it. See ``SecretStore``.

    Args:
        backend: a keyring to use instead of the one of the system.
    """

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._backend = backend

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
        head = self._read(key.account)
        if head is None or not head.startswith(_SPLIT_MARK):
            return head
        count = _part_count(head)
        parts = [self._read(_part_account(key, number)) for number in range(1, count + 1)]
        value = "".join(part or "" for part in parts)
        return value if head == _head(count, value) else None

    def set(self, key: SecretKey, value: str) -> None:
        """Keep a value of any length in place of the one before.

        Raises:
            KeyringUnavailable: there is no keyring, it is locked, or it fails.
        """
        before = _part_count(self._read(key.account) or "")
        if _units(value) <= _LONGEST and not value.startswith(_SPLIT_MARK):
            self._write(key.account, value)
            self._remove_parts(key, 1, before)
            return
        parts = _split(value)
        for number, part in enumerate(parts, 1):
            self._write(_part_account(key, number), part)
        self._write(key.account, _head(len(parts), value))
        self._remove_parts(key, len(parts) + 1, before)

    def delete(self, key: SecretKey) -> None:
        """Remove a value and all its parts; nothing happens where there is none.

        Raises:
            KeyringUnavailable: there is no keyring, it is locked, or it fails.
        """
        head = self._read(key.account)
        if head is None:
            return
        self._remove_parts(key, 1, _part_count(head))
        self._remove(key.account)

    def _remove_parts(self, key: SecretKey, first: int, last: int) -> None:
        for number in range(first, last + 1):
            self._remove(_part_account(key, number))

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

            self._backend = keyring.get_keyring()
        return self._backend


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


def _head(count: int, value: str) -> str:
    """What stands in the first entry of a split value; the digest tells a half-written one."""
    digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{_SPLIT_MARK}{count}:{digest}"


def _part_count(head: str) -> int:
    count = head.removeprefix(_SPLIT_MARK).partition(":")[0]
    return int(count) if head.startswith(_SPLIT_MARK) and count.isdecimal() else 0


def _part_account(key: SecretKey, number: int) -> str:
    return f"{key.account}#{number}"
