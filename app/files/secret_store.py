"""Secrets without waiting: the keyring in a thread of its own, and this run's memory where it fails."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import TypeVar

from app.errors import KeyringUnavailable
from app.files.secrets import SecretKey, Secrets

Result = TypeVar("Result")

LIMIT = 20.0  # seconds; long enough to type the keyring's password


class SecretStore:
    """Secret values for coroutines.

    A keyring that fails once is not asked again in this run: its calls may block, or prompt the user each
    time. From then on values live in memory only.

    Args:
        notify: called once, in the loop's thread, when the keyring turns out not to be usable.
        limit: seconds after which a call of the keyring counts as hanging.
    """

    def __init__(
        self,
        secrets: Secrets | None = None,
        notify: Callable[[KeyringUnavailable], None] | None = None,
        limit: float = LIMIT,
    ) -> None:
        self._secrets = secrets or Secrets()
        self._notify = notify
        self._limit = limit
        self._memory: dict[SecretKey, str] = {}
        self._turn = asyncio.Lock()
        self.problem: KeyringUnavailable | None = None

    async def get(self, key: SecretKey) -> str | None:
        """The value of a secret, or None."""
        return (await self.get_many([key])).get(key)

    async def get_many(self, keys: Iterable[SecretKey]) -> dict[SecretKey, str]:
        """The values of those secrets that have one."""
        wanted = list(dict.fromkeys(keys))
        missing = [key for key in wanted if key not in self._memory]

        def read() -> dict[SecretKey, str]:
            found = {key: self._secrets.get(key) for key in missing}
            return {key: value for key, value in found.items() if value is not None}

        found = (await self._ask(read) if missing else None) or {}
        held = {key: self._memory[key] for key in wanted if key in self._memory}
        return found | held

    async def set(self, key: SecretKey, value: str) -> None:
        """Keep a value: in the keyring, or for this run where that fails."""
        self._memory[key] = value
        await self._ask(lambda: self._secrets.set(key, value))
        if self.problem is None and self._memory.get(key) == value:
            del self._memory[key]

    async def delete(self, key: SecretKey) -> None:
        """Forget a value."""
        self._memory.pop(key, None)
        await self._ask(lambda: self._secrets.delete(key))

    async def ask(self, call: Callable[[Secrets], Result]) -> Result | None:
        """What a function gets from the keyring, in the keyring's thread; None where that is not usable."""
        return await self._ask(lambda: call(self._secrets))

    async def _ask(self, call: Callable[[], Result]) -> Result | None:
        """The keyring's answer, or None when it is not usable."""
        async with self._turn:
            if self.problem is not None:
                return None
            try:
                async with asyncio.timeout(self._limit):
                    return await _in_thread(call)
            except TimeoutError:
                self._give_up(
                    KeyringUnavailable(
                        f"The keyring did not answer within {self._limit:g} seconds.",
                        "Secret values are kept for this run only, and never written to a file.",
                    )
                )
            except KeyringUnavailable as error:
                self._give_up(error)
            return None

    def _give_up(self, error: KeyringUnavailable) -> None:
        self.problem = error
        if self._notify is not None:
            self._notify(error)


async def _in_thread(call: Callable[[], Result]) -> Result:
    """Run a blocking call in a thread that the end of the program does not wait for, since it may hang."""
    outcome: Future[Result] = Future()
    # A call that runs cannot be cancelled; its late answer is then nobody's.
    outcome.set_running_or_notify_cancel()

    def work() -> None:
        try:
            outcome.set_result(call())
        except BaseException as error:
            outcome.set_exception(error)

    threading.Thread(target=work, name="keyring", daemon=True).start()
    return await asyncio.wrap_future(outcome)
