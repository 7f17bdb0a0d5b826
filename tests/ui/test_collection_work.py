"""What the tree asks for, done on disk: rename, duplicate, move, delete and its undo, open and create."""

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.ui.stage import CONTROL, HELLO, KEY, click, until, write_collection
from ui.dialogs.new_collection import NewCollectionDialog
from ui.kit import ask
from ui.sidebar.drop import Move


@pytest.fixture
def qt_file_dialogs():
    ask.use_native_file_dialogs(False)
    yield
    ask.use_native_file_dialogs(True)


@pytest.fixture
def sidebar(stage):
    return stage.window.sidebar


async def test_a_click_in_the_tree_previews_and_the_next_one_takes_its_place(stage, sidebar):
    sidebar.opened.emit("world.yml", True)
    sidebar.opened.emit("deep/inner.yml", True)
    assert stage.titles() == ["Hello", "Inner"]
    assert stage.tab("Inner").preview
    sidebar.opened.emit("deep/inner.yml", False)
    assert not stage.tab("Inner").preview


async def test_an_edited_preview_stays(stage, sidebar):
    sidebar.opened.emit("world.yml", True)
    stage.type_url("https://example.org/edited")
    assert not stage.tab("World").preview
    sidebar.opened.emit("deep/inner.yml", True)
    assert stage.titles() == ["Hello", "World", "Inner"]


async def test_a_rename_reaches_file_tab_and_tree_and_keeps_the_edits(stage, sidebar):
    stage.type_url("https://example.org/edited")
    sidebar.renamed.emit("hello.yml", "Good day")
    assert stage.titles() == ["Good day"]
    assert stage.tab("Good day").dirty
    assert stage.page.draft.url == "https://example.org/edited"
    assert stage.saved("hello.yml") == HELLO.replace("name: Hello", "name: Good day")
    assert stage.window.windowTitle() == "Good day — Sonde"


async def test_rename_asks_for_the_name_of_the_request_in_front(stage):
    stage.window.actions_table["item.rename"].trigger()
    dialog = await stage.dialog()
    dialog.findChild(QLineEdit).setText("Asked")
    click(dialog, "Rename")
    await stage.rest()
    assert stage.titles() == ["Asked"]


async def test_a_duplicate_is_opened_and_holds_the_same(stage):
    stage.press(KEY.Key_D, CONTROL)
    assert stage.titles() == ["Hello", "Hello copy"]
    copy = stage.saved(stage.page.path).splitlines()
    different = [line for line in copy if line not in HELLO.splitlines()]
    assert [line.split(":")[0].strip() for line in different] == ["name", "seq"]


async def test_an_open_tab_with_edits_follows_a_move(stage, sidebar):
    stage.type_url("https://example.org/edited")
    sidebar.moved.emit(Move(("hello.yml",), "deep"))
    assert (stage.root / "deep" / "hello.yml").is_file()
    assert stage.page.path == "deep/hello.yml"
    assert stage.page.draft.url == "https://example.org/edited"
    assert stage.tab("Hello").dirty
    stage.press(KEY.Key_S, CONTROL)
    await until(lambda: not stage.tab("Hello").dirty)
    assert "https://example.org/edited" in stage.saved("deep/hello.yml")


async def test_tabs_inside_a_folder_follow_its_move(stage, sidebar):
    stage.window.workspace.needed_store().add_folder("", "other")
    stage.workspace.tell()
    stage.open("deep/inner.yml")
    sidebar.moved.emit(Move(("deep",), "other"))
    assert stage.page.path == "other/deep/inner.yml"
    assert [tab.key for tab in stage.window.desk.tabs] == ["hello.yml", "other/deep/inner.yml"]


async def test_a_deleted_request_goes_with_its_tab_and_comes_back_with_its_edits(stage, sidebar):
    stage.open("world.yml")
    stage.type_url("https://example.org/edited")
    sidebar.deleted.emit(("world.yml",))
    assert stage.titles() == ["Hello"]
    assert not (stage.root / "world.yml").exists()
    assert stage.window.toast.text() == "Deleted “World”"
    click(stage.window.toast, "Undo")
    assert (stage.root / "world.yml").is_file()
    assert stage.titles() == ["Hello", "World"]
    assert stage.page.draft.url == "https://example.org/edited"
    assert stage.tab("World").dirty


async def test_several_deleted_items_come_back_together(stage, sidebar):
    stage.open("deep/inner.yml")
    sidebar.deleted.emit(("deep", "world.yml"))
    assert stage.window.toast.text() == "Deleted 2 items"
    assert stage.titles() == ["Hello"]
    stage.window.actions_table["item.restore"].trigger()
    assert stage.titles() == ["Hello", "Inner"]
    assert (stage.root / "world.yml").is_file()


