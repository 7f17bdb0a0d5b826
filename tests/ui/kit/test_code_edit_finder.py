"""What the bar asks for is found, marked and replaced in the editor."""

import pytest
from PySide6.QtCore import Qt

from ui.kit.code_edit import CodeEdit

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def edit(qtbot):
    made = CodeEdit("Body")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.setFocus()
    return made


def look_for(edit, qtbot, text, replacing=False):
    qtbot.keyClick(edit, Qt.Key.Key_H if replacing else Qt.Key.Key_F, CONTROL)
    edit.bars.find_bar.field.setText(text)


def selected(edit):
    cursor = edit.textCursor()
    return cursor.selectionStart(), cursor.selectionEnd()


def test_places_are_counted_marked_and_gone_through(edit, qtbot):
    edit.show_text("😀 id\nid\nID")
    look_for(edit, qtbot, "id")
    assert edit.bars.find_bar.count.text() == "1 of 3"
    assert selected(edit) == (3, 5)
    assert len(edit.extraSelections()) == 3
    qtbot.keyClick(edit.bars.find_bar.field, Qt.Key.Key_Return)
    assert (edit.bars.find_bar.count.text(), selected(edit)) == ("2 of 3", (6, 8))
    qtbot.keyClick(edit.bars.find_bar.field, Qt.Key.Key_F3, SHIFT)
    qtbot.keyClick(edit.bars.find_bar.field, Qt.Key.Key_F3, SHIFT)
    assert edit.bars.find_bar.count.text() == "3 of 3"
    edit.bars.find_bar.switches.match_case.click()
    assert edit.bars.find_bar.count.text() == "1 of 2"
    qtbot.keyClick(edit.bars.find_bar.field, Qt.Key.Key_Escape)
    assert edit.bars.find_bar.isHidden()
    assert edit.hasFocus()
    assert edit.extraSelections() == []


def test_the_selection_is_looked_for(edit, qtbot):
    edit.show_text("a bc bc")
    edit.go_to(1, 3)
    cursor = edit.textCursor()
    cursor.movePosition(cursor.MoveOperation.EndOfWord, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    edit.open_find()
    assert edit.bars.find_bar.field.text() == "bc"
    assert edit.bars.find_bar.count.text() == "1 of 2"


def test_one_place_is_replaced_at_a_time(edit, qtbot):
    edit.show_text("a a a")
    look_for(edit, qtbot, "a", replacing=True)
    edit.bars.find_bar.new.setText("bb")
    edit.bars.find_bar.new.setFocus()
    qtbot.keyClick(edit.bars.find_bar.new, Qt.Key.Key_Return)
    assert edit.text() == "bb a a"
    assert selected(edit) == (3, 4)
    edit.bars.find_bar.replace.click()
    assert edit.text() == "bb bb a"


def test_all_places_are_replaced_in_one_step_of_undo(edit, qtbot):
    edit.show_text("x1 😀 x2\nx3")
    look_for(edit, qtbot, r"x(\d)", replacing=True)
    edit.bars.find_bar.switches.is_regex.click()
    edit.bars.find_bar.new.setText("$1y")
    edit.bars.find_bar.replace_all.click()
    assert edit.text() == "1y 😀 2y\n3y"
    assert edit.bars.find_bar.count.text() == "Not found"
    edit.undo()
    assert edit.text() == "x1 😀 x2\nx3"


def test_a_bad_expression_is_told(edit, qtbot):
    edit.show_text("a(")
    look_for(edit, qtbot, "a(")
    edit.bars.find_bar.switches.is_regex.click()
    assert edit.bars.find_bar.count.text() == "Not valid"
    assert "missing )" in edit.bars.find_bar.count.toolTip()
    assert not edit.bars.find_bar.replace_all.isEnabled()


def test_typing_in_the_text_brings_the_count_up_to_date(edit, qtbot):
    edit.show_text("a")
    look_for(edit, qtbot, "a")
    edit.setFocus()
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    with qtbot.waitSignal(edit.bars.finder.marks_changed):
        qtbot.keyClicks(edit, "a")
    assert edit.bars.find_bar.count.text() == "2"
