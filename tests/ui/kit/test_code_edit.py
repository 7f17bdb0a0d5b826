"""The body editor keeps every character, and helps without getting in the way."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget

from app.model.environment import Variable
from app.template.scope import Layer, Scope
from ui.kit.code_edit import CodeEdit
from ui.kit.variables import Variables

SCOPE = Scope((Layer("environment E", (Variable("user_id", "7"),)),))
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def edit(qtbot):
    made = CodeEdit("Body")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_language("json")
    made.show_variables(Variables(SCOPE.look_up, SCOPE.names()))
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def told(edit):
    texts = []
    edit.edited.connect(texts.append)
    return texts


# Qt holds no half surrogate pairs and no NUL, and a paragraph separator is its line end.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\u2029\ufdd0\ufdd1"), max_size=60)


@given(TEXTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_shown_is_what_is_sent(edit, text):
    edit.show_text(text)
    assert edit.text() == text


def test_showing_a_text_tells_nobody_and_typing_tells_the_whole(edit, told, qtbot):
    edit.show_text("a\u00a0b\n")
    assert told == []
    qtbot.keyClicks(edit, "x")
    assert told == ["xa\u00a0b\n"]


def test_line_ends_stay_as_they_were(edit, told, qtbot):
    edit.show_text("a\r\nb\r\n")
    qtbot.keyClicks(edit, "x")
    assert told == ["xa\r\nb\r\n"]


def test_showing_the_same_text_keeps_cursor_and_undo(edit, qtbot):
    qtbot.keyClicks(edit, "abc")
    edit.show_text("abc")
    assert edit.textCursor().position() == 3
    edit.undo()
    assert edit.text() != "abc"


def test_tab_inserts_spaces_until_ctrl_m_frees_it(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    edit, after = CodeEdit("Body"), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(edit)
    layout.addWidget(after)
    window.show()
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.text() == "  "
    qtbot.keyClick(edit, Qt.Key.Key_M, CONTROL)
    assert QToolTip.text().startswith("Tab moves on")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert window.focusWidget() is after
    assert "Ctrl+M" in edit.accessibleDescription()


def test_enter_indents_and_control_enter_passes_on(edit, told, qtbot):
    qtbot.keyClicks(edit, "{")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "x")
    assert edit.text() == "{\n  x"
    qtbot.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    assert edit.text() == "{\n  x"


def test_formatting_is_one_step_to_undo(edit, told, qtbot):
    edit.show_text('{"id":{{user_id}},"price":1.00}')
    qtbot.keyClick(edit, Qt.Key.Key_I, CONTROL | SHIFT)
    assert edit.text() == '{\n  "id": {{user_id}},\n  "price": 1.00\n}'
    assert told[-1] == edit.text()
    edit.undo()
    assert edit.text() == '{"id":{{user_id}},"price":1.00}'


def test_text_with_a_mistake_is_not_formatted_and_the_line_is_told(edit, told, qtbot):
    edit.show_text('{\n"a" 1}')
    heard = []
    edit.problem_changed.connect(heard.append)
    edit.format()
    assert told == []
    assert "line 2" in edit.problem
    assert edit.problem_line == 1
    edit.show_text("{}")
    assert heard == [""]
    assert edit.problem_line == -1


def test_a_mistake_is_told_a_moment_after_the_last_key(edit, qtbot):
    with qtbot.waitSignal(edit.problem_changed) as heard:
        qtbot.keyClicks(edit, "{")
    assert "line 1" in heard.args[0]


def test_variables_are_completed(edit, qtbot):
    qtbot.keyClicks(edit, '{"id": {{us')
    qtbot.keyClick(edit._completion._list.view, Qt.Key.Key_Return)
    assert edit.text() == '{"id": {{user_id}}'


def test_the_bracket_at_the_cursor_and_its_partner_are_marked(edit):
    edit.show_text("[1, [2]]")
    places = sorted(mark.cursor.selectionStart() for mark in edit.extraSelections())
    assert places == [0, 7]


def test_the_tooltip_tells_a_variables_value(edit, qtbot):
    edit.show_text("{{user_id}}")
    place = edit.viewport().mapTo(edit, edit.cursorRect().center()) + QPoint(20, 0)
    QApplication.sendEvent(edit, QHelpEvent(QEvent.Type.ToolTip, place, edit.mapToGlobal(place)))
    assert QToolTip.text() == "user_id = 7 (environment E)"


def test_a_body_of_a_megabyte_is_not_checked_at_each_pause(edit):
    edit.show_text(("x" * 1023 + "\n") * 1025)
    assert edit.problem == ""
