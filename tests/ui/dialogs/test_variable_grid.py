"""The cells behind the table of environments."""

from app.model.environment import Environment, Variable
from ui.dialogs.variable_grid import Grid

A = Environment("A", variables=(Variable("x", "1"), Variable("y", "2"), Variable("x", "3")))
B = Environment("B", variables=(Variable("y", "4"),))


def grid():
    made = Grid()
    made.show((A, B), {})
    return made


def values(made, environment):
    return [(row.name, row.value) for row in made.rows(environment)]


def test_a_name_that_is_twice_shows_its_last_value_and_keeps_the_other():
    made = grid()
    assert made.names == ["x", "y"]
    made.write("x", "A", "9")
    assert values(made, "A") == [("x", "1"), ("y", "2"), ("x", "9")]
    assert made.edited() == ("A",)


def test_a_new_value_stands_at_the_end_and_can_be_taken_out():
    made = grid()
    made.write("x", "B", "5")
    assert values(made, "B") == [("y", "4"), ("x", "5")]
    made.take_out("x", "B")
    assert made.edited() == ()


def test_edits_are_forgotten_when_discarded():
    made = grid()
    made.remove("y")
    assert made.edited() == ("A", "B")
    made.discard()
    assert made.edited() == ()
    assert made.cell("y", "B").value == "4"
