"""The find bar says what it knows at every moment."""

import pytest
from PySide6.QtCore import Qt

from ui.response.find_bar import FindBar


@pytest.fixture
def bar(qtbot):
    made = FindBar()
    qtbot.addWidget(made)
    made.open_bar()
    return made


def test_typing_asks_at_each_key(bar, qtbot):
    heard = []
    bar.wanted.connect(lambda *asked: heard.append(asked))
    qtbot.keyClicks(bar.field, "ab")
    bar.switches.match_case.click()
    assert heard == [
        ("a", False, False, False),
        ("ab", False, False, False),
        ("ab", True, False, False),
    ]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ((1, 1200, True), "1 of 1,200"),
        ((1, 7, False), "1 of 7…"),
        ((0, 0, False), "Searching…"),
        ((0, 0, True), "Not found"),
    ],
)
def test_the_count_is_told_also_while_it_grows(bar, qtbot, known, said):
    qtbot.keyClicks(bar.field, "x")
    bar.show_count(*known)
    assert bar.count_words() == said


def test_an_empty_field_is_not_a_failed_search(bar):
    bar.show_count(0, 0, True)
    assert bar.count_words() == ""


def test_escape_closes_and_opening_again_selects_the_text(bar, qtbot):
    qtbot.keyClicks(bar.field, "abc")
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    bar.open_bar()
    assert bar.field.selectedText() == "abc"


def test_a_switch_leaves_the_keyboard_in_the_field(bar, qtbot):
    qtbot.keyClicks(bar.field, "a")
    # This is what Qt does on the key of a button: one that takes the focus by click gets it.
    with qtbot.waitSignal(bar.wanted):
        bar.switches.is_regex.animateClick()
    assert bar.focusWidget() is bar.field
