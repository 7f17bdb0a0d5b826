"""Open requests by the keyboard: new, edit, save, close, reopen, undo, and files that change meanwhile."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from app.model.body import FileBody
from tests.ui.stage import ALT, CONTROL, HELLO, INNER, KEY, SHIFT, click, until
from ui.dialogs.new_collection import NewCollectionDialog
from ui.dialogs.save_request import SaveRequestDialog
from ui.request.editor import BODY
from ui.sidebar.place import Place
from ui.sidebar.tree_model import DIRTY_ROLE

HELLO_URL = "{{base_url}}/anything?greeting=hello"


def is_marked(stage, path):
    """Whether the tree paints a dot behind a request."""
    model = stage.window.sidebar.tree.model()
    return model.find(Place(str(stage.root), path)).data(DIRTY_ROLE)


async def test_an_edit_shows_a_dot_and_a_save_changes_that_line_only(stage):
    stage.open("deep/inner.yml")
    stage.type_url("{{base_url}}/status/200")
    assert stage.tab("Inner").dirty
    assert is_marked(stage, "deep/inner.yml")
    stage.press(KEY.Key_S, CONTROL)
    await until(lambda: not stage.tab("Inner").dirty)
    assert not is_marked(stage, "deep/inner.yml")
    assert stage.saved("deep/inner.yml") == INNER.replace("status/404", "status/200")


async def test_a_save_of_another_method_changes_the_line_of_the_method_only(stage):
    stage.page.line.method.setFocus()
    stage.press(KEY.Key_P)
    stage.press(KEY.Key_Return)
    method = stage.page.draft.method
    stage.press(KEY.Key_S, CONTROL)
    await until(lambda: not stage.tab("Hello").dirty)
    assert method != "GET"
    assert stage.saved("hello.yml") == HELLO.replace("method: GET", f"method: {method}")


async def test_a_save_without_edits_leaves_the_file_alone(stage):
    before = (stage.root / "hello.yml").stat()
    stage.press(KEY.Key_S, CONTROL)
    await stage.rest()
    assert (stage.root / "hello.yml").stat() == before


async def name_and_save(stage, name):
    sheet = await stage.dialog(SaveRequestDialog)
    field = sheet.findChild(QLineEdit)
    field.selectAll()
    field.insert(name)
    click(sheet, "Save")
    await stage.rest()


async def test_a_new_request_gets_its_name_and_place_when_it_is_saved(stage):
    stage.press(KEY.Key_N, CONTROL)
    stage.type("https://example.org/fresh")
    stage.press(KEY.Key_S, CONTROL)
    await name_and_save(stage, "Fresh one")
    assert stage.page.path == "fresh-one.yml"
    assert stage.titles() == ["Hello", "Fresh one"]
    assert "url: https://example.org/fresh" in stage.saved("fresh-one.yml")
    assert not stage.tab("Fresh one").dirty
    assert stage.window.sidebar.tree.current_place().path == "fresh-one.yml"


async def test_a_save_sheet_that_is_cancelled_leaves_the_new_request_as_it_was(stage):
    stage.press(KEY.Key_N, CONTROL)
    stage.type("https://example.org/fresh")
    stage.press(KEY.Key_S, CONTROL)
    sheet = await stage.dialog(SaveRequestDialog)
    click(sheet, "Cancel")
    await stage.rest()
    assert stage.page.draft.url == "https://example.org/fresh"
    assert stage.page.path == ""


async def test_a_tab_without_edits_closes_at_once_and_comes_back(stage):
    stage.open("world.yml")
    stage.press(KEY.Key_W, CONTROL)
    assert stage.titles() == ["Hello"]
    stage.press(KEY.Key_T, CONTROL | SHIFT)
    assert stage.titles() == ["Hello", "World"]
    assert stage.page.path == "world.yml"


async def test_closing_a_tab_with_edits_asks_and_cancel_keeps_it(stage):
    stage.type_url("https://example.org/edited")
    stage.press(KEY.Key_W, CONTROL)
    click(await stage.dialog(), "Cancel")
    await stage.rest()
    assert stage.page.draft.url == "https://example.org/edited"


async def test_closing_a_tab_with_edits_can_save_them_first(stage):
    stage.type_url("https://example.org/edited")
    stage.press(KEY.Key_W, CONTROL)
    click(await stage.dialog(), "Save")
    await stage.rest()
    assert stage.titles() == []
    assert "https://example.org/edited" in stage.saved("hello.yml")


async def test_closing_a_tab_with_edits_can_drop_them(stage):
    stage.type_url("https://example.org/edited")
    stage.press(KEY.Key_W, CONTROL)
    click(await stage.dialog(), "Do not save")
    await stage.rest()
    assert stage.titles() == []
    assert stage.saved("hello.yml") == HELLO
    stage.press(KEY.Key_T, CONTROL | SHIFT)
    assert stage.page.draft.url == HELLO_URL


async def test_undo_and_redo_work_on_the_whole_request(stage):
    stage.page.line.method.method_changed.emit("PUT")
    stage.page.editor.tabs.setFocus()
    stage.press(KEY.Key_Z, CONTROL)
    assert stage.page.draft.method == "GET"
    assert stage.page.line.method.method() == "GET"
    assert not stage.tab("Hello").dirty
    stage.press(KEY.Key_Z, CONTROL | SHIFT)
    assert stage.page.line.method.method() == "PUT"


async def test_undo_in_the_url_takes_back_what_a_table_changed_too(stage):
    draft = stage.page.draft
    stage.page.editor.changed.emit(replace(draft, docs="Changed in another place."))
    stage.page.line.focus_url()
    stage.press(KEY.Key_Z, CONTROL)
    assert stage.page.draft == draft
    stage.press(KEY.Key_Z, CONTROL | SHIFT)
    assert stage.page.draft.docs == "Changed in another place."


async def test_the_cursor_stays_while_the_url_changes_under_it(stage):
    line = stage.page.line
    line.focus_url()
    line.url.setCursorPosition(7)
    line.url.show_text("http://localhost/elsewhere")
    assert line.url.cursorPosition() == 7


async def test_save_all_saves_what_has_a_file(stage):
    stage.type_url("https://example.org/one")
    stage.open("world.yml")
    stage.type_url("https://example.org/two")
    stage.press(KEY.Key_S, CONTROL | ALT)
    await until(lambda: not stage.workspace.drafts.dirty())
    assert "https://example.org/one" in stage.saved("hello.yml")
    assert "https://example.org/two" in stage.saved("world.yml")


# --- files that change meanwhile ------------------------------------------------------------------


def change_outside(stage):
    text = HELLO.replace("name: Hello", "name: Hello from outside")
    (stage.root / "hello.yml").write_text(text)
    return text


async def test_a_file_that_changed_outside_is_followed_where_nothing_is_edited(stage):
    change_outside(stage)
    await stage.look_again()
    assert stage.titles() == ["Hello from outside"]
    assert not stage.tab("Hello from outside").dirty


async def test_a_file_that_appears_outside_appears_in_the_tree(stage):
    (stage.root / "late.yml").write_text(HELLO.replace("name: Hello", "name: Late"))
    await stage.look_again()
    assert stage.workspace.collection.find("late.yml").name == "Late"


@pytest.mark.parametrize("noticed", [True, False])
async def test_edits_of_different_fields_are_merged_without_a_question(stage, noticed):
    stage.type_url("https://example.org/mine")
    change_outside(stage)
    if noticed:
        await stage.look_again()
        assert stage.tab("Hello from outside").dirty
    stage.press(KEY.Key_S, CONTROL)
    await stage.rest()
    assert "Hello from outside" in stage.window.toast.text()
    assert "https://example.org/mine" in stage.saved("hello.yml")
    assert "name: Hello from outside" in stage.saved("hello.yml")
    assert not stage.tab("Hello from outside").dirty


async def test_a_half_written_file_is_shown_broken_with_its_line_and_the_draft_is_kept(stage):
    stage.type_url("https://example.org/mine")
    (stage.root / "hello.yml").write_text("info:\n  name: Hello\n  type: http: x\n")
    await stage.look_again()
    item = stage.workspace.collection.find("hello.yml")
    assert (type(item).__name__, item.line) == ("BrokenItem", 3)
    assert stage.page.draft.url == "https://example.org/mine"
    assert stage.workspace.request_at("world.yml") is not None


async def test_a_folder_that_cannot_be_written_is_told_and_the_edits_stay(stage):
    stage.open("deep/inner.yml")
    stage.type_url("https://example.org/mine")
    (stage.root / "deep" / "inner.yml").unlink()
    (stage.root / "deep" / "inner.yml").mkdir()
    stage.press(KEY.Key_S, CONTROL)
    click(await stage.dialog(), "Create it again")
    await stage.rest()
    assert "inner.yml" in stage.window.messages.sentence()
    assert stage.page.draft.url == "https://example.org/mine"
    assert stage.tab("Inner").dirty


# --- responses and files --------------------------------------------------------------------------


async def test_the_body_is_copied_by_its_action(stage):
    await stage.send()
    await until(lambda: stage.page.response.body.text.visible_text())
    stage.window.actions_table["response.copy"].trigger()
    assert '"greeting"' in QApplication.clipboard().text()
    assert stage.window.toast.text() == "Copied the body"


async def test_a_file_inside_the_collection_is_named_from_there(stage, qt_file_dialogs):
    (stage.root / "upload.bin").write_bytes(b"octets")
    body = stage.open("world.yml").editor.page(BODY)
    body.switch_kind("file")
    body.file_wanted.emit()
    dialog = await stage.dialog(QFileDialog)
    dialog.findChild(QLineEdit).setText(str(stage.root / "upload.bin"))
    dialog.accept()
    await stage.rest()
    assert stage.page.draft.body == FileBody("upload.bin")


async def test_a_request_of_no_collection_is_saved_into_a_chosen_one_with_tab_and_undo(stage):
    loose = stage.workspaces.loose
    stage.window.requests.new(workspace=loose)
    stage.type("https://example.org/first")
    loose.drafts._edited.clear()  # What follows is another step of undo.
    stage.type_url("https://example.org/second")
    stage.press(KEY.Key_S, CONTROL)
    sheet = await stage.dialog(SaveRequestDialog)
    sheet.name.setText("Found")
    sheet.folders.select(str(stage.root), "deep")
    click(sheet, "Save")
    await stage.rest()
    assert (stage.page.tab.workspace.root, stage.page.path) == (stage.root, "deep/found.yml")
    assert loose.drafts.open_keys() == ()
    stage.press(KEY.Key_Z, CONTROL)
    assert stage.page.draft.url != "https://example.org/second"


async def test_with_no_collection_saving_offers_to_make_one(stage, tmp_path):
    stage.window.actions_table["collection.close"].trigger()
    stage.window.requests.new()
    stage.type("https://example.org/first")
    stage.press(KEY.Key_S, CONTROL)
    form = await stage.dialog(NewCollectionDialog)
    form.chosen.emit(tmp_path / "made", "Made")
    form.accept()
    sheet = await stage.dialog(SaveRequestDialog)
    click(sheet, "Save")
    await stage.rest()
    assert stage.page.tab.workspace.root == tmp_path / "made"
    assert stage.titles() == ["first"]
