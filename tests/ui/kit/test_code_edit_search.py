"""Places are found as typed, by whole words and by expression; what never ends is given up."""

import pytest

from ui.kit.code_edit_search import Wanted, find, replacement


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (Wanted("id"), ((0, 2), (3, 5), (6, 8))),
        (Wanted("id", match_case=True), ((0, 2), (6, 8))),
        (Wanted("id", whole_word=True), ((0, 2), (3, 5))),
        (Wanted("^.", is_regex=True), ((0, 1), (6, 7))),
        (Wanted("i.", is_regex=True, match_case=True), ((0, 2), (6, 8))),
        (Wanted("q*", is_regex=True), ()),
        (Wanted("."), ()),
        (Wanted(""), ()),
    ],
)
def test_places_are_found(wanted, places):
    assert find("id ID\nidx", wanted).places == places


def test_a_bad_expression_is_told_with_its_place():
    assert find("a", Wanted("a(b", is_regex=True)).problem == (
        "This is no regular expression: missing ) at position 4."
    )


def test_an_expression_that_never_ends_is_given_up():
    found = find("a" * 5000 + "!", Wanted(r"(a|aa)+$", is_regex=True))
    assert found.problem == "This expression takes too long here; make it simpler."


def test_only_so_many_places_are_kept():
    found = find("a" * 20_000, Wanted("a"))
    assert (len(found.places), found.more) == (10_000, True)


@pytest.mark.parametrize(
    ("wanted", "new", "replaced"),
    [
        (Wanted("a"), "$1", "$1"),
        (Wanted("(a)(b)?", is_regex=True), "[$1$2${1}$&$$]$9\\n", "[aaa$]$9\n"),
    ],
)
def test_groups_are_filled_in_only_for_an_expression(wanted, new, replaced):
    assert replacement("xa", (1, 2), wanted, new) == replaced
