"""The cells behind the table of environments."""

from app.model.environment import Environment, Variable
from ui.dialogs.variable_grid import Grid
from ui.dialogs.variable_row import VariableRow

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


def test_every_edit_can_be_taken_back_and_done_again():
    made = grid()
    for change in (
        lambda: made.rename("y", "z"),
        lambda: made.remove("x"),
        lambda: made.add("new"),
        lambda: made.write("new", "B", "5"),
    ):
        made.begin()
        change()
    assert (made.names, values(made, "A")) == (["z", "new"], [("z", "2")])
    while made.undo():
        pass
    assert (made.names, made.edited()) == (["x", "y"], ())
    while made.redo():
        pass
    assert values(made, "B") == [("z", "4"), ("new", "5")]


def test_a_step_that_changed_nothing_is_passed_over():
    made = grid()
    made.begin()
    made.write("y", "B", "9")
    made.begin()
    assert made.rename("x", "y")
    assert made.undo()
    assert made.cell("y", "B").value == "4"
    assert not made.undo()


def test_many_values_come_in_at_once_and_those_that_are_there_keep_their_place():
    made = grid()
    made.put_all("A", [VariableRow("y", "7"), VariableRow("x", "8"), VariableRow("q", "9")])
    assert values(made, "A") == [("x", "1"), ("y", "7"), ("x", "8"), ("q", "9")]


def test_a_name_is_changed_everywhere_without_a_look_at_every_cell():
    variables = tuple(Variable(f"v{number}") for number in range(50))
    made = Grid()
    made.show([Environment(f"E{number}", variables=variables) for number in range(50)], {})
    made.rename("v2", "w2")
    assert len(made.edited()) == 50
    column = made._column("E7")
    assert [each.name for each in column if each not in variables] == ["w2"]
    made.rename("w2", "v2")
    assert made.edited() == ()
