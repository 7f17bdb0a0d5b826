import pytest
from PySide6.QtCore import Qt

from ui.kit.button import LOW, TALL, IconButton, PlainButton, PrimaryButton

MAKERS = [lambda: PrimaryButton("Send"), lambda: PlainButton("Save"), lambda: IconButton("copy", "Copy body")]


@pytest.fixture(params=MAKERS, ids=["primary", "plain", "icon"])
def button(qtbot, request):
    made = request.param()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_keys_that_press_a_button(qtbot, button, key):
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_every_button_has_a_name_and_takes_part_in_tabbing(button):
    assert button.accessibleName()
    assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_the_states_of_a_button_look_different(qtbot, button):
    with qtbot.waitActive(button):
        button.activateWindow()
    button.clearFocus()
    calm = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    focused = button.grab().toImage()
    button.setEnabled(False)
    disabled = button.grab().toImage()
    assert calm != focused
    assert calm != disabled


def test_a_disabled_button_is_silent(qtbot, button):
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_icon_tells_its_name_as_tooltip(qtbot):
    button = IconButton("copy", "Copy body", "Copy body (Ctrl+C)")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Copy body", "Copy body (Ctrl+C)")


def test_heights_are_those_of_the_design(qtbot, use_theme):
    for button, height in (
        (PrimaryButton("Send"), TALL),
        (PlainButton("Save"), LOW),
        (IconButton("copy", "c"), LOW),
    ):
        qtbot.addWidget(button)
        assert button.sizeHint().height() == height
        use_theme("light", 20)
        assert button.sizeHint().height() > height
        use_theme("light")


def test_send_can_turn_to_cancel(qtbot):
    button = PrimaryButton("Send")
    qtbot.addWidget(button)
    button.show_words("Cancel", "stop")
    assert (button.text(), button.accessibleName()) == ("Cancel", "Cancel")


def test_a_mnemonic_is_not_part_of_the_name(qtbot):
    button = PlainButton("&Save")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Save"
