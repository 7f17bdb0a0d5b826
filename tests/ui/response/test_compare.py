"""The comparison as people use it: sides are chosen, tabs count, keys step, rules leave things out."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.diff.rules import DiffRules
from app.diff.side import Side
from app.errors import AppError
from app.model.payload import Payload
from ui.response.compare import BODY, HEADERS, LEFT, RIGHT, STATUS, CompareView

RECORDS = [{"id": number, "name": f"user {number}", "at": number} for number in range(40)]
CHANGED = [{**record, "at": record["at"] + 1} for record in RECORDS]


def side(title, body, content_type="application/json", status=200, headers=()):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Side(title, status, "", "HTTP/2", headers, Payload(len(data), data), content_type)


@pytest.fixture
def view(qtbot):
    made = CompareView()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    return made


@pytest.fixture
def compared(view, qtbot):
    """Compare some sides and wait for the bodies."""

    def compare(*sides, **chosen):
        view.show_candidates(sides, **chosen)
        qtbot.waitUntil(lambda: not view.body.busy(), timeout=15_000)
        return view

    return compare


def settle(view, qtbot):
    qtbot.waitUntil(lambda: not view.body.busy(), timeout=15_000)


def test_each_tab_counts_its_differences(compared):
    view = compared(
        side("a", {"x": 1}, headers=(("X-A", "1"), ("Date", "now"))),
        side("b", {"x": 2}, status=404, headers=(("x-a", "2"), ("date", "then"))),
    )
    assert [view.tabs.badge(tab) for tab in (BODY, HEADERS, STATUS)] == ["1", "1", "1"]


def test_bodies_that_are_the_same_are_said_to_be(compared):
    view = compared(side("a", {"x": 1}), side("b", {"x": 1}))
    assert "No differences" in view.body.said()
    assert view.tabs.badge(BODY) == ""


def test_f7_goes_to_the_next_difference_and_shift_f7_back(compared, qtbot):
    after = [dict(record) for record in RECORDS]
    after[3]["name"], after[30]["name"] = "x", "y"
    view = compared(side("a", RECORDS), side("b", after))
    canvas = view.body.canvas
    canvas.setFocus()
    first = canvas.current_row
    qtbot.keyClick(canvas, Qt.Key.Key_F7)
    assert canvas.current_row > first
    assert view.body.summary.text() == "2 of 2 differences"
    qtbot.keyClick(canvas, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.current_row == first


def test_swapping_makes_the_left_the_right(compared, qtbot):
    view = compared(side("a", {"x": 1}), side("b", {"y": 1}))
    qtbot.keyClick(view.swap, Qt.Key.Key_Space)
    settle(view, qtbot)
    assert [each.title for each in view.sides()] == ["b", "a"]
    assert [box.currentText() for box in view.boxes] == ["b", "a"]


def test_another_side_is_chosen_from_the_list(compared, qtbot):
    view = compared(side("a", {"x": 1}), side("b", {"x": 2}), side("c", {"x": 1}))
    view.boxes[RIGHT].setFocus()
    qtbot.keyClick(view.boxes[RIGHT], Qt.Key.Key_Down)
    settle(view, qtbot)
    assert view.sides()[RIGHT].title == "c"
    assert "No differences" in view.body.said()


def test_a_file_is_asked_for_and_compared_with(compared, qtbot, tmp_path):
    view = compared(side("a", b"one\ntwo\n", "text/plain"), side("b", b"x", "text/plain"))
    with qtbot.waitSignal(view.file_wanted) as asked:
        view.boxes[LEFT].setFocus()
        qtbot.keyClick(view.boxes[LEFT], Qt.Key.Key_End)
    assert asked.args == [LEFT]
    assert view.boxes[LEFT].currentText() == "a"
    path = tmp_path / "saved.txt"
    path.write_bytes(b"x")
    view.add_file(path, LEFT)
    settle(view, qtbot)
    assert view.sides()[LEFT].title == "saved.txt"
    assert "No differences" in view.body.said()
    with pytest.raises(AppError, match="cannot be read"):
        view.add_file(tmp_path / "missing.txt")


def test_ignored_paths_make_documents_equal(compared, qtbot):
    view = compared(side("a", RECORDS), side("b", CHANGED))
    view.body.mode.setFocus()
    qtbot.keyClick(view.body.mode, Qt.Key.Key_Right)
    settle(view, qtbot)
    assert view.tabs.badge(BODY) == "40"
    found = view.body.list.differences()[0]
    actions = [
        action for action in view.body.list.make_menu(found).actions() if "everywhere" in action.text()
    ]
    with qtbot.waitSignal(view.rules_changed) as changed:
        actions[0].trigger()
    settle(view, qtbot)
    assert changed.args == [DiffRules(("$..at",))]
    assert view.body.said() == "Equal apart from ignored paths: 40 places differ."


def test_rules_of_the_page_count_from_the_start(view, compared):
    view.show_rules(DiffRules(("$[*].at",)))
    view.body.mode.set_current(1)
    compared(side("a", RECORDS), side("b", CHANGED))
    assert "Equal apart" in view.body.said()
    assert "(1)" in view.body.rules_button.text()


def test_escape_ends_the_comparison(compared, qtbot):
    view = compared(side("a", {"x": 1}), side("b", {"x": 2}))
    view.body.canvas.setFocus()
    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view.body.canvas, Qt.Key.Key_Escape)


def test_the_patch_is_copied(compared, qtbot):
    view = compared(side("old", b"1\n2\n", "text/plain"), side("new", b"1\n3\n", "text/plain"))
    qtbot.keyClick(view.body.copy, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "--- old\n+++ new\n@@ -1,2 +1,2 @@\n 1\n-2\n+3\n"


def test_forgotten_bodies_are_compared_no_longer(compared):
    view = compared(side("a", RECORDS), side("b", CHANGED))
    view.forget()
    assert view.sides() == ()
    assert view.body.canvas.rows is None
