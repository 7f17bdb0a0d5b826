"""Parts of a multipart body are text or files."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.model.body import Part
from ui.request.part_table import PartTable


@pytest.fixture
def table(qtbot):
    made = PartTable()
    qtbot.addWidget(made)
    made.resize(520, 200)
    made.show_parts((Part("note", "hello"), Part("up", files=("a/b.png",), is_file=True)))
    made.show()
    made.told, made.asked = [], []
    made.changed.connect(made.told.append)
    made.file_wanted.connect(lambda: made.asked.append(1))
    return made


def test_a_file_is_shown_by_its_name(table):
    assert table.rows.text(table.rows.index(1, 3)) == "b.png"
    table.show_parts((Part("up", is_file=True),))
    assert table.rows.text(table.rows.index(0, 3)) == "Choose a file…"


def test_turning_a_part_into_a_file_asks_for_one_and_keeps_its_text(table, qtbot):
    table.setCurrentIndex(table.rows.index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.told[-1][0] == Part("note", "hello", is_file=True)
    assert table.asked == [1]
    table.show_file("c.txt")
    assert table.told[-1][0].files == ("c.txt",)
    table.edit_cell(0, 2)
    assert table.told[-1][0] == Part("note", "hello", files=("c.txt",))
    assert table.asked == [1]


def test_a_new_part_that_gets_a_file_is_named_after_it(table, qtbot):
    table.show_parts((Part(value="x", is_file=True),))
    table.edit_cell(0, 3)
    table.show_file("dir/photo.png")
    assert table.told[-1][0].name == "photo"


def test_pasted_lines_become_text_parts(table, qtbot):
    QGuiApplication.clipboard().setText("a: 1\nb: 2")
    table.setCurrentIndex(table.rows.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert table.told[-1][:2] == (Part("a", "1"), Part("b", "2"))


def test_a_content_type_belongs_to_its_part(table, qtbot):
    table.edit_cell(0, 4)
    editor = table.indexWidget(table.currentIndex())
    qtbot.keyClicks(editor, "text/csv")
    assert table.told[-1][0].content_type == "text/csv"