async def test_a_new_folder_asks_for_its_name(stage, sidebar):
    sidebar.new_folder_wanted.emit("deep")
    dialog = await stage.dialog()
    dialog.findChild(QLineEdit).setText("Deeper")
    click(dialog, "Create")
    await stage.rest()
    assert (stage.root / "deep" / "deeper" / "folder.yml").is_file()


async def test_a_request_begun_in_a_folder_is_offered_that_folder(stage, sidebar):
    sidebar.new_request_wanted.emit("deep")
    stage.type("https://example.org/new")
    stage.press(KEY.Key_S, CONTROL)
    dialog = await stage.dialog()
    dialog.findChild(QLineEdit).setText("Newcomer")
    click(dialog, "Save")
    await stage.rest()
    assert stage.page.path == "deep/newcomer.yml"


async def test_another_collection_opens_with_its_own_tabs(stage, tmp_path, playground):
    stage.type_url("https://example.org/edited")
    other = write_collection(tmp_path / "other" / "garden", playground.http)
    stage.window.topbar.recent_chosen.emit(str(other))
    await stage.rest()
    assert stage.workspace.collection.root == other
    assert stage.titles() == ["Hello", "Hello"]
    assert [tab.dirty for tab in stage.tabs()] == [True, False]
    stage.window.topbar.recent_chosen.emit(str(stage.root))
    await stage.rest()
    assert stage.workspace.collection.root == stage.root
    assert stage.page.draft.url == "https://example.org/edited"


async def test_a_closed_collection_takes_its_tabs_and_keeps_its_edits(stage, tmp_path, playground):
    stage.type_url("https://example.org/edited")
    other = write_collection(tmp_path / "other" / "garden", playground.http)
    stage.window.topbar.recent_chosen.emit(str(other))
    await stage.rest()
    stage.window.topbar.recent_chosen.emit(str(stage.root))
    await stage.rest()
    stage.window.actions_table["collection.close"].trigger()
    assert stage.workspace.collection.root == other
    assert len(stage.titles()) == 1
    stage.window.topbar.recent_chosen.emit(str(stage.root))
    await stage.rest()
    assert stage.page.draft.url == "https://example.org/edited"


async def test_a_folder_that_is_no_collection_or_gone_is_told(stage, tmp_path):
    stage.window.topbar.recent_chosen.emit(str(tmp_path / "nowhere"))
    await stage.rest()
    assert "nowhere" in stage.window.messages.sentence()
    assert stage.titles() == ["Hello"]


async def test_a_collection_folder_that_vanishes_is_told_and_nothing_typed_is_lost(stage, tmp_path):
    stage.type_url("https://example.org/edited")
    stage.root.rename(tmp_path / "elsewhere")
    stage.press(KEY.Key_S, CONTROL)
    await until(lambda: stage.window.messages.isVisible() or stage.dialogs())
    for dialog in stage.dialogs():
        click(dialog, "Cancel")
    await stage.rest()
    assert stage.page.draft.url == "https://example.org/edited"
    stage.workspace.drafts.flush()
    assert any("edited" in place.read_text() for place in (stage.home / "data" / "drafts").iterdir())


async def test_a_new_collection_is_made_and_entered(stage, tmp_path):
    stage.window.actions_table["collection.new"].trigger()
    dialog = await stage.dialog(NewCollectionDialog)
    dialog.chosen.emit(tmp_path / "made", "Made here")
    dialog.accept()
    await stage.rest()
    assert stage.workspace.collection.name == "Made here"
    assert stage.titles() == ["Hello"]


async def test_the_whole_collection_is_saved_elsewhere_with_its_edits(stage, tmp_path, qt_file_dialogs):
    stage.type_url("https://example.org/edited")
    stage.window.actions_table["collection.save_as"].trigger()
    dialog = await stage.dialog(QFileDialog)
    dialog.findChild(QLineEdit).setText(str(tmp_path / "copy"))
    dialog.accept()
    await stage.rest()
    assert stage.workspace.collection.root == tmp_path / "copy"
    assert stage.page.draft.url == "https://example.org/edited"
    assert (tmp_path / "copy" / "hello.yml").read_text() == HELLO


async def test_the_path_of_an_item_is_copied(stage, sidebar):
    sidebar.copy_path_wanted.emit("deep/inner.yml")
    assert QApplication.clipboard().text() == str(stage.root / "deep" / "inner.yml")


async def test_a_broken_file_is_shown_with_its_line_and_the_others_open(tmp_path, open_stage):
    root = write_collection(tmp_path / "shop")
    (root / "world.yml").write_text("info:\n  name: World\n  type: http: x\n")
    stage = open_stage(root)
    item = stage.workspace.collection.find("world.yml")
    assert (item.line, stage.titles()) == (3, ["Hello"])
    stage.window.sidebar.opened.emit("world.yml", False)
    assert stage.titles() == ["Hello"]
