"""What a screen reader is told of painted text."""

import gc

from PySide6.QtGui import QAccessible

from ui.kit.text_view import TextView

NAME, VALUE = QAccessible.Text.Name, QAccessible.Text.Value


def test_a_screen_reader_is_told_the_visible_text(qtbot):
    view = TextView("Response body")
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show_text(b'{\n  "a": [1, 2]\n}', "json")
    described = QAccessible.queryAccessibleInterface(view)
    assert described.role() == QAccessible.Role.Document
    assert described.text(NAME) == "Response body"
    assert described.text(VALUE) == '{\n  "a": [1, 2]\n}'
    assert described.state().readOnly


def test_descriptions_go_with_their_views(qtbot):
    for number in range(50):
        view = TextView(f"View {number}")
        view.show_text(b"x")
        assert QAccessible.queryAccessibleInterface(view).text(VALUE) == "x"
        gc.collect(0)
        assert QAccessible.queryAccessibleInterface(view).text(NAME) == f"View {number}"
        view.deleteLater()


def test_a_screen_reader_is_told_caret_and_selection_and_can_move_them(qtbot):
    view = TextView("Response body")
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show_text("grün\nblau 😀\nrot".encode())
    described = QAccessible.queryAccessibleInterface(view)
    text = described.textInterface()
    assert text.text(0, 4) == "grün"
    assert text.characterCount() == len("grün\nblau 😀\nrot")
    view.go_to_line(3, 2)
    assert text.cursorPosition() == len("grün\nblau 😀\nr")
    assert text.selectionCount() == 0
    text.setSelection(0, 5, 9)
    assert view.selected_text() == "blau"
    assert text.selectionCount() == 1
    text.setCursorPosition(11)
    assert view.caret_offset == len("grün\nblau 😀".encode())
