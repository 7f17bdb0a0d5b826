"""Environments are picked by keys and clicks below the bar on top."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.model.environment import Environment
from ui.environment_picker import EnvironmentPicker

KEY = Qt.Key
ENVIRONMENTS = (Environment("Local"), Environment("Far"))


@pytest.fixture
def picker(qtbot):
    picker = EnvironmentPicker()
    qtbot.addWidget(picker)
    picker.resize(180, 28)
    picker.show_environments(ENVIRONMENTS, ("Local",))
    picker.show()
    picker.chosen.connect(lambda names: picker.show_environments(ENVIRONMENTS, names))
    yield picker
    if picker.popup is not None:
        picker.popup.close()


def test_space_ticks_and_the_popup_stays(picker):
    QTest.keyClick(picker, KEY.Key_Down)
    names = picker.popup.list
    QTest.keyClick(names, KEY.Key_Down)
    QTest.keyClick(names, KEY.Key_Space)
    assert picker.text() == "Local + Far"
    assert "the last one wins" in picker.toolTip()
    QTest.keyClick(names, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert picker.text() == "Far + Local"
    assert picker.popup.isVisible()


def test_a_click_on_a_name_ticks_it_alone_and_ends(picker):
    picker.click()
    names = picker.popup.list
    row = names.visualRect(names.model().index(2, 0))
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert picker.text() == "Far"
    assert not picker.popup.isVisible()


def test_a_click_on_a_tick_adds_it(picker):
    picker.click()
    names = picker.popup.list
    row = names.visualRect(names.model().index(2, 0))
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, row.center().y()))
    assert picker.text() == "Local + Far"


def test_the_button_asks_for_the_table(picker, qtbot):
    picker.click()
    with qtbot.waitSignal(picker.edit_wanted):
        picker.popup.edit.click()
    assert not picker.popup.isVisible()


def test_the_globals_stand_above_and_open_their_table(picker, qtbot):
    picker.show_environments(ENVIRONMENTS, ("Local",), 3)
    picker.click()
    assert picker.popup.globals.accessibleName() == "Globals, 3 variables"
    picker.popup.globals.setFocus()
    with qtbot.waitSignal(picker.globals_wanted):
        QTest.keyClick(picker.popup.globals, KEY.Key_Space)
    assert not picker.popup.isVisible()
