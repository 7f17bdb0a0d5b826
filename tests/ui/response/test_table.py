"""The view of a body as a table: reading, arranging, copying, looking at a value, saving."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from app.format.reading import read_body
from app.model.payload import Payload
from ui.response import table_copy
from ui.response.table import BodyTable

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PEOPLE = b'[{"name":"Eve","age":9.0},{"name":"bob","age":10},{"age":null,"name":"Al","x":"two\\nlines"}]'


@pytest.fixture
def table(qtbot):
    made = BodyTable()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    yield made
    made.forget()


def show(table, body, content_type="application/json", path=None):
    if path:
        path.write_bytes(body)
    table.show_reading(read_body(Payload(len(body), None if path else body, path), content_type))


def column(table, at=0):
    model = table.grid.model()
    return [model.index(row, at).data() for row in range(model.rowCount())]


def large_json(rows=3000):
    return (
        b"["
        + b",".join(b'{"id":%d,"name":"user %d","city":"Wien"}' % (row, row) for row in range(rows))
        + b"]"
    )


def is_idle(table):
    return table.bar.cancel.isHidden()


def test_rows_and_columns_are_shown_with_their_number(table):
    show(table, PEOPLE)
    assert column(table, 0) == ["Eve", "bob", "Al"]
    assert column(table, 1) == ["9.0", "10", "null"]
    assert column(table, 2) == ["", "", "two↵lines"]
    assert table.bar.words() == "3 rows · 3 columns"


def test_a_click_on_a_title_sorts_up_then_down_then_not(table, qtbot):
    show(table, PEOPLE)
    header = table.grid.horizontalHeader()
    seen = []
    for _ in range(3):
        place = header.sectionViewportPosition(1) + 10
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 10))
        qtbot.waitUntil(lambda: is_idle(table))
        seen.append(column(table, 0))
    assert seen == [["Eve", "bob", "Al"], ["bob", "Eve", "Al"], ["Eve", "bob", "Al"]]


def test_rows_are_filtered_by_what_is_typed_and_keep_their_numbers(table, qtbot):
    show(table, PEOPLE)
    qtbot.keyClicks(table.bar.filter, "BOB")
    qtbot.keyClick(table.bar.filter, KEY.Key_Return)
    qtbot.waitUntil(lambda: column(table) == ["bob"])
    assert table.bar.words() == "1 of 3 rows · 3 columns"
    assert table.grid.model().headerData(0, Qt.Orientation.Vertical) == "2"
    qtbot.keyClick(table.bar.filter, KEY.Key_Escape)
    qtbot.waitUntil(lambda: column(table) == ["Eve", "bob", "Al"])


def test_a_filter_that_nothing_matches_says_so(table, qtbot):
    show(table, PEOPLE)
    table.bar.filter.setText("zoe")
    qtbot.keyClick(table.bar.filter, KEY.Key_Return)
    qtbot.waitUntil(lambda: not table.grid.isVisible())
    assert table.bar.words() == "0 of 3 rows · 3 columns"
    table.bar.filter.clear()
    qtbot.keyClick(table.bar.filter, KEY.Key_Return)
    qtbot.waitUntil(table.grid.isVisible)


def test_another_array_of_the_body_can_be_chosen(table):
    show(table, b'{"ids":[7,8],"users":[{"n":"x"}]}')
    assert column(table) == ["x"]
    assert table.bar.arrays.isVisible()
    table.bar.arrays.activated.emit(1)
    assert column(table) == ["7", "8"]


def test_the_first_line_can_be_a_row(table):
    show(table, b"a,b\n1,2\n", "text/csv")
    assert column(table) == ["1"]
    table.bar.header.click()
    assert column(table) == ["a", "1"]
    assert table.grid.model().headerData(0, Qt.Orientation.Horizontal) == "Column 1"


def test_a_large_body_is_read_sorted_and_filtered_while_the_window_goes_on(table, qtbot, tmp_path):
    show(table, large_json(), path=tmp_path / "body")
    assert 0 < table.grid.model().rowCount() < 3000
    assert "3,000" not in table.bar.words()
    table.bar.filter_wanted.emit("user 29")
    qtbot.waitUntil(lambda: is_idle(table))
    assert table.bar.words() == "111 of 3,000 rows · 3 columns"
    table.grid.sort_wanted.emit(0, "down")
    qtbot.waitUntil(lambda: is_idle(table))
    assert column(table)[:2] == ["2999", "2998"]
    table.forget()
    assert [path.name for path in tmp_path.iterdir()] == ["body"]


def test_reading_can_be_cancelled_and_keeps_the_first_rows(table, qtbot, tmp_path):
    show(table, large_json(), path=tmp_path / "body")
    first = column(table)
    table.bar.cancel.click()
    assert is_idle(table)
    assert table.notice.isVisible()
    assert column(table) == first
    table.grid.sort_wanted.emit(0, "down")
    qtbot.waitUntil(lambda: is_idle(table))
    assert column(table)[0] == "2999"


def test_copying_lets_reading_go_on_and_saving_waits_for_it(table, qtbot, tmp_path):
    show(table, large_json(), path=tmp_path / "body")
    assert not table.bar.save.isEnabled()
    qtbot.keyClick(table.grid, KEY.Key_C, CONTROL)
    qtbot.waitUntil(lambda: is_idle(table))
    assert table.grid.model().rowCount() == 3000
    assert table.bar.save.isEnabled()


def test_what_was_cancelled_can_be_asked_for_again(table, qtbot, tmp_path):
    show(table, large_json(), path=tmp_path / "body")
    qtbot.waitUntil(lambda: is_idle(table))
    for _ in range(2):
        table.bar.filter_wanted.emit("user 29")
        assert not is_idle(table)
        table.bar.cancel.click()
    assert table.grid.model().rowCount() == 3000


def test_a_body_that_ends_too_early_shows_its_rows_and_the_place(table):
    show(table, b'[{"a":1},\n{"a":2},\n{"a":')
    assert column(table) == ["1", "2"]
    assert table.notice.sentence() == (
        "The body is no complete table: it ends too early, in row 3, at line 3."
    )


@pytest.mark.parametrize("body", [b"[]", b'{"data":[]}'])
def test_a_body_without_rows_says_so(table, body):
    show(table, body)
    assert not table.grid.isVisible()
    assert table.bar.words() == "0 rows · 0 columns"


def test_what_is_selected_is_copied_for_spreadsheets(table, qtbot):
    show(table, PEOPLE)
    table.grid.setFocus()
    qtbot.keyClick(table.grid, KEY.Key_A, CONTROL)
    qtbot.keyClick(table.grid, KEY.Key_C, CONTROL)
    expected = 'Eve\t9.0\t\nbob\t10\t\nAl\tnull\t"two\nlines"'
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == expected)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Copy as CSV", "name\r\nbob"),
        ("Copy as JSON", '[\n  {"name": "bob"}\n]'),
        ("Copy cell", "bob"),
        ("Copy column", "Eve\nbob\nAl"),
    ],
)
def test_the_menu_copies_the_current_cell_in_each_form(table, qtbot, entry, expected):
    show(table, PEOPLE)
    table.grid.setCurrentIndex(table.grid.model().index(1, 0))
    menu = table.grid.make_menu()
    qtbot.addWidget(menu)
    next(action for action in menu.actions() if action.text() == entry).trigger()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == expected)


def test_more_than_a_clipboard_should_hold_is_cut_with_a_sentence(table, qtbot, monkeypatch):
    monkeypatch.setattr(table_copy, "COPY_LIMIT", 50)
    show(table, b"[" + b",".join(b'"%010d"' % row for row in range(20)) + b"]")
    table.grid.selectAll()
    qtbot.keyClick(table.grid, KEY.Key_C, CONTROL)
    qtbot.waitUntil(table.notice.isVisible)
    assert table.notice.sentence().startswith("Copied the first 4 rows (50 B)")
    assert QGuiApplication.clipboard().text().count("\n") == 3


def test_enter_shows_the_whole_value_and_escape_gives_the_keyboard_back(table, qtbot):
    show(table, PEOPLE)
    table.grid.setFocus()
    table.grid.setCurrentIndex(table.grid.model().index(2, 2))
    qtbot.keyClick(table.grid, KEY.Key_Return)
    assert table.value.isVisible()
    assert table.value.place_words() == "x · row 3"
    assert bytes(table.value.text.source.buffer[:]) == b"two\nlines"
    qtbot.keyClick(table.value.text, KEY.Key_Escape)
    assert not table.value.isVisible()


def test_a_nested_value_is_shown_in_lines_with_its_digits(table, qtbot):
    show(table, b'[{"a":{"b":[1.00,2]}}]')
    qtbot.keyClick(table.grid, KEY.Key_Return)
    assert bytes(table.value.text.source.buffer[:]) == b'{\n  "b": [\n    1.00,\n    2\n  ]\n}'


def test_the_rows_that_are_shown_are_saved_without_hidden_columns(table, qtbot, tmp_path):
    show(table, PEOPLE)
    table.grid.sort_wanted.emit(1, "down")
    qtbot.waitUntil(lambda: is_idle(table))
    table.grid.hide_column(2)
    with qtbot.waitSignal(table.save_csv_requested):
        table.bar.save.click()
    table.write_csv(tmp_path / "rows.csv")
    qtbot.waitUntil(lambda: is_idle(table))
    assert (tmp_path / "rows.csv").read_bytes() == b"name,age\r\nbob,10\r\nEve,9.0\r\nAl,null\r\n"
    assert "3 rows" in table.notice.sentence()


def test_a_file_that_cannot_be_written_is_told(table, qtbot, tmp_path):
    show(table, PEOPLE)
    table.write_csv(tmp_path / "none" / "rows.csv")
    qtbot.waitUntil(table.notice.isVisible)
    assert "cannot be written: No such file or directory" in table.notice.sentence()
    assert is_idle(table)


def test_columns_are_hidden_and_shown_by_their_menu(table, qtbot):
    show(table, PEOPLE)
    menu = table.columns_menu()
    qtbot.addWidget(menu)
    next(action for action in menu.actions() if action.text() == "age").trigger()
    assert table.grid.isColumnHidden(1)
    assert table.bar.words() == "3 rows · 3 columns, 1 hidden"
    menu.actions()[0].trigger()
    assert not table.grid.isColumnHidden(1)


def test_a_body_that_is_no_table_says_so(table):
    show(table, b"true")
    assert not table.grid.isVisible()
