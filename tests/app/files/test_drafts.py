"""Drafts survive the end of the program, and the drafts of one process are not another one's."""

import os
import resource
import stat

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from app.errors import UnreadableFile
from app.files.draft_file import NEW, Kept, KeptText
from app.files.drafts import DraftJournal
from app.files.seal import Seal
from app.files.secret_store import SecretStore
from app.files.secrets import Secrets
from app.model.field import Field
from app.model.request import Request
from tests.app.files.ring import Ring

TOUR = "sonde-tour"
KEY = (TOUR, "basics/get.yml")
ONE = Kept(Request("One"))


def files(folder):
    return sorted(path for path in folder.rglob("*.json"))


def left_behind(folder, *drafts):
    """A process wrote these drafts and is no more."""
    journal = DraftJournal(folder)
    for key, kept in drafts:
        journal.write(key, kept)
    journal.close()


def test_drafts_are_read_by_the_next_run(tmp_path):
    typed = Request("One", "PUT", "http://h/?a=1", query=(Field("a", "1"),), docs="lone \ud800 half")
    first, second = Kept(typed, Request("Before")), Kept(Request())
    left_behind(tmp_path, (KEY, first), ((TOUR, "new:1"), second), (("garden", "a.yml"), ONE))
    assert DraftJournal(tmp_path).take(TOUR) == {KEY[1]: first, "new:1": second}


def test_a_draft_that_was_saved_is_forgotten(tmp_path):
    journal = DraftJournal(tmp_path)
    journal.write(KEY, None)
    journal.write(KEY, ONE)
    journal.write(KEY, None)
    journal.write(KEY, None)
    assert journal.take(TOUR) == {}


