"""The list at the left of a dialog reports a row only when it became another one."""

from PySide6.QtTest import QSignalSpy

from ui.dialogs.side_list import SideList


def test_showing_the_same_words_again_reports_nothing(qtbot):
    words = SideList("Words")
    qtbot.addWidget(words)
    words.show_texts(("a", "b"), "b")
    heard = QSignalSpy(words.chosen)
    words.show_texts(("a", "b", "c"), "b")
    assert heard.count() == 0
    words.show_texts(("a", "c"), "b")
    assert heard.at(0) == ["a"]
