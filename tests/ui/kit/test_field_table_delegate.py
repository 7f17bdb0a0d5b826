"""Cells are painted in the colours of what they say."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.model.environment import Variable
from app.model.field import Field
from app.template.scope import Layer, Scope
from ui import theme
from ui.kit.field_table import FieldTable, FieldTableOptions
from ui.kit.field_table_model import Automatic
from ui.kit.variables import Variables

SCOPE = Scope((Layer("here", (Variable("token", "1"),)),))


@pytest.fixture
def table(qtbot):
    made = FieldTable("Headers", FieldTableOptions(add_text="Add header"))
    qtbot.addWidget(made)
    made.resize(520, 200)
    made.show_variables(Variables(SCOPE.look_up))
    made.show()
    return made


def colours(table, row, column):
    """The colours in a cell."""
    rect = table.view.visualRect(table.view.rows.index(row, column)).adjusted(1, 1, -2, -2)
    image = table.view.viewport().grab(rect).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize(("value", "token"), [("{{token}}", "link"), ("{{nope}}", "red")])
@pytest.mark.parametrize("choice", ["light", "dark"])
def test_variables_in_a_cell_are_known_or_not(table, use_theme, choice, value, token):
    use_theme(choice)
    table.show_fields((Field("A", value),))
    assert theme.color(token).name() in colours(table, 0, 2)


def test_a_row_that_is_off_is_faint_whatever_it_says(table):
    table.show_fields((Field("A", "{{nope}}", enabled=False),))
    assert theme.color("red").name() not in colours(table, 0, 2)
    assert theme.color("faint").name() in colours(table, 0, 2)


def test_check_boxes_of_own_and_automatic_rows_differ(table):
    table.show_fields((Field("A", "1"),), (Automatic("Host", "h", "x"),))
    assert theme.color("accent").name() in colours(table, 0, 0)
    assert theme.color("accent").name() not in colours(table, 2, 0)


def test_a_cell_tells_its_variables_or_what_does_not_fit(table):
    table.show_fields((Field("A", "{{token}} {{nope}}"), Field("B", "long " * 40), Field("C", "c")))
    assert tool_tip(table, 2, 2) == ""
    assert tool_tip(table, 0, 2).splitlines()[0] == "token = 1 (here)"
    assert tool_tip(table, 1, 2).startswith("long long")


def tool_tip(table, row, column):
    """What the tooltip over a cell says."""
    place = table.view.visualRect(table.view.rows.index(row, column)).center()
    viewport = table.view.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place)))
    return QToolTip.text() if QToolTip.isVisible() else ""


def test_larger_text_makes_higher_rows(table, use_theme):
    table.show_fields((Field("A", "1"),))
    use_theme("light", 26)
    assert table.view.rowHeight(0) == 60
    assert table.view.horizontalHeader().height() == 56


def test_compact_rows_are_lower(table, use_theme):
    table.show_fields((Field("A", "1"),))
    use_theme("light", compact=True)
    assert table.view.rowHeight(0) == 24
    use_theme("light")
    assert table.view.rowHeight(0) == 30


def test_rows_are_as_high_as_the_picture_says(table):
    table.show_fields((Field("A", "1"),))
    assert table.view.rowHeight(0) == 30


def test_an_editor_is_named_after_its_row_and_column(table):
    table.show_fields((Field("Accept", "1"),))
    table.view.edit_cell(0, 2)
    editor = table.view.indexWidget(table.view.currentIndex())
    assert editor.accessibleName() == "Value of Accept"
