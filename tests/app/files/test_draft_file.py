"""A file of the journal gives back what was kept, readable or sealed."""

import json

import pytest

from app.files.draft_file import Kept, KeptText, encode, name_of, read
from app.files.seal import Seal
from app.files.secret_store import SecretStore
from app.files.secrets import Secrets
from app.model.field import Field
from app.model.request import Request
from tests.app.files.ring import Ring

KEY = ("shop", "one.yml")
BOTH = (
    Kept(Request("One", headers=(Field("Authorization", "canary \ud800 half"),)), Request("Before")),
    KeptText("token: canary \ud800 half", "before"),
)


async def opened(folder):
    seal = Seal(SecretStore(Secrets(Ring())), folder / "key.lock")
    await seal.fetch()
    return seal


@pytest.mark.parametrize("kept", BOTH)
async def test_what_is_sealed_tells_its_key_alone(tmp_path, kept):
    seal, place = await opened(tmp_path), tmp_path / name_of(KEY)
    place.write_bytes(encode(KEY, kept, seal))
    assert b"canary" not in place.read_bytes()
    assert set(json.loads(place.read_bytes())) == {"format", "key", "sealed"}
    found = read(place, seal)
    assert (found.key, found.kept, found.sealed) == (KEY, kept, True)
    for other in (None, await opened(tmp_path / "other")):
        found = read(place, other)
        assert (found.key, found.kept) == (KEY, None)


@pytest.mark.parametrize("kept", BOTH)
def test_what_is_not_sealed_can_be_read_by_people(tmp_path, kept):
    place = tmp_path / name_of(KEY)
    place.write_bytes(encode(KEY, kept))
    assert b"canary" in place.read_bytes()
    assert read(place).kept == kept
