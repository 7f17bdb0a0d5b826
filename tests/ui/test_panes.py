"""The keyboard moves into a pane at its first control."""

from PySide6.QtCore import Qt

from ui.panes import first_control


def test_the_first_control_of_a_pane_is_one_that_takes_the_keyboard(stage):
    assert first_control(stage.page.line).focusPolicy() & Qt.FocusPolicy.TabFocus
