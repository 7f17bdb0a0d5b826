"""The tables and the URL say the same, and an edit changes only its piece of the URL."""

import pytest
from PySide6.QtCore import Qt

from app.model.field import Field
from app.model.request import Request
from ui.request.params_page import ParamsPage

REQUEST = Request(
    url="/u/:id?a=%31&b=2&&c",
    query=(Field("a", "1"), Field("off", "x", enabled=False), Field("b", "2"), Field("c")),
    path=(Field("id", "7"),),
)


@pytest.fixture
def page(qtbot):
    made = ParamsPage()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_request(REQUEST)
    made.show()
    made.told = []
    made.changed.connect(made.told.append)
    return made


def write(page, table, row, column, text, qtbot):
    table.view.edit_cell(row, column)
    editor = table.view.indexWidget(table.view.currentIndex())
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_editing_a_value_leaves_the_other_pieces_as_typed(page, qtbot):
    write(page, page.query, 2, 2, "3 4", qtbot)
    assert page.told[-1].url == "/u/:id?a=%31&b=3%204&&c"


def test_switching_a_row_on_and_off_writes_it_into_the_url(page):
    model = page.query.view.rows
    model.switch(model.index(1, 0))
    assert page.told[-1].url == "/u/:id?a=%31&off=x&b=2&&c"
    model.switch(model.index(0, 0))
    assert page.told[-1].url == "/u/:id?off=x&b=2&&c"
    assert page.told[-1].query[0] == Field("a", "1", enabled=False)


def test_a_new_parameter_is_typed_letter_by_letter(page, qtbot):
    write(page, page.query, 4, 1, "new", qtbot)
    assert page.told[-1].url == "/u/:id?a=%31&b=2&&c&new="


def test_path_values_change_rows_but_not_the_url(page, qtbot):
    write(page, page.path, 0, 2, "8/9", qtbot)
    assert page.told[-1].path == (Field("id", "8/9"),)
    assert page.told[-1].url == REQUEST.url


def test_the_path_table_is_there_only_for_names(page):
    assert page.path.isVisible()
    assert page.path.height() == page.path.view.content_height()
    page.show_request(Request(url="/u"))
    assert not page.path.isVisible()


def test_a_description_is_no_edit_of_the_url(page, qtbot):
    page.query.set_description_shown(True)
    write(page, page.query, 0, 3, "why", qtbot)
    assert page.told[-1].query[0].description == "why"
    assert page.told[-1].url == REQUEST.url
