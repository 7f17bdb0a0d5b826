"""The history of expressions: newest first, once each, each language by itself."""

from ui.response.filter_history import MOST, FilterHistory


def filled(*texts):
    history = FilterHistory()
    for text in texts:
        history.add("jq", text)
    return history


def test_the_newest_is_first_and_stands_there_once():
    history = filled(".a", ".b", ".a")
    assert history.texts("jq") == (".a", ".b")
    assert history.texts("jsonpath") == ()
    assert not history.add("jq", ".a")
    assert not history.add("jq", "  ")


def test_only_so_many_are_kept_of_each_language():
    history = filled(*(f".{number}" for number in range(MOST + 5)))
    history.add("xpath", "//a")
    assert len(history.texts("jq")) == MOST
    assert history.entries()[0] == ("xpath", "//a")


def test_the_way_back_ends_at_the_oldest_and_the_way_forth_at_what_was_typed():
    history = filled(".a", ".b", ".c")
    seen = [".typed"]
    for _ in range(4):
        seen.append(history.older("jq", seen[-1]))
    assert seen == [".typed", ".c", ".b", ".a", ".a"]
    for _ in range(4):
        seen.append(history.newer("jq", seen[-1]))
    assert seen[5:] == [".b", ".c", ".typed", ".typed"]


def test_what_is_shown_already_is_passed_over_on_the_way_back():
    assert filled(".a", ".b").older("jq", ".b") == ".a"


def test_without_a_history_what_is_typed_stays():
    assert FilterHistory().older("jq", ".typed") == ".typed"
    assert FilterHistory().newer("jq", ".typed") == ".typed"
