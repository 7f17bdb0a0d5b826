"""The switches of a search: by mouse and by key, for the bar that has the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.kit.find_switches import FindSwitches

ALT = Qt.KeyboardModifier.AltModifier
KEYS = (Qt.Key.Key_C, Qt.Key.Key_W, Qt.Key.Key_R)


@pytest.fixture
def bars(qtbot):
    """Two bars in one window, each a field and its switches."""
    window = QWidget()
    qtbot.addWidget(window)
    column, made = QVBoxLayout(window), []
    for _ in range(2):
        bar = QWidget(window)
        field = QLineEdit()
        row = QVBoxLayout(bar)
        row.addWidget(field)
        row.addWidget(FindSwitches(bar))
        column.addWidget(bar)
        made.append((field, bar.findChild(FindSwitches)))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


@pytest.mark.parametrize("number", range(3))
def test_a_key_turns_one_switch_of_the_bar_with_the_keyboard(bars, qtbot, number):
    (field, switches), (_, others) = bars
    field.setFocus()
    with qtbot.waitSignal(switches.changed):
        qtbot.keyClick(field, KEYS[number], ALT)
    assert switches.values() == tuple(place == number for place in range(3))
    assert others.values() == (False, False, False)
    assert field.hasFocus()
    assert field.text() == ""


def test_a_click_turns_a_switch_and_leaves_the_keyboard_in_the_field(bars, qtbot):
    (_field, _switches), (field, others) = bars
    field.setFocus()
    qtbot.mouseClick(others.buttons[2], Qt.MouseButton.LeftButton)
    assert others.values() == (False, False, True)
    assert field.hasFocus()
