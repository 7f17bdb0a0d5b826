"""A table is complete by keyboard, and by mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.model.field import Field
from ui.kit.field_table import FieldTable, FieldTableOptions
from ui.kit.field_table_model import Automatic

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
A, B = Field("a", "1"), Field("b", "2")


class Held:
    """A table between two other fields, and what it told."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.table = FieldTable("Headers", FieldTableOptions(add_text="Add header", names=("Accept",)))
        self.view = self.table.view
        self.after = QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.table)
        layout.addWidget(self.after)
        self.table.show_fields((A, B), (Automatic("Host", "h", "x"),))
        self.told = []
        self.table.changed.connect(self.told.append)
        self.window.resize(520, 320)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.view.setFocus()

    def go(self, row, column):
        self.view.setCurrentIndex(self.view.rows.index(row, column))

    @property
    def at(self):
        return self.view.currentIndex().row(), self.view.currentIndex().column()

    @property
    def editor(self):
        return self.view.indexWidget(self.view.currentIndex())

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.editor or self.view, key, modifiers)

    def place(self, row, column):
        return self.view.visualRect(self.view.rows.index(row, column)).center()


@pytest.fixture
def held(qtbot):
    return Held(qtbot)


def test_typing_on_a_cell_replaces_it_and_tells_at_every_key(held):
    held.go(0, 2)
    held.qtbot.keyClicks(held.view, "x")
    held.qtbot.keyClicks(held.editor, "y")
    assert held.told == [(Field("a", "x"), B), (Field("a", "xy"), B)]


def test_a_header_is_added_by_typing_name_tab_value_enter(held):
    held.go(2, 1)
    held.qtbot.keyClicks(held.view, "c")
    held.key(Key.Key_Tab)
    held.qtbot.keyClicks(held.editor, "3")
    held.key(Key.Key_Return)
    assert held.told[-1] == (A, B, Field("c", "3"))
    assert held.at == (3, 1)
    assert held.editor is not None


def test_tab_in_the_empty_last_row_leaves_the_table(held):
    held.view.edit_cell(2, 1)
    held.key(Key.Key_Tab)
    assert held.editor is None
    assert held.told == []
    assert held.window.focusWidget() is not held.view


def test_shift_tab_goes_back_cell_by_cell(held):
    held.view.edit_cell(1, 1)
    held.key(Key.Key_Backtab, SHIFT)
    assert held.at == (0, 2)
    assert held.editor is not None


def test_escape_takes_back_what_was_typed_in_the_cell(held):
    held.view.edit_cell(0, 1)
    held.qtbot.keyClicks(held.editor, "xyz")
    held.key(Key.Key_Escape)
    assert held.told[-1] == (A, B)
    assert held.editor is None


def test_undo_works_inside_a_cell(held):
    held.view.edit_cell(0, 1)
    held.editor.end(False)
    held.qtbot.keyClicks(held.editor, "bc")
    held.key(Key.Key_Z, CONTROL)
    assert held.told[-1] == (A, B)


def test_control_enter_is_left_to_the_window(held, qtbot):
    held.view.edit_cell(0, 1)
    held.key(Key.Key_Return, CONTROL)
    assert held.editor is not None
    assert held.at == (0, 1)


def test_up_and_down_move_through_a_column_while_editing(held):
    held.view.edit_cell(0, 2)
    held.key(Key.Key_Down)
    assert (held.at, held.editor.text()) == ((1, 2), "2")
    held.key(Key.Key_Up)
    assert (held.at, held.editor.text()) == ((0, 2), "1")


def test_space_switches_a_row_from_its_check_box(held):
    held.go(0, 0)
    held.key(Key.Key_Space)
    assert held.told == [(Field("a", "1", enabled=False), B)]


def test_delete_removes_a_row_but_not_while_editing(held):
    held.go(0, 1)
    held.key(Key.Key_Delete)
    assert held.told == [(B,)]
    held.view.edit_cell(0, 1)
    held.key(Key.Key_Home)
    held.key(Key.Key_Delete)
    assert held.told[-1] == (Field("", "2"),)


