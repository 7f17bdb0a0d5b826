"""Drafts survive the end of the program."""

import stat

from app.files.drafts import DraftJournal
from app.model.field import Field
from app.model.request import Request

KEY = ("sonde-tour", "basics/get.yml")


def test_drafts_are_read_by_the_next_run(tmp_path):
    first = Request("One", "PUT", "http://h/?a=1", query=(Field("a", "1"),), docs="lone \ud800 half")
    DraftJournal(tmp_path / "drafts").write(KEY, first)
    DraftJournal(tmp_path / "drafts").write(("sonde-tour", "new-1"), Request("Two"))
    assert DraftJournal(tmp_path / "drafts").read_all() == {
        KEY: first,
        ("sonde-tour", "new-1"): Request("Two"),
    }


def test_a_draft_that_was_saved_is_forgotten(tmp_path):
    journal = DraftJournal(tmp_path)
    journal.write(KEY, Request("One"))
    journal.write(KEY, None)
    journal.write(KEY, None)
    assert journal.read_all() == {}


def test_drafts_are_for_their_owner_only(tmp_path):
    DraftJournal(tmp_path / "drafts").write(KEY, Request())
    (file,) = (tmp_path / "drafts").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_damaged_draft_hides_no_other(tmp_path):
    journal = DraftJournal(tmp_path)
    journal.write(KEY, Request("One"))
    for number, text in enumerate(
        ['{"format"', "[]", '{"format": 1}', '{"format": 1, "key": ["a", "b"], "request": []}']
    ):
        (tmp_path / f"{number}.json").write_text(text)
    assert journal.read_all() == {KEY: Request("One")}


def test_a_draft_without_a_name_has_none_when_it_comes_back(tmp_path):
    DraftJournal(tmp_path).write(KEY, Request())
    assert DraftJournal(tmp_path).read_all() == {KEY: Request()}
