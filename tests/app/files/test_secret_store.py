"""Secrets for coroutines: without waiting, and in memory where the keyring fails."""

from keyring.backends.fail import Keyring as NoKeyring

from app.files.secret_store import SecretStore
from app.files.secrets import SecretKey, Secrets
from tests.app.files.ring import Ring

KEY = SecretKey("c", "Local", "token")


async def test_a_value_goes_to_the_keyring_and_comes_back():
    ring = Ring()
    await SecretStore(Secrets(ring)).set(KEY, "value")
    other = SecretStore(Secrets(ring))
    assert await other.get_many([KEY, SecretKey("c", "Local", "none")]) == {KEY: "value"}
    await other.delete(KEY)
    assert await other.get(KEY) is None
    assert ring.entries == {}


async def test_without_a_keyring_values_live_in_memory_and_the_notice_comes_once():
    notices = []
    store = SecretStore(Secrets(NoKeyring()), notices.append)
    await store.set(KEY, "value")
    assert await store.get(KEY) == "value"
    assert await SecretStore(Secrets(NoKeyring())).get(KEY) is None
    await store.delete(KEY)
    assert await store.get(KEY) is None
    assert [str(notice) for notice in notices] == [str(store.problem)]


async def test_a_keyring_that_hangs_is_given_up_and_not_asked_again():
    ring = Ring()
    ring.gate.clear()
    store = SecretStore(Secrets(ring), limit=0.05)
    assert await store.get(KEY) is None
    assert "did not answer within 0.05 seconds" in str(store.problem)
    await store.set(KEY, "typed")
    assert await store.get(KEY) == "typed"
    assert ring.calls == 1
    ring.gate.set()
