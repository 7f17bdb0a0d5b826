"""Drafts: what was typed, what the file holds, undo, and the keys that follow files."""

from dataclasses import replace

import pytest

from app.files.drafts import DraftJournal
from app.model.request import Request
from app.workspace.drafts import COALESCE, STEPS, Draft, Drafts

SAVED = Request("One", url="https://example.org/")


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on when it is told to."""
    now = [100.0]
    monkeypatch.setattr("app.workspace.drafts.time.monotonic", lambda: now[0])
    return now


@pytest.fixture
def drafts(tmp_path):
    made = Drafts(DraftJournal(tmp_path / "drafts"), "shop")
    made.open("one.yml", SAVED)
    return made


def put(drafts, url):
    drafts.edit("one.yml", replace(drafts["one.yml"].current, url=url))


def test_typing_in_one_go_is_one_step_back(drafts, clock):
    for url in ("a", "ab", "abc"):
        put(drafts, url)
    clock[0] += COALESCE
    put(drafts, "abcd")
    assert drafts.undo("one.yml")
    assert drafts["one.yml"].current.url == "abc"
    assert drafts.undo("one.yml")
    assert drafts["one.yml"].current == SAVED
    assert not drafts.undo("one.yml")


def test_an_edit_after_undo_ends_redo(drafts, clock):
    put(drafts, "a")
    drafts.undo("one.yml")
    put(drafts, "b")
    assert not drafts.redo("one.yml")


def test_undo_remembers_a_limited_number_of_steps(drafts, clock):
    for number in range(STEPS + 50):
        clock[0] += COALESCE
        put(drafts, str(number))
    steps = 0
    while drafts.undo("one.yml"):
        steps += 1
    assert steps == STEPS


def test_the_same_value_again_is_no_edit(drafts):
    drafts.edit("one.yml", SAVED)
    assert not drafts.undo("one.yml")
    assert drafts.dirty() == ()


def test_a_clean_draft_follows_its_file(drafts):
    assert drafts.meet("one.yml", replace(SAVED, method="PUT")) == "followed"
    assert drafts["one.yml"].current.method == "PUT"
    assert drafts.meet("one.yml", replace(SAVED, method="PUT")) is None


def test_edits_of_different_things_become_one_and_undo_keeps_what_came_from_outside(drafts):
    put(drafts, "typed")
    assert drafts.meet("one.yml", replace(SAVED, method="PUT")) == "merged"
    assert drafts["one.yml"] == Draft(replace(SAVED, method="PUT"), replace(SAVED, method="PUT", url="typed"))
    assert drafts.undo("one.yml")
    assert drafts["one.yml"].current == replace(SAVED, method="PUT")
    assert not drafts["one.yml"].dirty


def test_edits_of_the_same_thing_tear_the_draft_until_somebody_chooses(drafts):
    put(drafts, "typed")
    theirs = replace(SAVED, url="theirs", method="PUT")
    assert drafts.meet("one.yml", theirs) == "torn"
    assert drafts["one.yml"] == Draft(theirs, replace(SAVED, url="typed"), SAVED)
    assert drafts.meet("one.yml", theirs) is None
    drafts.solve("one.yml", theirs)
    assert not drafts["one.yml"].torn
    assert not drafts["one.yml"].dirty
    assert drafts.undo("one.yml")
    assert drafts["one.yml"].current.url == "typed"


def test_a_torn_draft_is_whole_again_when_the_clash_is_typed_away_or_settled(drafts):
    put(drafts, "typed")
    drafts.meet("one.yml", replace(SAVED, url="theirs"))
    put(drafts, "theirs")
    assert drafts.meet("one.yml", replace(SAVED, url="theirs")) == "merged"
    assert not drafts["one.yml"].torn
    put(drafts, "typed on")
    drafts.meet("one.yml", replace(SAVED, url="theirs again"))
    drafts.settle("one.yml", SAVED)
    assert not drafts["one.yml"].torn


def test_a_file_that_goes_and_comes_back_meets_what_was_typed_before(drafts):
    put(drafts, "typed")
    assert drafts.meet("one.yml", None) == "gone"
    assert drafts.meet("one.yml", None) is None
    assert drafts["one.yml"] == Draft(None, replace(SAVED, url="typed"), SAVED)
    assert drafts.meet("one.yml", replace(SAVED, method="PUT")) == "merged"
    assert drafts["one.yml"].current == replace(SAVED, method="PUT", url="typed")


def test_what_clashed_before_the_end_of_the_program_still_does_after_it(drafts):
    put(drafts, "typed")
    drafts.meet("one.yml", replace(SAVED, url="theirs"))
    drafts.flush()
    kept = drafts.restore()["one.yml"]
    drafts.close("one.yml")
    drafts.revive("one.yml", replace(SAVED, url="theirs"), kept)
    assert drafts["one.yml"].torn
    drafts.close("one.yml")
    drafts.revive("one.yml", None, kept)
    assert drafts["one.yml"].torn


def test_a_draft_that_moves_keeps_its_undo_and_its_place(drafts, clock):
    drafts.open("two.yml", SAVED)
    put(drafts, "typed")
    drafts.rekey("one.yml", "deep/one.yml")
    assert drafts.open_keys() == ("deep/one.yml", "two.yml")
    assert drafts.undo("deep/one.yml")


def test_the_journal_holds_what_is_dirty_and_forgets_what_is_not(drafts):
    put(drafts, "typed")
    drafts.flush()
    assert drafts.restore()["one.yml"].request.url == "typed"
    drafts.undo("one.yml")
    drafts.flush()
    assert drafts.restore() == {}


def test_a_closed_draft_leaves_the_journal(drafts):
    put(drafts, "typed")
    drafts.flush()
    drafts.close("one.yml")
    assert drafts.restore() == {}


def test_another_collection_does_not_get_these_drafts(drafts, tmp_path):
    put(drafts, "typed")
    drafts.flush()
    assert Drafts(DraftJournal(tmp_path / "drafts"), "garden").restore() == {}
