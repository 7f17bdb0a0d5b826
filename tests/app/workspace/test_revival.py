"""Drafts of the run before come back beside their files, wherever those are now."""

from dataclasses import replace

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from app.files.draft_file import KeptText
from app.files.secrets import Secrets
from app.files.store import Store
from app.model.auth import BearerAuth, InheritAuth
from app.model.request import Request
from app.workspace.drafts import NEW
from app.workspace.revival import revive, still_sealed
from tests.app.files.ring import Ring

URL = "https://example.org/typed"


@pytest.fixture
def leave(workspace, edit):
    """A run types into one request and ends."""

    async def leave_now():
        edit("one.yml", URL)
        workspace.drafts.flush()
        await workspace.services.close()

    return leave_now


async def test_a_draft_comes_back_beside_its_file(leave, open_workspace):
    await leave()
    after = open_workspace()
    assert revive(after) == ("one.yml",)
    draft = after.drafts["one.yml"]
    assert (draft.current.url, draft.saved.url, draft.torn) == (URL, "{{base}}/anything", False)


async def test_what_was_changed_in_the_file_meanwhile_is_merged(leave, open_workspace, root):
    await leave()
    store = Store(root)
    store.save("one.yml", replace(store.collection.find("one.yml").request, docs="Theirs"))
    after, heard = open_workspace(), []
    after.met.connect(heard.append)
    revive(after)
    draft = after.drafts["one.yml"]
    assert (draft.current.url, draft.current.docs, draft.torn) == (URL, "Theirs", False)
    assert heard == [("one.yml", "merged")]


async def test_what_both_changed_meanwhile_is_asked_about(leave, open_workspace, root):
    await leave()
    store = Store(root)
    store.save("one.yml", replace(store.collection.find("one.yml").request, url="https://theirs/"))
    after = open_workspace()
    revive(after)
    assert after.drafts["one.yml"].torn
    assert after.drafts["one.yml"].current.url == URL


async def test_a_draft_follows_a_file_that_was_moved_while_nothing_ran(leave, open_workspace, root):
    await leave()
    moved = Store(root).move("one.yml", "deep")
    after = open_workspace()
    assert revive(after) == (moved,)
    assert after.drafts[moved].current.url == URL
    await after.services.close()
    last = open_workspace()
    assert revive(last) == (moved,)


async def test_a_draft_whose_file_is_gone_stays_without_one(leave, open_workspace, root):
    await leave()
    (root / "one.yml").unlink()
    after = open_workspace()
    assert revive(after) == ("one.yml",)
    assert (after.drafts["one.yml"].saved, after.drafts["one.yml"].current.url) == (None, URL)


async def test_of_two_files_that_it_may_belong_to_none_is_chosen(leave, open_workspace, root):
    await leave()
    store = Store(root)
    text = (root / "one.yml").read_text()
    (root / "one.yml").unlink()
    for name in ("a.yml", "b.yml"):
        (root / name).write_text(text)
    store.close()
    assert revive(open_workspace()) == ("one.yml",)


async def test_a_move_that_was_half_done_in_the_journal_leaves_one_draft(leave, open_workspace, root):
    await leave()
    moved = Store(root).move("one.yml", "deep")
    second = open_workspace()
    second.drafts.open(moved, second.request_at(moved))
    second.drafts.edit(moved, replace(second.drafts[moved].current, url=URL))
    second.drafts.flush()
    await second.services.close()
    after = open_workspace()
    assert revive(after) == (moved,)
    assert set(after.drafts.restore()) == {moved}


async def test_new_requests_come_back_under_their_keys(workspace, open_workspace):
    key = workspace.drafts.new(Request(url=URL))
    workspace.drafts.flush()
    await workspace.services.close()
    after = open_workspace()
    assert revive(after) == (key,)
    assert key.startswith(NEW)
    assert after.drafts[key].current.url == URL


async def test_a_file_that_moves_onto_the_place_of_a_lost_one_takes_no_draft_away(workspace, edit, root):
    edit("one.yml", URL)
    edit("two.yml", "https://example.org/second")
    (root / "one.yml").unlink()
    workspace.refresh()
    (root / "two.yml").rename(root / "one.yml")
    workspace.refresh()
    urls = {workspace.drafts[key].current.url for key in workspace.drafts.open_keys()}
    assert urls == {URL, "https://example.org/second"}


async def test_a_sealed_draft_comes_back_with_its_key_beside_what_was_typed_meanwhile(
    workspace, open_workspace
):
    for path in ("one.yml", "two.yml"):
        workspace.drafts.open(path, workspace.request_at(path))
        workspace.drafts.edit(
            path, replace(workspace.drafts[path].current, auth=BearerAuth(f"canary-{path}"))
        )
    workspace.drafts.flush()
    await workspace.services.journal.complete()
    await workspace.services.close()
    after = open_workspace()
    assert revive(after) == ()
    assert still_sealed(after) is not None
    after.drafts.open("two.yml", after.request_at("two.yml"))
    after.drafts.edit("two.yml", replace(after.drafts["two.yml"].current, url=URL))
    after.drafts.flush()
    await after.services.journal.complete()
    first, other = sorted(revive(after), reverse=True)
    assert (first, other.startswith(NEW)) == ("one.yml", True)
    assert after.drafts["one.yml"].current.auth == BearerAuth("canary-one.yml")
    assert after.drafts[other].current.auth == BearerAuth("canary-two.yml")
    assert (after.drafts["two.yml"].current.url, after.drafts["two.yml"].current.auth) == (URL, InheritAuth())
    assert still_sealed(after) is None


async def test_a_key_that_is_lost_is_told_with_the_place_of_the_files(workspace, open_workspace):
    key = workspace.drafts.new(Request(auth=BearerAuth("canary")))
    workspace.drafts.flush()
    assert await workspace.services.journal.complete()
    await workspace.services.close()
    for ring, words in ((Ring(), "no longer has the key"), (NoKeyring(), "This system offers no keyring.")):
        after = open_workspace(Secrets(ring))
        assert revive(after) == ()
        await after.services.journal.complete()
        assert revive(after) == ()
        assert words in still_sealed(after).sentence
        await after.services.close()
    last = open_workspace()
    await last.services.journal.complete()
    assert revive(last) == (key,)


async def test_texts_of_files_come_back_beside_the_drafts(workspace, open_workspace):
    workspace.drafts.note_text("broken.yml", "info: [typed", "info: [")
    workspace.drafts.note_text("other.yml", "typed", "before")
    workspace.drafts.flush()
    workspace.drafts.note_text("other.yml", "before", "before")
    workspace.drafts.flush()
    await workspace.services.close()
    after = open_workspace()
    assert revive(after) == ()
    assert after.drafts.texts() == {"broken.yml": KeptText("info: [typed", "info: [")}
