"""Steps go back and forth in order, and one that fails does no harm to the others."""

import pytest

from app.errors import AppError
from app.workspace.structure import Step, Steps


@pytest.fixture
def steps():
    return Steps()


def change(steps, value, letter, *owners):
    """Append a letter as a step that can be done again."""
    value.append(letter)
    steps.add(Step(f"Add {letter}", value.pop, lambda: value.append(letter), owners))


def test_steps_are_taken_back_and_done_again_in_order(steps):
    value = []
    for letter in "abc":
        change(steps, value, letter)
    assert [steps.undo().words for _ in range(3)] == ["Add c", "Add b", "Add a"]
    assert (value, steps.undo()) == ([], None)
    assert [steps.redo().words for _ in range(3)] == ["Add a", "Add b", "Add c"]
    assert (value, steps.redo()) == (["a", "b", "c"], None)
    steps.undo()
    assert value == ["a", "b"]


def test_it_names_what_comes_next_in_both_directions_and_tells_of_every_change(steps):
    told = []
    steps.changed.connect(lambda _steps: told.append((steps.undo_words, steps.redo_words)))
    value = []
    change(steps, value, "a")
    change(steps, value, "b")
    steps.undo()
    steps.undo()
    assert told == [("Add a", ""), ("Add b", ""), ("Add a", "Add b"), ("", "Add a")]


def test_a_new_step_ends_the_way_forward(steps):
    value = []
    change(steps, value, "a")
    steps.undo()
    change(steps, value, "b")
    assert steps.redo() is None


def test_a_step_that_fails_is_dropped_and_the_one_below_still_works(steps):
    value = []
    change(steps, value, "a")

    def fail():
        raise AppError("The file is gone.", "Look for it.")

    steps.add(Step("Rename “A”", fail))
    with pytest.raises(AppError) as told:
        steps.undo()
    assert told.value.sentence == "Rename “A”: this cannot be undone any more. The file is gone."
    assert steps.undo().words == "Add a"
    assert value == []


def test_only_the_steps_of_a_closed_workspace_go(steps):
    shop, garden, value = object(), object(), []
    change(steps, value, "a", shop)
    change(steps, value, "b", garden)
    change(steps, value, "c", shop, garden)
    change(steps, value, "d", shop)
    steps.undo()
    steps.forget(garden)
    assert (steps.undo_words, steps.redo_words) == ("Add a", "Add d")
