"""A control keeps what is being typed as long as it means what is shown."""

from PySide6.QtCore import Qt

from app.model.options import Override
from ui import theme
from ui.request.option_fields import make_field
from ui.request.option_rows import ROWS

BY_NAME = {row.name: row for row in ROWS}


def made(qtbot, name):
    field = make_field(BY_NAME[name], None)
    qtbot.addWidget(field)
    field.told = []
    field.changed.connect(field.told.append)
    field.show()
    field.activateWindow()
    return field


def test_a_time_that_is_typed_differently_stays_while_one_types(qtbot):
    field = made(qtbot, "timeout")
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "60 s")
    field.show_value(60_000)
    assert field.edit.text() == "60 s"
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.text() == "1 min"


def test_a_line_that_is_not_finished_stays_as_it_is_typed(qtbot):
    field = made(qtbot, "resolve")
    qtbot.keyClicks(field.edit, "api:443 ->")
    field.show_value(field.told[-1])
    assert field.told[-1] == (Override("api:443", ""),)
    assert field.edit.toPlainText() == "api:443 ->"


def test_a_choice_that_is_part_of_an_option_has_no_entry_to_inherit(qtbot):
    assert made(qtbot, "retry.methods").box.count() == 2
    assert made(qtbot, "verify").box.count() == 3


def test_a_switch_tells_each_click(qtbot):
    field = made(qtbot, "retry.jitter")
    field.show_value(True)
    field.box.click()
    assert field.told == [False]


def test_what_is_inherited_is_grey_in_every_theme(qtbot, use_theme):
    field = made(qtbot, "verify")
    for name in ("light", "dark"):
        use_theme(name)
        field.show_value(None)
        assert field.box.palette().text().color() == theme.color("faint")
        use_theme("light" if name == "dark" else "dark")
        assert field.box.palette().text().color() == theme.color("faint")
    field.show_value("on")
    assert field.box.palette().text().color() == theme.color("text")
