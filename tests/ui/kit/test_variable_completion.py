"""Names are offered after two braces, words for a whole field, and nothing else gets in the way."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit

from ui.kit.variable_completion import Completion, Insertion

PLACE = QRect(0, 0, 10, 20)


@pytest.fixture
def offered(qtbot):
    """An editor's completion, and what it says was chosen."""
    editor = QLineEdit()
    qtbot.addWidget(editor)
    editor.show()
    completion = Completion(editor)
    completion.set_names(("base_url", "token"))
    chosen = []
    completion.chosen.connect(chosen.append)
    return editor, completion, chosen


def press_enter(qtbot, completion):
    qtbot.keyClick(completion._list.view, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "cursor", "insertion"),
    [
        ("{{to", 4, Insertion(2, 4, "token}}")),
        ("a/{{to/b", 6, Insertion(4, 6, "token}}")),
        ("{{tok}}/b", 4, Insertion(2, 7, "token}}")),
        ("{{to{{base_url}}", 4, Insertion(2, 4, "token}}")),
    ],
)
def test_enter_takes_the_first_name(qtbot, offered, text, cursor, insertion):
    _, completion, chosen = offered
    completion.offer(text, cursor, PLACE)
    assert completion.is_open()
    press_enter(qtbot, completion)
    assert chosen == [insertion]
    assert not completion.is_open()


def test_escape_closes_the_list_and_inserts_nothing(qtbot, offered):
    _, completion, chosen = offered
    completion.offer("{{", 2, PLACE)
    assert completion.takes_key(Qt.Key.Key_Escape)
    qtbot.keyClick(completion._list.view, Qt.Key.Key_Escape)
    assert not chosen
    assert not completion.is_open()
    assert not completion.takes_key(Qt.Key.Key_Escape)


def test_words_are_only_proposed_so_that_enter_keeps_what_was_typed(qtbot, offered):
    _, completion, chosen = offered
    completion.set_words(("Accept", "Accept-Encoding"))
    completion.offer("acc", 3, PLACE)
    press_enter(qtbot, completion)
    assert not chosen
    completion.offer("acc", 3, PLACE)
    qtbot.keyClick(completion._list.view, Qt.Key.Key_Down)
    press_enter(qtbot, completion)
    assert chosen == [Insertion(0, 3, "Accept")]


@pytest.mark.parametrize(("text", "cursor"), [("to", 2), ("{{zzz", 5), ("{{token}}", 9), ("", 0)])
def test_nothing_is_offered_where_nothing_fits(offered, text, cursor):
    completion = offered[1]
    completion.offer("{{t", 3, PLACE)
    completion.offer(text, cursor, PLACE)
    assert not completion.is_open()