@pytest.mark.parametrize("editing", [False, True])
def test_alt_up_and_down_move_a_row(held, editing):
    held.go(0, 1)
    if editing:
        held.view.edit_cell(0, 1)
    held.key(Key.Key_Down, ALT)
    assert held.told == [(B, A)]
    assert held.at == (1, 1)
    held.key(Key.Key_Up, ALT)
    assert held.told[-1] == (A, B)


@pytest.mark.parametrize("editing", [False, True])
def test_pasted_lines_become_rows(held, editing):
    QGuiApplication.clipboard().setText("X-One: 1\nX-Two\t2\n")
    held.go(1, 1)
    if editing:
        held.view.edit_cell(1, 1)
    held.key(Key.Key_V, CONTROL)
    assert held.told == [(A, Field("X-One", "1"), Field("X-Two", "2"), B)]
    assert held.editor is None


def test_one_pasted_line_goes_into_the_cell_that_is_edited(held):
    QGuiApplication.clipboard().setText("a: 1")
    held.view.edit_cell(2, 1)
    held.key(Key.Key_V, CONTROL)
    assert held.told[-1] == (A, B, Field("a: 1"))


def test_a_row_is_copied_as_a_line(held):
    held.go(0, 1)
    held.key(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "a: 1"


def test_a_click_edits_at_the_place_clicked(held, qtbot):
    left = held.view.visualRect(held.view.rows.index(0, 2)).topLeft() + QPoint(3, 10)
    qtbot.mouseClick(held.view.viewport(), Qt.MouseButton.LeftButton, pos=left)
    assert held.at == (0, 2)
    assert (held.editor.cursorPosition(), held.editor.selectedText()) == (0, "")


def test_a_click_on_a_check_box_switches_the_row_once(held, qtbot):
    qtbot.mouseClick(held.view.viewport(), Qt.MouseButton.LeftButton, pos=held.place(0, 0))
    assert held.told == [(Field("a", "1", enabled=False), B)]


def test_a_click_on_an_automatic_check_box_reports_it(held, qtbot):
    switched = []
    held.table.switched.connect(lambda *told: switched.append(told))
    qtbot.mouseClick(held.view.viewport(), Qt.MouseButton.LeftButton, pos=held.place(3, 0))
    assert switched == [("Host", False)]
    assert held.told == []


def test_dragging_a_row_by_its_check_box_moves_it(held, qtbot):
    viewport = held.view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=held.place(0, 0))
    qtbot.mouseMove(viewport, held.place(1, 0))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=held.place(1, 0))
    assert held.told == [(B, A)]


def test_the_context_menu_deletes_a_row(held):
    place = held.place(0, 1)
    QApplication.sendEvent(
        held.view.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, held.view.viewport().mapToGlobal(place)),
    )
    menu = held.view.findChild(QMenu)
    next(action for action in menu.actions() if action.text().startswith("Delete")).trigger()
    menu.close()
    assert held.told == [(B,)]


def test_names_are_completed_but_enter_keeps_what_was_typed(held):
    held.view.edit_cell(2, 1)
    held.qtbot.keyClicks(held.editor, "acc")
    popup = held.editor._completion._list.view
    assert popup.isVisible()
    held.qtbot.keyClick(popup, Key.Key_Down)
    held.qtbot.keyClick(popup, Key.Key_Return)
    assert held.told[-1] == (A, B, Field("Accept"))


def test_tab_leaves_the_list_of_names_for_the_value(held):
    held.view.edit_cell(2, 1)
    held.qtbot.keyClicks(held.editor, "acc")
    held.qtbot.keyClick(held.editor._completion._list.view, Key.Key_Tab)
    assert held.at == (2, 2)
    held.qtbot.keyClicks(held.editor, "3")
    assert held.told[-1] == (A, B, Field("acc", "3"))


def test_an_open_editor_survives_its_own_echo(held):
    held.table.changed.connect(held.table.show_fields)
    held.view.edit_cell(2, 1)
    held.qtbot.keyClicks(held.editor, "new")
    assert held.editor.text() == "new"
    assert held.told[-1] == (A, B, Field("new"))


def test_the_width_is_shared_without_a_gap(held):
    widths = [held.view.columnWidth(column) for column in range(3)]
    assert sum(widths) == held.view.viewport().width()
    assert widths[0] == 38
    assert widths[1] < widths[2]
