"""A drop becomes a move, or nothing where nothing would change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from tests.ui.sidebar.conftest import place
from ui.sidebar.drop import Move, allowed, move_of, outermost, pack, unpack
from ui.sidebar.place import Place

PLACES = (place("f/ä b"), Place("/other", "c"))
SIBLINGS = ("a", "b", "c", "d")


def test_what_lies_in_a_dragged_folder_moves_with_it():
    assert outermost(["f", "f/a", "fa", "g/b", "f"]) == ("f", "fa", "g/b")


def test_a_tree_unpacks_what_it_packed():
    assert unpack(pack(PLACES)) == PLACES


def test_a_collection_takes_nothing_from_another_program():
    text = QMimeData()
    text.setText("hello")
    assert unpack(text) == ()


@pytest.mark.parametrize(
    ("path", "target", "result"),
    [("f", "f", False), ("f", "f/g", False), ("f", "fg", True), ("f", "", True), ("f/g", "f", True)],
)
def test_a_folder_goes_anywhere_but_into_itself(path, target, result):
    assert allowed([place(path)], place(target)) is result
    assert allowed([Place("/other", path)], place(target))


@pytest.mark.parametrize("row", [0, 1])
def test_a_drop_beside_itself_changes_nothing(row):
    assert move_of([*map(place, ["a"])], place(""), SIBLINGS, row) is None


def test_a_drop_onto_a_folder_goes_to_its_end():
    assert move_of([*map(place, ["x/y"])], place("f"), SIBLINGS, -1) == Move((place("x/y"),), place("f"))


def test_the_place_is_named_by_a_neighbour_that_stays():
    assert move_of([*map(place, ["a", "b"])], place(""), SIBLINGS, 1) is None
    assert move_of([*map(place, ["a", "c"])], place(""), SIBLINGS, 2) == Move(
        (place("a"), place("c")), place(""), "d"
    )


def test_items_of_two_collections_are_dropped_together():
    dragged = [place("a"), Place("/other", "a")]
    assert move_of(dragged, place(""), SIBLINGS, 0) == Move(tuple(dragged), place(""), "b")


@given(st.lists(st.sampled_from([*SIBLINGS, "x", "y"]), unique=True, min_size=1), st.integers(-1, 4))
def test_carrying_out_a_move_puts_the_items_at_the_place_of_the_drop(dragged, row):
    end = len(SIBLINGS) if row < 0 else row
    left = [path for path in SIBLINGS[:end] if path not in dragged]
    right = [path for path in SIBLINGS[end:] if path not in dragged]
    wanted = [*left, *dragged, *right]
    move = move_of([*map(place, dragged)], place(), SIBLINGS, row)
    if move is None:
        assert wanted == list(SIBLINGS)
    else:
        assert move.before == (right[0] if right else None)
