"""What is deleted leaves no trace in any file, and until then can be brought back."""

import pytest

from app.history import Query
from app.model.request import Request
from tests.app.history.conftest import make_record
from tests.app.history.test_masked import everything

WORDS = ("rosebud", "Xanadu", "kane-1941")


def traces(folder):
    """Which of the words still stand in a file."""
    written = everything(folder).lower()
    return [word for word in WORDS if word.lower().encode() in written]


@pytest.fixture
def number(history):
    """An entry with a word in its body, its headers and its request, among others."""
    for each in range(30):
        history.record(make_record(answer=f"other {each}"))
    request = Request("List", url="http://shop.test/kane-1941")
    record = make_record(answer="rosebud " * 50, answered=(("X-Palace", "Xanadu"),), request=request)
    found = history.record(record)
    history.record(make_record())
    return found


def test_a_deleted_entry_leaves_no_word_in_any_file(history, number, tmp_path):
    assert traces(tmp_path / "history") == list(WORDS)
    history.delete([number])
    assert traces(tmp_path / "history") == []
    assert history.count() == 31


def test_a_body_that_is_pruned_leaves_no_word_in_any_file(history, number, tmp_path):
    history.budget = 0
    history.prune()
    assert "rosebud" not in traces(tmp_path / "history")
    assert history.entry(number) is not None


def test_pruning_makes_room_for_a_while(history, number):
    for each in range(20):
        history.record(make_record(answer=f"{each} " * 2000))
    history.budget = history.space() - 1
    history.prune()
    assert history.budget * 0.7 < history.space() <= history.budget * 0.9


def test_what_is_hidden_is_not_found_and_can_be_brought_back(history, number):
    history.hide([number])
    assert not history.search(Query("rosebud"))
    assert history.count() == 31
    assert history.unhide([number])
    assert [entry.id for entry in history.search(Query("rosebud"))] == [number]


def test_what_is_hidden_goes_for_good_when_it_is_purged(history, number, tmp_path):
    history.hide([number])
    assert history.purge() == 1
    assert traces(tmp_path / "history") == []
    assert not history.unhide([number])
