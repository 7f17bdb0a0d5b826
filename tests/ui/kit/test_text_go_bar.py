"""The bar that asks where to go, and what the view makes of the answer."""

import pytest
from PySide6.QtCore import Qt

from ui.kit.text_go_bar import GoToBar
from ui.kit.text_view import TextView


def test_enter_asks_and_escape_closes(qtbot):
    bar = GoToBar()
    qtbot.addWidget(bar)
    bar.open_bar()
    qtbot.keyClicks(bar.field, "12")
    with qtbot.waitSignal(bar.wanted) as heard:
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert heard.args == ["12"]
    bar.show_problem("No such place.")
    assert bar.problem_words() == "No such place."
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("wanted", "place"),
    [("2", 5), ("2:3", 8), ("@3", 3), ("99", 13), ("1:99", 4), (" 3 : ", 12), ("@2,000", 17), ("x", None)],
)
def test_a_place_is_a_line_a_column_or_a_byte(qtbot, wanted, place):
    view = TextView("Body")
    qtbot.addWidget(view)
    view.show_text("abcd\nüber1\n\nlast".encode())
    problem = view.go_to(wanted)
    assert (view.caret_offset == place) if place is not None else problem
