"""The order of rows says which environment wins."""

from app.model.environment import Environment
from ui.sidebar.environment_model import EnvironmentModel

ENVIRONMENTS = tuple(map(Environment, "ABCD"))


def names(model):
    return [model.name(row) for row in range(1, model.rowCount())]


def test_ticked_ones_come_first_in_their_order_and_rows_stay_while_that_holds(qtbot):
    model = EnvironmentModel()
    model.show(ENVIRONMENTS, ("D", "B"))
    assert names(model) == ["D", "B", "A", "C"]
    model.show(ENVIRONMENTS, ("D", "C"))
    assert names(model) == ["D", "B", "A", "C"]
    model.show(ENVIRONMENTS, ("C", "D"))
    assert names(model) == ["C", "D", "A", "B"]


def test_ticks_are_told_in_the_order_of_rows(qtbot):
    model, heard = EnvironmentModel(), []
    model.chosen.connect(heard.append)
    model.show(ENVIRONMENTS, ("B",))
    model.toggle(model.row("D"))
    model.toggle(model.row("B"))
    model.toggle(0)
    model.only(model.row("C"))
    assert heard == [("B", "D"), (), (), ("C",)]


def test_a_row_is_moved_before_another_and_ends_stop_it(qtbot):
    model = EnvironmentModel()
    model.show(ENVIRONMENTS, ())
    assert (model.move(1, 4), names(model)) == (3, ["B", "C", "A", "D"])
    assert (model.move(3, 1), names(model)) == (1, ["A", "B", "C", "D"])
    assert (model.move(4, 6), model.move(2, 2), names(model)) == (4, 2, ["A", "B", "C", "D"])
