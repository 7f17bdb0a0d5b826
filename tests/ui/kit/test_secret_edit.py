"""A typed secret never becomes part of the request, unless the user asks for exactly that."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.model.environment import Variable
from app.template.scope import Layer, Scope
from ui.kit.secret_edit import SecretEdit, SecretState
from ui.kit.variables import Variables

SCOPE = Scope(
    (Layer("environment E", (Variable("host", "h"), Variable("token", secret=True)), {"token": "hunter2"}),)
)


class Held:
    """A secret edit in a window with another field, and everything it told."""

    def __init__(self, qtbot):
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.edit = SecretEdit("Token")
        self.other = QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.edit)
        layout.addWidget(self.other)
        self.values, self.secrets, self.plain = [], [], []
        self.edit.changed.connect(self.values.append)
        self.edit.secret_entered.connect(self.secrets.append)
        self.edit.plain_wanted.connect(lambda: self.plain.append(True))
        self.edit.show_variables(Variables(SCOPE.look_up, SCOPE.names()))
        self.window.show()
        qtbot.waitExposed(self.window)

    def choose(self, text):
        menu = self.edit.menu()
        next(action for action in menu.actions() if action.text().startswith(text)).trigger()
        menu.deleteLater()


@pytest.fixture
def held(qtbot):
    return Held(qtbot)


def test_a_typed_literal_is_dots_and_goes_to_the_keyring_on_enter(held, qtbot):
    held.edit.setFocus()
    qtbot.keyClicks(held.edit.edit, "hunter2")
    assert held.edit.edit.echoMode() == QLineEdit.EchoMode.Password
    assert (held.values, held.secrets) == ([], [])
    qtbot.keyClick(held.edit.edit, Qt.Key.Key_Return)
    assert (held.values, held.secrets) == ([], ["hunter2"])


def test_leaving_the_field_hands_the_literal_over_once(held, qtbot):
    held.edit.setFocus()
    qtbot.keyClicks(held.edit.edit, "hunter2")
    held.edit.more.setFocus()
    assert held.secrets == []
    held.other.setFocus()
    held.edit.commit()
    assert held.secrets == ["hunter2"]


def test_a_commit_flushes_what_is_being_typed(held, qtbot):
    qtbot.keyClicks(held.edit.edit, "abc")
    held.edit.commit()
    held.edit.commit()
    assert held.secrets == ["abc"]


def test_the_reference_that_comes_back_is_shown_as_a_lock(held, qtbot):
    held.edit.setFocus()
    qtbot.keyClicks(held.edit.edit, "hunter2")
    qtbot.keyClick(held.edit.edit, Qt.Key.Key_Return)
    held.edit.show_value("{{token}}")
    assert held.edit.state is SecretState.REFERENCE
    assert held.edit.chip.isVisible()
    assert held.edit.chip.hasFocus()
    assert held.edit.chip.shown_text() == "token"


def test_an_echo_of_the_old_value_does_not_wipe_what_is_being_typed(held, qtbot):
    qtbot.keyClicks(held.edit.edit, "hun")
    held.edit.show_value("")
    held.edit.show_variables(Variables(SCOPE.look_up, SCOPE.names()))
    assert held.edit.edit.text() == "hun"


def test_the_eye_reveals_while_it_is_held(held, qtbot):
    held.edit.show_value("{{token}}")
    qtbot.mousePress(held.edit.eye, Qt.MouseButton.LeftButton)
    assert held.edit.chip.shown_text() == "hunter2"
    qtbot.mouseRelease(held.edit.eye, Qt.MouseButton.LeftButton)
    assert held.edit.chip.shown_text() == "token"


def test_the_eye_shows_typed_dots_while_it_is_held(held, qtbot):
    qtbot.keyClicks(held.edit.edit, "abc")
    qtbot.mousePress(held.edit.eye, Qt.MouseButton.LeftButton)
    assert held.edit.edit.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.mouseRelease(held.edit.eye, Qt.MouseButton.LeftButton)
    assert held.edit.edit.echoMode() == QLineEdit.EchoMode.Password
    assert held.secrets == []


def test_a_typed_reference_is_passed_as_it_is(held, qtbot):
    held.edit.setFocus()
    qtbot.keyClicks(held.edit.edit, "Bearer {{host}}")
    assert held.values[-1] == "Bearer {{host}}"
    assert held.secrets == []
    assert held.edit.state is SecretState.TEMPLATE
    assert held.edit.edit.echoMode() == QLineEdit.EchoMode.Normal


def test_a_reference_typed_by_hand_becomes_a_lock_when_the_field_is_left(held, qtbot):
    held.edit.setFocus()
    qtbot.keyClicks(held.edit.edit, "{{token}}")
    assert held.edit.edit.isVisible()
    qtbot.keyClick(held.edit.edit, Qt.Key.Key_Return)
    assert held.edit.chip.isVisible()
    assert (held.values[-1], held.secrets) == ("{{token}}", [])


def test_replacing_keeps_the_reference_until_the_new_value_is_told(held, qtbot):
    held.edit.show_value("{{token}}")
    held.choose("Replace value")
    qtbot.keyClicks(held.edit.edit, "new")
    held.edit.show_value("{{token}}")
    assert held.edit.edit.text() == "new"
    qtbot.keyClick(held.edit.edit, Qt.Key.Key_Return)
    assert (held.values, held.secrets) == ([], ["new"])
    held.edit.show_value("{{token}}")
    assert held.edit.state is SecretState.REFERENCE


def test_escape_or_nothing_typed_keeps_the_old_secret(held, qtbot):
    held.edit.show_value("{{token}}")
    held.choose("Replace value")
    qtbot.keyClicks(held.edit.edit, "oops")
    qtbot.keyClick(held.edit.edit, Qt.Key.Key_Escape)
    assert held.edit.state is SecretState.REFERENCE
    held.choose("Replace value")
    held.edit.commit()
    assert held.edit.state is SecretState.REFERENCE
    assert (held.values, held.secrets) == ([], [])


def test_plain_text_stays_in_the_file_only_when_asked(held, qtbot):
    held.choose("Keep as plain text")
    qtbot.keyClicks(held.edit.edit, "abc")
    assert (held.values[-1], held.secrets) == ("abc", [])
    assert held.edit.state is SecretState.IN_FILE
    assert held.edit.edit.property("warning") is True
    held.choose("Move to the keyring")
    assert held.secrets == ["abc"]


def test_a_literal_from_the_file_is_shown_with_a_warning(held):
    held.edit.show_value("literal")
    assert held.edit.state is SecretState.IN_FILE
    assert held.edit.edit.toolTip() == "Kept as plain text in the file"
    held.edit.show_value("{{token}}")
    assert held.edit.edit.property("warning") is False


def test_the_menu_asks_for_plain_text_and_clears(held):
    held.edit.show_value("{{token}}")
    held.choose("Use plain text")
    assert held.plain == [True]
    held.choose("Clear")
    assert held.values == [""]
    assert held.edit.state is SecretState.TYPING


def test_every_part_has_a_name(held):
    for part in (held.edit.edit, held.edit.eye, held.edit.more):
        assert part.accessibleName()
