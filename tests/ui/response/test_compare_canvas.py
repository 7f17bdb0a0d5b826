"""The painted difference: folds, keys, selection, what screen readers are told."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication

from app.diff.textdiff import text_diff
from ui import theme
from ui.response.compare_canvas import DiffCanvas, fold_words

LEFT = b"".join(b"line %d\n" % number for number in range(60))
RIGHT = LEFT.replace(b"line 30\n", b"line thirty\nand more\n")


@pytest.fixture
def canvas(qtbot):
    made = DiffCanvas()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.show_diff(text_diff(LEFT, RIGHT), "text", two_columns=False)
    made.setFocus()
    return made


def test_what_is_painted_can_be_read_out(canvas):
    said = QAccessible.queryAccessibleInterface(canvas).text(QAccessible.Text.Value).split("\n")
    assert said[:7] == [
        "… 27 equal lines",
        "  line 27",
        "  line 28",
        "  line 29",
        "- line 30",
        "+ line thirty",
        "+ and more",
    ]


def test_enter_opens_the_fold_where_the_keyboard_is(canvas, qtbot):
    before = canvas.rows.count
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.rows.count == before + 26
    assert canvas.visible_text().startswith("  line 0\n  line 1\n")


def test_a_click_opens_a_fold(canvas, qtbot):
    before = canvas.rows.count
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 5))
    assert canvas.rows.count == before + 26


def test_selected_rows_are_copied_with_their_signs(canvas, qtbot):
    assert canvas.current_row == 4
    for _ in range(2):
        qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "- line 30\n+ line thirty\n+ and more"


def colors_of(canvas, row):
    image = canvas.grab().toImage()
    y = row * theme.scaled(20) + 3
    return {image.pixelColor(x, y).name() for x in range(0, 480, 4)}


def test_removed_and_added_rows_stand_on_their_own_colours(canvas):
    assert theme.color("danger_back").name() in colors_of(canvas, 4)
    assert theme.color("ok_back").name() in colors_of(canvas, 5)
    assert theme.color("ok_back").name() not in colors_of(canvas, 2)


def test_side_by_side_both_stand_in_one_row(canvas):
    canvas.show_diff(text_diff(LEFT, RIGHT), "text", two_columns=True)
    assert {theme.color("danger_back").name(), theme.color("ok_back").name()} <= colors_of(canvas, 4)


def test_a_fold_of_one_line_is_in_the_singular():
    assert fold_words(1) == "… 1 equal line"
    assert fold_words(1234) == "… 1,234 equal lines"
