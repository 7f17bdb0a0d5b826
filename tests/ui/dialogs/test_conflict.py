"""A conflict is decided by a button; Escape decides nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from app.model.request import Request
from ui.dialogs.conflict import ConflictDialog
from ui.kit.labels import Label


@pytest.fixture
def make(qtbot):
    def made(theirs):
        dialog = ConflictDialog("a.yml was changed outside Sonde.", Request("a"), theirs)
        qtbot.addWidget(dialog)
        dialog.spies = QSignalSpy(dialog.keep_mine), QSignalSpy(dialog.take_theirs)
        dialog.open()
        return dialog

    return made


def decisions(dialog):
    return tuple(spy.count() for spy in dialog.spies)


def test_the_sentence_and_the_fields_that_differ_are_shown(make):
    words = [label.text() for label in make(Request("b", "PUT")).findChildren(Label)]
    assert "a.yml was changed outside Sonde." in words
    assert words[-6:] == ["Name", "a", "b", "Method", "GET", "PUT"]


def test_each_button_decides_once_and_closes(make):
    mine, theirs = make(Request("b")), make(Request("b"))
    QTest.keyClick(mine.mine_button, Qt.Key.Key_Return)
    QTest.keyClick(theirs.theirs_button, Qt.Key.Key_Space)
    assert (decisions(mine), decisions(theirs)) == ((1, 0), (0, 1))
    assert not mine.isVisible()


def test_enter_and_escape_right_away_change_nothing(make):
    first, second = make(Request("b")), make(Request("b"))
    QTest.keyClick(first.cancel_button, Qt.Key.Key_Return)
    QTest.keyClick(second, Qt.Key.Key_Escape)
    assert decisions(first) == decisions(second) == (0, 0)
    assert not first.isVisible()


def test_a_deleted_file_has_no_fields_to_compare(make):
    dialog = make(None)
    assert dialog.windowTitle() == "The file was deleted"
    assert dialog.differences == ()


def test_the_end_of_a_long_url_is_not_cut_off(make):
    url = "http://127.0.0.1/" + "a" * 200
    dialog = make(Request("a", url=url))
    (cell,) = [label for label in dialog.findChildren(Label) if label.accessibleName() == url]
    assert cell.sizeHint().width() < dialog.width() / 2
    assert cell.text().replace("\u200b", "") == url
