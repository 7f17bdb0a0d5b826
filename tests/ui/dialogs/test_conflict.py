"""A conflict is decided field by field with the keyboard; Escape decides nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.workspace.merge import Difference
from ui.dialogs.conflict import ConflictDialog
from ui.kit.labels import Label

METHOD = Difference(("method",), "GET", "GET", "PUT")
URL = Difference(("url",), "https://h/", "https://mine/" + "a" * 200, "https://theirs/")
DOCS = Difference(("docs",), "", "More", "")
KEY = Qt.Key


@pytest.fixture
def dialog(qtbot):
    made = ConflictDialog("a.yml was changed outside Sonde.", (METHOD, URL, DOCS))
    qtbot.addWidget(made)
    made.spy = QSignalSpy(made.chosen)
    made.open()
    QTest.qWaitForWindowActive(made)
    return made


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def test_what_both_changed_comes_first_and_the_rest_is_chosen_already(dialog):
    assert [row.found for row in dialog.rows] == [URL, METHOD, DOCS]
    assert [row.choice.current for row in dialog.rows] == [0, 1, 0]
    words = [label.text() for label in dialog.findChildren(Label)]
    assert [word for word in words if word.startswith("changed")] == [
        "changed on both sides",
        "changed on disk",
        "changed here",
    ]


def test_fields_are_chosen_with_arrows_and_tab_and_taken_with_enter(dialog):
    press(KEY.Key_Right)
    press(KEY.Key_Tab)
    press(KEY.Key_Left)
    press(KEY.Key_Return)
    assert dialog.spy.at(0) == [{("url",): "theirs", ("method",): "mine", ("docs",): "mine"}]
    assert not dialog.isVisible()


def test_one_button_chooses_a_whole_side(dialog):
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "All theirs"]
    button.click()
    assert {row.choice.current for row in dialog.rows} == {1}
    press(KEY.Key_Return)
    assert set(dialog.spy.at(0)[0].values()) == {"theirs"}


def test_escape_changes_nothing(dialog):
    press(KEY.Key_Escape)
    assert dialog.spy.count() == 0
    assert not dialog.isVisible()


def test_the_end_of_a_long_url_is_not_cut_off(dialog):
    (cell,) = [each for each in dialog.findChildren(Label) if each.accessibleName() == f"Mine: {URL.mine}"]
    assert cell.sizeHint().width() < dialog.width() / 2
    assert cell.text().replace("\u200b", "") == URL.mine
