"""The bar of the filter by itself: languages, history by key and menu, what it asks and when."""

import pytest
from PySide6.QtCore import Qt

from app.filter.expression import Expression
from ui.response.filter_bar import FilterBar


@pytest.fixture
def bar(qtbot):
    made = FilterBar()
    qtbot.addWidget(made)
    made.show_languages(("jsonpath", "jq"))
    made.show()
    made.open_bar()
    return made


def press(qtbot, bar, key):
    qtbot.keyClick(bar.field, key)


def test_enter_asks_at_once_and_remembers(bar, qtbot):
    with qtbot.waitSignal(bar.history_changed), qtbot.waitSignal(bar.wanted) as asked:
        qtbot.keyClicks(bar.field, "$.a")
        press(qtbot, bar, Qt.Key.Key_Return)
    assert asked.args == [Expression("jsonpath", "$.a")]
    assert bar.history.entries() == (("jsonpath", "$.a"),)


def test_a_rest_of_the_keyboard_asks_too(bar, qtbot):
    with qtbot.waitSignal(bar.wanted) as asked:
        qtbot.keyClicks(bar.field, "$.a")
    assert asked.args == [Expression("jsonpath", "$.a")]
    assert bar.history.entries() == ()


def test_what_was_wrong_is_not_remembered(bar, qtbot):
    qtbot.keyClicks(bar.field, "$.[")
    bar.show_problem("It is wrong.")
    press(qtbot, bar, Qt.Key.Key_Escape)
    assert bar.history.entries() == ()
    assert (bar.problem_words(), bar.field.text()) == ("", "")


def test_earlier_expressions_come_by_key_and_by_menu(bar, qtbot):
    bar.history.show((("jsonpath", "$.b"), ("jsonpath", "$.a"), ("jq", ".c")))
    press(qtbot, bar, Qt.Key.Key_Up)
    press(qtbot, bar, Qt.Key.Key_Up)
    assert bar.field.text() == "$.a"
    press(qtbot, bar, Qt.Key.Key_Down)
    assert bar.field.text() == "$.b"
    menu = bar.earlier_menu()
    assert [action.text() for action in menu.actions()] == ["$.b", "$.a"]
    with qtbot.waitSignal(bar.wanted) as asked:
        menu.actions()[1].trigger()
    assert asked.args == [Expression("jsonpath", "$.a")]


def test_the_languages_follow_the_body_and_the_choice_stays(bar):
    bar.open_bar(".a", "jq")
    assert (bar.language, bar.form.isVisible()) == ("jq", False)
    bar.show_languages(("xpath",))
    assert (bar.language, bar.field.placeholderText()) == ("xpath", "//item[price < 10]/name")
    bar.show_languages(("jsonpath", "jq"))
    assert (bar.language, bar.form.isVisible()) == ("jsonpath", True)


def test_everything_is_named_for_screen_readers(bar):
    named = (bar.languages, bar.field, bar.older, bar.form, bar.close_button)
    assert all(widget.accessibleName() for widget in named)
