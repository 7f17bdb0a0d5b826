"""A line with variables is a line edit in every respect: exact text, undo, paste, input methods."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.model.environment import Variable
from app.template.scope import Layer, Scope
from ui import theme
from ui.kit.variable_edit import VariableEdit
from ui.kit.variables import Variables

SCOPE = Scope((Layer("environment E", (Variable("base_url", "http://h"), Variable("token", secret=True))),))


@pytest.fixture
def edit(qtbot):
    made = VariableEdit("URL")
    qtbot.addWidget(made)
    made.resize(400, 34)
    made.show_variables(Variables(SCOPE.look_up, SCOPE.names()))
    made.show()
    made.setFocus()
    return made


def pixels(widget, color):
    """How many pixels have this colour, fully or nearly."""
    image = widget.grab().toImage()
    return sum(
        image.pixelColor(x, y).name() == color.name()
        for x in range(image.width())
        for y in range(image.height())
    )


def test_the_text_stays_exactly_as_it_was_shown(edit):
    text = "a\tb\u00a0c\nd {{x}} é\U0001f600"
    edit.show_text(text)
    assert edit.text() == text


def test_known_and_unknown_names_have_their_colours(edit):
    edit.show_text("plain")
    assert not pixels(edit, theme.color("red"))
    edit.show_text("{{nope}}")
    assert pixels(edit, theme.color("red"))
    edit.show_text("{{base_url}}")
    assert not pixels(edit, theme.color("red"))
    assert pixels(edit, theme.color("link"))


def test_colouring_keeps_selection_and_undo(edit, qtbot):
    qtbot.keyClicks(edit, "{{a}}b")
    edit.setSelection(1, 3)
    edit.show_variables(Variables(SCOPE.look_up))
    assert edit.selectedText() == "{a}"
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() != "{{a}}b"


def test_colouring_does_not_end_the_composition_of_a_character(edit):
    edit.show_text("{{base_url}}")
    edit.end(False)
    QApplication.sendEvent(edit, QInputMethodEvent("か", []))
    edit.show_variables(Variables(SCOPE.look_up))
    done = QInputMethodEvent()
    done.setCommitString("蚊")
    QApplication.sendEvent(edit, done)
    assert edit.text() == "{{base_url}}蚊"
    assert pixels(edit, theme.color("link"))


def test_a_name_is_completed_while_it_is_typed(edit, qtbot):
    edited = []
    edit.textEdited.connect(edited.append)
    qtbot.keyClicks(edit, "{{ba")
    qtbot.keyClick(edit._completion._list.view, Qt.Key.Key_Return)
    assert edit.text() == "{{base_url}}"
    assert edited[-1] == "{{base_url}}"
    qtbot.keyClicks(edit, "/x")
    assert edit.text() == "{{base_url}}/x"


def test_a_chosen_word_is_not_completed_again(edit, qtbot):
    edit.show_words(("Accept", "Accept-Encoding"))
    qtbot.keyClicks(edit, "acc")
    popup = edit._completion._list.view
    assert not popup.verticalScrollBar().maximum()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Tab)
    assert edit.text() == "Accept"
    assert not popup.isVisible()


def test_enter_in_the_open_list_does_not_submit(edit, qtbot):
    submitted = []
    edit.returnPressed.connect(lambda: submitted.append(edit.text()))
    qtbot.keyClicks(edit, "{{ba")
    qtbot.keyClick(edit._completion._list.view, Qt.Key.Key_Return)
    assert not submitted
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert submitted == ["{{base_url}}"]


@pytest.mark.parametrize(
    ("trims", "pasted", "text"),
    [(False, "a\r\nb\nc", "abc"), (False, " a b ", " a b "), (True, "\n  http://h/a b \n", "http://h/a b")],
)
def test_pasted_line_breaks_are_left_out(edit, qtbot, trims, pasted, text):
    edit.trims_paste = trims
    QGuiApplication.clipboard().setText(pasted)
    qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == text
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == ""


def test_the_context_menu_pastes_the_same_way(edit):
    QGuiApplication.clipboard().setText("a\nb")
    QApplication.sendEvent(
        edit,
        QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, edit.rect().center(), edit.mapToGlobal(edit.pos())
        ),
    )
    menu = edit.findChild(QMenu)
    next(action for action in menu.actions() if action.objectName() == "edit-paste").trigger()
    menu.close()
    assert edit.text() == "ab"


def test_dropped_lines_are_joined(edit):
    data = QMimeData()
    data.setText("a\nb")
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    edit.dropEvent(event)
    assert edit.text() == "ab"


def test_several_lines_are_reported_where_the_parent_wants_them(edit):
    heard = []
    edit.keep_lines = True
    edit.lines_pasted.connect(heard.append)
    edit.paste_text("A: 1\nB: 2")
    edit.paste_text("one line\n")
    assert heard == ["A: 1\nB: 2"]
    assert edit.text() == "one line"


def test_the_tooltip_tells_the_value_under_the_mouse_and_no_secret(edit):
    edit.show_text("x{{base_url}}{{token}}")
    assert edit.describe_at(0) == ""
    assert edit.describe_at(3) == "base_url = http://h (environment E)"
    assert "secret" in edit.describe_at(15)


def test_a_given_height_grows_with_the_text_size(edit, use_theme):
    edit.set_height(34)
    use_theme("light", 26)
    assert edit.height() == 68
    assert edit.font().pixelSize() == 26


def test_showing_the_same_text_keeps_the_cursor(edit):
    edit.show_text("abcdef")
    edit.setCursorPosition(3)
    edit.show_text("abcdef")
    assert edit.cursorPosition() == 3


def test_screen_readers_see_an_editable_text_with_a_name(edit):
    edit.show_text("{{base_url}}/a")
    seen = QAccessible.queryAccessibleInterface(edit)
    assert seen.role() == QAccessible.Role.EditableText
    assert seen.text(QAccessible.Text.Name) == "URL"
    assert seen.text(QAccessible.Text.Value) == "{{base_url}}/a"
