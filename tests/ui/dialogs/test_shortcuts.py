"""The shortcut sheet lists every action with its keys and can be narrowed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.dialogs.shortcuts import ShortcutsDialog, columns

SHORTCUTS = (
    ("Request", "Send", "Ctrl+Enter"),
    ("Request", "Cancel", "Esc"),
    ("View", "Larger text", "Ctrl++"),
    ("Tabs", "Close", "Ctrl+W"),
)


@pytest.fixture
def dialog(qtbot):
    dialog = ShortcutsDialog(SHORTCUTS)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_groups_keep_together_and_fill_the_shorter_column():
    assert [[group for group, _ in column] for column in columns(SHORTCUTS)] == [
        ["Request"],
        ["View", "Tabs"],
    ]


@pytest.mark.parametrize(("text", "found"), [("send", 1), ("CTRL+W", 1), ("request", 2), ("zzz", 0)])
def test_typing_narrows_by_group_words_and_keys(dialog, text, found):
    QTest.keyClicks(dialog.filter, text)
    assert len(list(filter(None, dialog.page.accessibleDescription().split("; ")))) == found


def test_a_screen_reader_hears_the_keys(dialog):
    assert "Send: Ctrl+Enter" in dialog.page.accessibleDescription()


def test_escape_closes(dialog):
    QTest.keyClick(dialog.filter, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
