"""Where a variable comes from, asked by key and by the menu of a field."""

from PySide6.QtWidgets import QPlainTextEdit

from tests.ui.stage import click
from ui.dialogs.environments import EnvironmentDialog
from ui.dialogs.explain import ExplainDialog
from ui.explain_work import name_under_cursor


async def test_the_key_explains_the_variable_at_the_cursor_with_its_line(stage):
    stage.page.line.focus_url()
    stage.page.line.url.setCursorPosition(4)
    stage.window.actions_table["environment.explain"].trigger()
    dialog = await stage.dialog(ExplainDialog)
    assert dialog.names.currentText() == "base_url"
    model = dialog.table.model()
    lines = stage.saved("environments/Local.yml").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "base_url" in text)
    assert model.index(0, 2).data() == f"Local.yml, line {line}"
    click(dialog, "Edit its values…")
    table = await stage.dialog(EnvironmentDialog)
    assert table.model.name(table.view.currentIndex().row()) == "base_url"
    table.model.grid.discard()
    table.close()
    await stage.rest()


def test_a_name_is_found_in_an_editor_of_several_lines(qtbot):
    editor = QPlainTextEdit("first\n{{name}} x")
    qtbot.addWidget(editor)
    cursor = editor.textCursor()
    cursor.setPosition(editor.toPlainText().index("name"))
    editor.setTextCursor(cursor)
    assert name_under_cursor(editor) == "name"
    assert name_under_cursor(None) == ""
