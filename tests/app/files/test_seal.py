"""What is sealed only the key opens, and all windows get the same key from the keyring."""

import asyncio
import threading

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from app.errors import UnreadableFile
from app.files.seal import Seal
from app.files.secret_store import SecretStore
from app.files.secrets import SERVICE, Secrets
from tests.app.files.ring import Ring

VALUE = {"text": "canary"}


class Together(Ring):
    """A keyring whose first calls give their answers at the same moment."""

    def __init__(self, number):
        super().__init__()
        self.meeting = threading.Barrier(number)
        self.number = number

    def get_password(self, service, username):
        answer = super().get_password(service, username)
        if self.calls <= self.number:
            self.meeting.wait()
        return answer


def seal_of(ring, folder):
    return Seal(SecretStore(Secrets(ring)), folder / "drafts" / "key.lock")


async def test_what_is_sealed_is_opened_by_the_next_run(tmp_path):
    ring = Ring()
    first, second = seal_of(ring, tmp_path), seal_of(ring, tmp_path)
    assert not first.ready
    assert await first.fetch()
    sealed = first.seal(VALUE)
    assert "canary" not in sealed
    assert await second.fetch()
    assert second.open(sealed) == VALUE
    assert list(ring.entries) == [(SERVICE, "journal")]


async def test_two_windows_that_need_the_first_key_at_once_have_the_same(tmp_path):
    ring = Together(4)
    seals = [seal_of(ring, tmp_path) for _ in range(4)]
    assert all(await asyncio.gather(*(seal.fetch() for seal in seals)))
    assert all(each.open(seals[0].seal(VALUE)) == VALUE for each in seals)


async def test_another_key_opens_nothing(tmp_path):
    first, second = seal_of(Ring(), tmp_path), seal_of(Ring(), tmp_path)
    await first.fetch()
    sealed = first.seal(VALUE)
    with pytest.raises(UnreadableFile):
        second.open(sealed)
    await second.fetch()
    with pytest.raises(UnreadableFile):
        second.open(sealed)


async def test_an_entry_that_is_no_key_any_more_is_replaced(tmp_path):
    ring = Ring()
    ring.set_password(SERVICE, "journal", "no key")
    seal = seal_of(ring, tmp_path)
    assert await seal.fetch()
    assert seal.open(seal.seal(VALUE)) == VALUE
    assert await seal_of(ring, tmp_path).fetch()


async def test_without_a_keyring_there_is_no_key(tmp_path):
    seal = seal_of(NoKeyring(), tmp_path)
    assert not await seal.fetch()
    assert not seal.ready


async def test_without_a_place_for_the_lock_there_is_no_key(tmp_path):
    (tmp_path / "drafts").write_text("in the way")
    ring = Ring()
    assert not await seal_of(ring, tmp_path).fetch()
    assert ring.entries == {}
