"""Terms are completed in the field of the history, by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.sidebar.history_search import HistorySearch

KEY = Qt.Key


@pytest.fixture
def field(qtbot):
    made = HistorySearch()
    qtbot.addWidget(made)
    made.show_known({"host": ("api.test", "shop.test"), "collection": ("My shop",)})
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.setFocus()
    return made


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key, modifier)


def write(text):
    for letter in text:
        QTest.keyClicks(QApplication.activePopupWidget() or QApplication.focusWidget(), letter)


def test_a_name_is_completed_and_then_its_value(field, qtbot):
    write("apple st")
    assert field.choices() == ("status:",)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: "5xx" in field.choices())
    write("5")
    press(KEY.Key_Return)
    assert field.text() == "apple status:5xx "
    assert field.choices() == ()


def test_hosts_and_collections_that_are_known_are_offered(field):
    write("host:sh")
    assert field.choices() == ("shop.test",)
    press(KEY.Key_Tab)
    write("collection:")
    assert field.choices() == ('"My shop"',)
    press(KEY.Key_Tab)
    assert field.text() == 'host:shop.test collection:"My shop" '


def test_escape_closes_the_list_and_keeps_the_text(field):
    write("status:")
    press(KEY.Key_Escape)
    assert field.choices() == ()
    assert field.text() == "status:"


def test_control_and_space_offer_what_fits(field):
    field.setText("is:")
    press(KEY.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert field.choices() == ("pinned",)


def test_plain_words_are_left_alone(field):
    write("http://shop.test:80/")
    assert field.choices() == ()
    assert field.text() == "http://shop.test:80/"
