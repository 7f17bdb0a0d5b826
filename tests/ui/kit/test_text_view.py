"""The view as people use it: keys, mouse, search, clipboard, screen reader."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from ui.kit import text_view

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def show(view, text, language="text"):
    view.show_text(text.encode(), language)
    view.grab()


def place(view, row, column):
    """The point left of a column of a visible row."""
    x = view.text_left() + view.rows.column * column + 1
    return QPoint(round(x), row * view.rows.height + view.rows.height // 2)


def test_shift_and_arrows_select_and_copy_takes_the_very_characters(view, qtbot):
    show(view, "grün\tblau\nrot")
    qtbot.keyClick(view, KEY.Key_Right)
    for _ in range(4):
        qtbot.keyClick(view, KEY.Key_Right, SHIFT)
    qtbot.keyClick(view, KEY.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "rün\t"


def test_the_cursor_keeps_its_column_through_a_shorter_row(view, qtbot):
    show(view, "123456789\nab\n123456789")
    for _ in range(5):
        qtbot.keyClick(view, KEY.Key_Right)
    qtbot.keyClick(view, KEY.Key_Down)
    assert view.caret_offset == len("123456789\nab")
    qtbot.keyClick(view, KEY.Key_Down)
    assert view.caret_offset == len("123456789\nab\n12345")


def test_control_with_home_and_end_goes_to_the_ends_of_the_text(view, qtbot):
    show(view, "\n".join(str(number) for number in range(1000)))
    qtbot.keyClick(view, KEY.Key_End, CONTROL)
    assert "999" in view.visible_text()
    qtbot.keyClick(view, KEY.Key_Home, CONTROL)
    assert view.visible_text().startswith("0\n1\n")


def test_a_page_turns_and_keeps_one_row_in_sight(view, qtbot):
    show(view, "\n".join(str(number) for number in range(1000)))
    page = view.verticalScrollBar().pageStep()
    qtbot.keyClick(view, KEY.Key_PageDown)
    assert view.verticalScrollBar().value() == page - 1
    qtbot.keyClick(view, KEY.Key_PageUp)
    assert view.verticalScrollBar().value() == 0


def test_select_all_takes_all_and_does_not_scroll(view, qtbot):
    show(view, "\n".join(str(number) for number in range(1000)))
    qtbot.keyClick(view, KEY.Key_A, CONTROL)
    assert view.selected_text().endswith("\n999")
    assert view.verticalScrollBar().value() == 0


def test_a_copy_beyond_the_limit_says_that_it_was_cut(view, qtbot, monkeypatch):
    monkeypatch.setattr(text_view, "COPY_LIMIT", 1000)
    show(view, "x" * 5000)
    view.select_all()
    with qtbot.waitSignal(view.copy_limited) as told:
        view.copy()
    assert told.args == ["Copied the first 1.0 KB of 5.0 KB; save the body to have all of it."]
    assert QGuiApplication.clipboard().text() == "x" * 1000


def test_the_mouse_selects_what_it_is_dragged_over(view, qtbot):
    show(view, "first line\nsecond line")
    qtbot.mousePress(view.viewport(), LEFT, pos=place(view, 0, 6))
    qtbot.mouseMove(view.viewport(), place(view, 1, 6))
    qtbot.mouseRelease(view.viewport(), LEFT, pos=place(view, 1, 6))
    assert view.selected_text() == "line\nsecond"


def test_a_double_click_selects_a_word_and_a_third_the_line(view, qtbot):
    show(view, "one\ntwo words\nthree")
    qtbot.mouseDClick(view.viewport(), LEFT, pos=place(view, 1, 5))
    assert view.selected_text() == "words"
    qtbot.mousePress(view.viewport(), LEFT, pos=place(view, 1, 5))
    assert view.selected_text() == "two words"


def test_dragging_below_the_view_scrolls_on(view, qtbot):
    show(view, "\n".join(str(number) for number in range(1000)))
    qtbot.mousePress(view.viewport(), LEFT, pos=place(view, 0, 0))
    qtbot.mouseMove(view.viewport(), QPoint(100, view.viewport().height() + 80))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 0)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=QPoint(100, 10))
    assert view.selected_text().startswith("0\n1\n2")


def test_a_click_finds_the_character_among_wide_ones(view, qtbot):
    show(view, "ü😀€x")
    row = view.visible_rows()[0]
    at = view.text_left() + view.rows.place_of(view.prepared(row.row), row.unit_of(len("ü😀€".encode())))
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(round(at), 5))
    qtbot.keyClick(view, KEY.Key_End, SHIFT)
    assert view.selected_text() == "x"


def test_a_search_counts_goes_round_and_shows_what_it_finds(view, qtbot):
    show(view, "\n".join(f"row {number} Needle" for number in range(500)))
    heard = []
    view.search_changed.connect(lambda *said: heard.append(said))
    view.search("NEEDLE")
    qtbot.waitUntil(lambda: heard[-1] == (1, 500, True))
    view.previous_hit()
    assert heard[-1] == (500, 500, True)
    assert "row 499" in view.visible_text()
    assert view.selected_text() == "Needle"
    view.next_hit()
    assert heard[-1] == (1, 500, True)


def test_a_search_goes_on_from_where_the_reader_is(view, qtbot):
    show(view, "a1\na2\na3")
    qtbot.keyClick(view, KEY.Key_Down)
    heard = []
    view.search_changed.connect(lambda *said: heard.append(said))
    view.search("a")
    qtbot.waitUntil(lambda: heard and heard[-1] == (2, 3, True))


def test_match_case_tells_upper_from_lower(view, qtbot):
    show(view, "Key key KEY")
    heard = []
    view.search_changed.connect(lambda *said: heard.append(said))
    view.search("key", True)
    qtbot.waitUntil(lambda: heard[-1] == (1, 1, True))
    view.search("nowhere", False)
    qtbot.waitUntil(lambda: heard[-1] == (0, 0, True))


def test_a_hit_far_to_the_right_comes_into_view(view, qtbot):
    show(view, " " * 140 + "needle")
    view.search("needle")
    qtbot.waitUntil(lambda: view.horizontalScrollBar().value() > 0)


def test_lines_are_counted_while_the_text_is_shown(view, qtbot):
    heard = []
    view.lines_changed.connect(lambda *said: heard.append(said))
    view.show_text(b"x\n" * 3_000_000)
    qtbot.waitUntil(lambda: heard[-1] == (3_000_000, True), timeout=15_000)
    assert len(heard) > 1


def test_a_new_text_begins_at_its_start_without_the_old_selection(view):
    show(view, "\n".join(str(number) for number in range(1000)))
    view.select_all()
    view.verticalScrollBar().setValue(500)
    show(view, "short")
    assert view.visible_text() == "short"
    assert not view.has_selection
    view.clear()
    assert view.lines == 0
