"""Folding hides regions, and everything else goes on as if it did not: copying, searching, moving."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt

KEY = Qt.Key
BOTH = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
TEXT = json.dumps({"a": {"b": [1, 2], "c": 3}, "d": [{"e": 1}, {"f": 2}]}, indent=2)


@pytest.fixture
def view(view):
    view.show_text(TEXT.encode(), "json")
    view.grab()
    return view


def lines(view):
    return view.visible_text().split("\n")


def test_a_click_on_the_chevron_folds_and_another_one_unfolds(view, qtbot):
    chevron = QPoint(view.number_right() + 8, view.rows.height + view.rows.height // 2)
    qtbot.mouseClick(view.viewport(), LEFT, pos=chevron)
    assert lines(view)[:3] == ["{", '  "a": {', '  "d": [']
    row = view.rows_in_sight()[1]
    assert view.fold_words(row.fold) == "… },  6 lines"
    qtbot.mouseClick(view.viewport(), LEFT, pos=chevron)
    assert lines(view) == TEXT.split("\n")


def test_keys_fold_the_region_around_the_caret_and_open_it(view, qtbot):
    view.go_to_line(4)
    qtbot.keyClick(view, KEY.Key_BracketLeft, BOTH)
    assert lines(view)[2:4] == ['    "b": [', '    "c": 3']
    view.go_to_line(3)
    qtbot.keyClick(view, KEY.Key_BracketRight, BOTH)
    assert lines(view) == TEXT.split("\n")


def test_all_of_a_level_folds_and_unfolds(view, qtbot):
    view.fold_all(2)
    qtbot.waitUntil(view.is_settled)
    assert lines(view) == ["{", '  "a": {', '  "d": [', "}"]
    assert view.source.rows == 4
    view.unfold_all()
    assert lines(view) == TEXT.split("\n")


def test_what_is_folded_is_copied(view):
    view.toggle_fold(0)
    assert lines(view) == ["{"]
    view.select_all()
    assert view.selected_text() == TEXT


def test_a_hit_inside_a_fold_opens_it(view, qtbot):
    view.toggle_fold(0)
    view.search('"f"')
    qtbot.waitUntil(lambda: view.selected_text() == '"f"')
    assert '      "f": 2' in lines(view)


def test_the_caret_steps_over_what_is_folded(view, qtbot):
    view.go_to_line(2)
    qtbot.keyClick(view, KEY.Key_BracketLeft, BOTH)
    qtbot.keyClick(view, KEY.Key_Down)
    assert view.place_words() == "Ln 9, Col 1"
    qtbot.keyClick(view, KEY.Key_Left)
    assert view.place_words() == "Ln 2, Col 9"


def test_line_numbers_leave_out_what_is_folded(view):
    view.toggle_fold(TEXT.index('  "a"'))
    assert [view.source.line_of(row.start) for row in view.rows_in_sight()][:3] == [1, 2, 9]


def test_xml_and_yaml_fold_too(view, qtbot):
    view.show_text(b"<a>\n  <b>\n    <c/>\n  </b>\n</a>\n", "xml")
    view.toggle_fold(4)
    assert lines(view) == ["<a>", "  <b>", "</a>"]
    view.show_text(b"a:\n  b: 1\n  c:\n    d: 2\ne: 3\n", "yaml")
    view.toggle_fold(0)
    assert lines(view) == ["a:", "e: 3"]


def test_text_is_not_folded(view):
    view.show_text(TEXT.encode(), "text")
    view.toggle_fold(0)
    assert lines(view) == TEXT.split("\n")


def test_folds_stay_while_the_text_grows(view):
    view.toggle_fold(TEXT.index('  "a"'))
    view.grow((TEXT + "\n[\n  1\n]").encode())
    assert lines(view)[:3] == ["{", '  "a": {', '  "d": [']
    assert lines(view)[-1] == "]"
