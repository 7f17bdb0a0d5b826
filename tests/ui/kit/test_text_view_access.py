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
