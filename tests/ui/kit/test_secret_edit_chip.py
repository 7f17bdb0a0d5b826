"""A kept secret shows its name, and its value only while it is revealed."""

from PySide6.QtCore import Qt

from ui.kit.secret_edit_chip import SecretChip


def test_the_chip_shows_the_name_and_reveals_only_while_asked(qtbot):
    chip = SecretChip("Token")
    qtbot.addWidget(chip)
    chip.show_name("api_token")
    assert chip.shown_text() == "api_token"
    chip.reveal("hunter2")
    assert chip.shown_text() == "hunter2"
    assert "hunter2" not in chip.accessibleName() + chip.toolTip()
    chip.reveal(None)
    assert chip.shown_text() == "api_token"


def test_the_chip_is_pressed_by_keyboard(qtbot):
    chip = SecretChip("Token")
    qtbot.addWidget(chip)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        with qtbot.waitSignal(chip.clicked):
            qtbot.keyClick(chip, key)


def test_the_chip_says_what_it_is_to_a_screen_reader(qtbot):
    chip = SecretChip("Token")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Token"
    chip.show_name("api_token")
    assert chip.accessibleName() == "Token: secret api_token, kept in the keyring"
