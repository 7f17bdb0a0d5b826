"""The filter waits for a rest of the keyboard, except when it is cleared or left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from ui.sidebar.filter_field import FilterField


@pytest.fixture
def field(qtbot):
    field = FilterField()
    qtbot.addWidget(field)
    field.show()
    return field


def test_typing_is_reported_once_after_a_rest(field, qtbot):
    heard = QSignalSpy(field.filter_changed)
    QTest.keyClicks(field, "orders")
    assert heard.count() == 0
    qtbot.waitUntil(lambda: heard.count() > 0)
    assert [heard.at(place) for place in range(heard.count())] == [["orders"]]


def test_escape_clears_at_once(field):
    heard = QSignalSpy(field.filter_changed)
    QTest.keyClicks(field, "or")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert heard.at(heard.count() - 1) == [""]
    assert field.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_down_and_enter_go_on_to_the_tree_with_the_filter_in_place(field, key):
    heard, left = QSignalSpy(field.filter_changed), QSignalSpy(field.left_for_tree)
    QTest.keyClicks(field, "or")
    QTest.keyClick(field, key)
    assert heard.at(0) == ["or"]
    assert left.count() == 1
