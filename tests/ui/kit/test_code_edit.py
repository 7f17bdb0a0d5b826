"""The body editor keeps every character, and helps without getting in the way."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QHelpEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QToolTip, QVBoxLayout, QWidget

from app.model.environment import Variable
from app.template.scope import Layer, Scope
from ui.kit.code_edit import TEXT_LIMIT, CodeEdit
from ui.kit.variables import Variables

SCOPE = Scope((Layer("environment E", (Variable("user_id", "7"),)),))
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
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
    assert edit.text() == "{\n  x\n}"
    qtbot.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    assert edit.text() == "{\n  x\n}"


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
        qtbot.keyClicks(edit, "{1")
    assert "line 1" in heard.args[0]


def test_variables_are_completed(edit, qtbot):
    qtbot.keyClicks(edit, '{"id": {{us')
    qtbot.keyClick(edit._completion._list.view, Qt.Key.Key_Return)
    assert edit.text() == '{"id": {{user_id}}}'


def test_the_bracket_at_the_cursor_and_its_partner_are_marked(edit):
    edit.show_text('["😀", [2]]')
    edit.moveCursor(QTextCursor.MoveOperation.End)
    places = sorted(mark.cursor.selectionStart() for mark in edit.extraSelections())
    assert places == [0, 10]


def test_pairs_lines_and_comments_have_their_keys_and_undo_takes_each_back(edit, qtbot):
    qtbot.keyClicks(edit, "[")
    assert edit.text() == "[]"
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.text() == ""
    edit.show_text("1\n2")
    qtbot.keyClick(edit, Qt.Key.Key_Down, ALT)
    assert edit.text() == "2\n1"
    qtbot.keyClick(edit, Qt.Key.Key_Slash, CONTROL)
    assert edit.text() == "2\n// 1"
    qtbot.keyClick(edit, Qt.Key.Key_D, CONTROL | SHIFT)
    assert edit.text() == "2\n// 1\n// 1"
    for text in ("2\n// 1", "2\n1", "1\n2"):
        edit.undo()
        assert edit.text() == text


def test_plain_text_is_left_alone(edit, qtbot):
    edit.show_language("text")
    qtbot.keyClicks(edit, '{"')
    qtbot.keyClick(edit, Qt.Key.Key_Slash, CONTROL)
    assert edit.text() == '{"'


def test_the_keys_of_the_editor_come_before_those_of_the_window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    edit = CodeEdit("Body")
    window.setCentralWidget(edit)
    heard = []
    for keys in ("Ctrl+F", "Ctrl+/"):
        QShortcut(QKeySequence(keys), window, lambda: heard.append("window"))
    window.show()
    window.activateWindow()
    edit.setFocus()
    edit.show_language("json")
    qtbot.keyClick(edit, Qt.Key.Key_Slash, CONTROL)
    qtbot.keyClick(edit, Qt.Key.Key_F, CONTROL)
    assert edit.text() == "// "
    assert edit.bars.find_bar.isVisible()
    assert heard == []


def test_a_text_above_the_limit_is_handed_on_and_not_inserted(edit, told):
    too_large = []
    edit.too_large.connect(too_large.append)
    edit.show_text('"kept"')
    data = QMimeData()
    data.setText("é" * (TEXT_LIMIT // 2))
    edit.insertFromMimeData(data)
    assert too_large == [data.text()]
    assert edit.text() == '"kept"'
    data.setText("small")
    edit.insertFromMimeData(data)
    assert told == ['small"kept"']


def test_a_file_is_not_pasted_as_its_path(edit):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.json")])
    assert not edit.canInsertFromMimeData(data)


def test_go_to_line_counts_characters(edit, qtbot):
    edit.show_text("a\n😀b\nc")
    qtbot.keyClick(edit, Qt.Key.Key_G, CONTROL)
    assert edit.bars.go_to_bar.isVisible()
    qtbot.keyClicks(edit.bars.go_to_bar.field, "2:2")
    qtbot.keyClick(edit.bars.go_to_bar.field, Qt.Key.Key_Return)
    assert edit.bars.go_to_bar.isHidden()
    assert edit.hasFocus()
    assert edit.textCursor().position() == 4
    edit.go_to(99, 99)
    assert edit.textCursor().atEnd()


def test_the_tooltip_tells_a_variables_value(edit, qtbot):
    edit.show_text("{{user_id}}")
    place = edit.viewport().mapTo(edit, edit.cursorRect().center()) + QPoint(20, 0)
    QApplication.sendEvent(edit, QHelpEvent(QEvent.Type.ToolTip, place, edit.mapToGlobal(place)))
    assert QToolTip.text() == "user_id = 7 (environment E)"


def test_a_body_of_a_megabyte_is_not_checked_at_each_pause(edit):
    edit.show_text(("x" * 1023 + "\n") * 1025)
    assert edit.problem == ""


def test_a_line_of_right_to_left_text_begins_on_the_left(edit):
    edit.show_text("// שלום")
    cursor = edit.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    start = edit.cursorRect(cursor).left()
    cursor.movePosition(QTextCursor.MoveOperation.Right, n=2)
    assert start < edit.cursorRect(cursor).left()
    assert start < 100