def test_drafts_are_for_their_owner_only(tmp_path):
    journal = DraftJournal(tmp_path / "drafts")
    journal.write(KEY, ONE)
    (file,) = files(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in (tmp_path / "drafts", file.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_damaged_draft_hides_no_other_and_stays(tmp_path):
    journal = DraftJournal(tmp_path)
    journal.write(KEY, ONE)
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    damaged = ['{"format"', "[]", '{"format": 1}', '{"format": 1, "key": ["a", "b"], "request": []}']
    for number, text in enumerate(damaged):
        (folder / f"{number}.json").write_text(text)
    journal.close()
    assert DraftJournal(tmp_path).take(TOUR) == {KEY[1]: ONE}
    assert len(files(folder)) == len(damaged)


def test_drafts_of_a_living_process_stay_with_it(tmp_path):
    living = DraftJournal(tmp_path)
    living.write(KEY, ONE)
    other = DraftJournal(tmp_path)
    assert other.take(TOUR) == {}
    living.write(KEY, Kept(Request("Two")))
    living.close()
    assert other.take(TOUR) == {KEY[1]: Kept(Request("Two"))}


def test_drafts_of_other_collections_wait_for_whoever_opens_these(tmp_path):
    left_behind(tmp_path, (KEY, ONE), (("garden", "a.yml"), ONE))
    first, second = DraftJournal(tmp_path), DraftJournal(tmp_path)
    assert first.take(TOUR) == {KEY[1]: ONE}
    assert second.take("garden") == {"a.yml": ONE}


def test_a_collection_that_is_closed_lets_go_of_its_drafts(tmp_path):
    first, second = DraftJournal(tmp_path), DraftJournal(tmp_path)
    first.write(KEY, ONE)
    first.write(("garden", "a.yml"), ONE)
    first.release(TOUR)
    assert second.take(TOUR) == {KEY[1]: ONE}
    assert second.take("garden") == {}


def test_of_two_drafts_of_one_request_the_later_has_its_place_and_the_other_a_new_one(tmp_path):
    for number, name in enumerate(("first", "last", "last")):
        left_behind(tmp_path, (KEY, Kept(Request(name), Request("Saved"))))
        (file,) = files(tmp_path)
        os.utime(file, (number, number))
        file.rename(tmp_path / f"{number}.txt")
    for place in tmp_path.glob("*.txt"):
        place.rename(place.with_suffix(".json"))
    found = DraftJournal(tmp_path).take(TOUR)
    assert found.pop(KEY[1]) == Kept(Request("last"), Request("Saved"))
    ((key, kept),) = found.items()
    assert key.startswith(NEW)
    assert kept == Kept(Request("first"))


def test_what_was_taken_over_is_there_for_the_run_after(tmp_path):
    left_behind(tmp_path, (KEY, ONE))
    second = DraftJournal(tmp_path)
    second.take(TOUR)
    assert second.take(TOUR) == {KEY[1]: ONE}
    second.close()
    assert DraftJournal(tmp_path).take(TOUR) == {KEY[1]: ONE}


def test_folders_of_processes_that_left_nothing_go(tmp_path):
    left_behind(tmp_path, (KEY, ONE), (KEY, None))
    left_behind(tmp_path, (KEY, ONE))
    reader = DraftJournal(tmp_path)
    reader.take(TOUR)
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "drafts").write_text("in the way")
    journal = DraftJournal(tmp_path / "drafts")
    with pytest.raises(UnreadableFile, match=r"cannot be kept in .*drafts"):
        journal.write(KEY, ONE)
    assert journal.take(TOUR) == {}


def test_drafts_that_cannot_be_taken_over_are_shown_all_the_same(tmp_path):
    for number, name in enumerate(("first", "last")):
        left_behind(tmp_path / str(number), (KEY, Kept(Request(name))))
    first = files(tmp_path)[0]
    os.utime(first, (1, 1))
    home = tmp_path / "1"
    folder = first.parent.rename(home / "older")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        found = DraftJournal(home).take(TOUR)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert {kept.request.name for kept in found.values()} == {"first", "last"}
    assert files(folder)


# --- drafts with secrets --------------------------------------------------------------------------

SECRET = Kept(Request("One", docs="the rest", headers=(Field("Authorization", "canary"),)), Request("Before"))
BARE = Kept(Request("One", docs="the rest", headers=(Field("Authorization", ""),)), Request("Before"))


def sealed_journal(folder, ring):
    return DraftJournal(folder, Seal(SecretStore(Secrets(ring)), folder / "key.lock"))


def held(folder):
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def test_a_draft_with_a_secret_lacks_it_until_there_is_a_key_and_is_sealed_then(tmp_path):
    journal, wanted = sealed_journal(tmp_path, Ring()), []
    journal.key_wanted.connect(wanted.append)
    journal.write(KEY, SECRET, sealed=True, bare=BARE)
    assert (b"canary" in held(tmp_path), b"the rest" in held(tmp_path)) == (False, True)
    assert len(wanted) == 1
    assert (journal.lacks_secrets, journal.wants_key) == (True, True)
    assert journal.take(TOUR) == {KEY[1]: SECRET}
    assert await journal.complete()
    assert (b"canary" in held(tmp_path), b"the rest" in held(tmp_path)) == (False, False)
    assert (journal.lacks_secrets, journal.wants_key) == (False, False)
    assert journal.take(TOUR) == {KEY[1]: SECRET}
    journal.write(KEY, ONE)
    assert journal.take(TOUR) == {KEY[1]: ONE}


async def test_a_sealed_draft_waits_for_the_key_of_the_next_run(tmp_path):
    ring = Ring()
    first = sealed_journal(tmp_path, ring)
    first.write(KEY, SECRET, sealed=True, bare=BARE)
    first.write((TOUR, "two.yml"), ONE)
    await first.complete()
    first.close()
    second = sealed_journal(tmp_path, ring)
    asked = ring.calls
    assert second.take("garden") == {}
    assert not second.wants_key
    assert second.take(TOUR) == {"two.yml": ONE}
    assert (second.unopened(TOUR), second.wants_key, ring.calls) == (1, True, asked)
    assert await second.complete()
    assert second.take(TOUR) == {KEY[1]: SECRET, "two.yml": ONE}
    assert second.unopened(TOUR) == 0


async def test_a_draft_whose_key_is_lost_stays_where_it_is(tmp_path):
    first = sealed_journal(tmp_path, Ring())
    await first.complete()
    first.write(KEY, SECRET, sealed=True, bare=BARE)
    first.close()
    (file,) = files(tmp_path)
    second = sealed_journal(tmp_path, Ring())
    await second.complete()
    assert second.take(TOUR) == {}
    assert second.unopened(TOUR) == 1
    second.write(KEY, ONE)
    second.close()
    assert file.exists()


async def test_without_a_keyring_a_secret_stays_with_the_process(tmp_path):
    journal = sealed_journal(tmp_path, NoKeyring())
    journal.write(KEY, SECRET, sealed=True, bare=BARE)
    journal.write((TOUR, "text:a.yml"), KeptText("token: canary"), sealed=True)
    assert not await journal.complete()
    assert b"canary" not in held(tmp_path)
    journal.release(TOUR)
    assert journal.take(TOUR) == {KEY[1]: SECRET, "text:a.yml": KeptText("token: canary")}
    journal.close()
    assert DraftJournal(tmp_path).take(TOUR) == {KEY[1]: BARE}


async def test_of_two_sealed_drafts_of_one_request_the_other_one_is_sealed_again(tmp_path):
    ring = Ring()
    for name in ("first", "last"):
        journal = sealed_journal(tmp_path, ring)
        await journal.complete()
        journal.write(KEY, Kept(Request(name, docs="canary")), sealed=True)
        journal.close()
    after = sealed_journal(tmp_path, ring)
    await after.complete()
    assert {kept.request.name for kept in after.take(TOUR).values()} == {"first", "last"}
    assert b"canary" not in held(tmp_path)


def test_of_two_texts_of_one_file_the_earlier_waits(tmp_path):
    for number, text in enumerate(("first", "last")):
        left_behind(tmp_path, ((TOUR, "text:a.yml"), KeptText(text, "before")))
        newest = max(files(tmp_path), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, (number + 1, number + 1))
    reader = DraftJournal(tmp_path)
    assert reader.take(TOUR) == {"text:a.yml": KeptText("last", "before")}
    reader.write((TOUR, "text:a.yml"), None)
    assert reader.take(TOUR) == {"text:a.yml": KeptText("first", "before")}
