"""All secrets without a value are asked for in one form; what is left empty is left out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from app.workspace.vault import GLOBALS
from ui.dialogs.secret_form import Missing, SecretForm
from ui.kit.button import IconButton

TOKEN = Missing("Local", "token", "Ask the team for one.")
KEY = Missing("Staging", "stripe_key")


@pytest.fixture
def form(qtbot):
    form = SecretForm([TOKEN, KEY], "Save and send", "stripe_key")
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form


def test_the_keyboard_is_in_the_field_that_was_missed(form, qtbot):
    assert form.focusWidget() is form.fields[KEY]
    assert not form.accept_button.isEnabled()
    qtbot.keyClicks(form.focusWidget(), "sk-1")
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    assert form.result() == SecretForm.DialogCode.Accepted
    assert form.typed == {KEY: "sk-1"}


def test_values_are_dots_until_the_eye_is_held(form, qtbot):
    field = form.fields[TOKEN]
    assert field.echoMode() == QLineEdit.EchoMode.Password
    eye = next(each for each in form.findChildren(IconButton) if "token" in each.accessibleName())
    qtbot.mousePress(eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.mouseRelease(eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_every_field_says_what_it_is_for(form):
    assert form.fields[TOKEN].accessibleName() == "Value of token in Local"
    assert form.windowTitle() == "2 secrets have no value on this computer"


def test_skip_keeps_nothing(form, qtbot):
    form.skip_button.click()
    assert form.result() == SecretForm.DialogCode.Rejected


def test_a_secret_of_the_globals_stands_under_their_name(qtbot):
    missing = Missing(GLOBALS, "token")
    form = SecretForm([missing])
    qtbot.addWidget(form)
    assert form.fields[missing].accessibleName() == "Value of token in Globals"
    assert "Globals" in [words.text() for words in form.findChildren(QLabel)]


def test_the_first_of_several_fields_of_a_name_has_the_keyboard(qtbot):
    also = Missing("Staging", "token")
    form = SecretForm([TOKEN, also], first="token")
    qtbot.addWidget(form)
    assert form.focusWidget() is form.fields[TOKEN]
