"""Steps go back and forth in order, and one that fails does no harm to the others."""

import pytest

from app.errors import AppError
from app.workspace.structure import Step, Steps


@pytest.fixture
def steps():
    return Steps()


def change(steps, value, letter):
    """Append a letter as a step that can be done again."""
    value.append(letter)
    steps.add(Step(f"Add {letter}", value.pop, lambda: change(steps, value, letter)))


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
        raise AppError("The file is gone.", "")

    steps.add(Step("Rename", fail))
    with pytest.raises(AppError):
        steps.undo()
    assert steps.undo().words == "Add a"
    assert value == []
