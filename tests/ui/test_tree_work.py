"""What the tree asks for, done on disk: rename, duplicate, move, delete and its undo."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.stage import CONTROL, HELLO, KEY, SHIFT, click, until, write_collection
from ui.sidebar.drop import Move
from ui.sidebar.place import Place


@pytest.fixture
def sidebar(stage):
    return stage.window.sidebar


def place(stage, path):
    """A place in the collection that was opened first."""
    return Place(str(stage.root), path)


async def test_a_click_in_the_tree_previews_and_the_next_one_takes_its_place(stage, sidebar):
    sidebar.tree.opened.emit(place(stage, "world.yml"), True)
    sidebar.tree.opened.emit(place(stage, "deep/inner.yml"), True)
    assert stage.titles() == ["Hello", "Inner"]
    assert stage.tab("Inner").preview
    sidebar.tree.opened.emit(place(stage, "deep/inner.yml"), False)
    assert not stage.tab("Inner").preview


async def test_an_edited_preview_stays(stage, sidebar):
    sidebar.tree.opened.emit(place(stage, "world.yml"), True)
    stage.type_url("https://example.org/edited")
    assert not stage.tab("World").preview
    sidebar.tree.opened.emit(place(stage, "deep/inner.yml"), True)
    assert stage.titles() == ["Hello", "World", "Inner"]


async def test_a_rename_reaches_file_tab_and_tree_and_keeps_the_edits(stage, sidebar):
    stage.type_url("https://example.org/edited")
    sidebar.tree.renamed.emit(place(stage, "hello.yml"), "Good day")
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
    sidebar.tree.moved.emit(Move((place(stage, "hello.yml"),), place(stage, "deep")))
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
    sidebar.tree.moved.emit(Move((place(stage, "deep"),), place(stage, "other")))
    assert stage.page.path == "other/deep/inner.yml"
    assert [tab.key for tab in stage.window.desk.tabs] == ["hello.yml", "other/deep/inner.yml"]


async def test_items_of_a_collection_that_is_not_open_here_are_not_taken_for_own_ones(stage, sidebar):
    sidebar.tree.moved.emit(Move((Place("/elsewhere", "hello.yml"),), place(stage, "deep")))
    assert "not open here" in stage.window.messages.sentence()
    assert (stage.root / "hello.yml").is_file()


async def test_a_deleted_request_goes_with_its_tab_and_comes_back_with_its_edits(stage, sidebar):
    stage.open("world.yml")
    stage.type_url("https://example.org/edited")
    sidebar.tree.deleted.emit((place(stage, "world.yml"),))
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
    sidebar.tree.deleted.emit((place(stage, "deep"), place(stage, "world.yml")))
    assert stage.window.toast.text() == "Deleted 2 items"
    assert stage.titles() == ["Hello"]
    stage.window.actions_table["item.restore"].trigger()
    assert stage.titles() == ["Hello", "Inner"]
    assert (stage.root / "world.yml").is_file()


async def test_a_new_folder_asks_for_its_name(stage, sidebar):
    sidebar.new_folder_wanted.emit(place(stage, "deep"))
    dialog = await stage.dialog()
    dialog.findChild(QLineEdit).setText("Deeper")
    click(dialog, "Create")
    await stage.rest()
    assert (stage.root / "deep" / "deeper" / "folder.yml").is_file()


async def test_a_request_begun_in_a_folder_is_offered_that_folder(stage, sidebar):
    sidebar.new_request_wanted.emit(place(stage, "deep"))
    stage.type("https://example.org/new")
    stage.press(KEY.Key_S, CONTROL)
    dialog = await stage.dialog()
    dialog.findChild(QLineEdit).setText("Newcomer")
    click(dialog, "Save")
    await stage.rest()
    assert stage.page.path == "deep/newcomer.yml"


async def test_the_path_of_an_item_is_copied(stage, sidebar):
    sidebar.tree.copy_path_wanted.emit(place(stage, "deep/inner.yml"))
    assert QApplication.clipboard().text() == str(stage.root / "deep" / "inner.yml")


async def test_a_broken_file_is_shown_with_its_line_and_the_others_open(tmp_path, open_stage):
    root = write_collection(tmp_path / "shop")
    (root / "world.yml").write_text("info:\n  name: World\n  type: http: x\n")
    stage = open_stage(root)
    item = stage.workspace.collection.find("world.yml")
    assert (item.line, stage.titles()) == (3, ["Hello"])
    stage.window.sidebar.tree.opened.emit(place(stage, "world.yml"), False)
    assert stage.titles() == ["Hello", "world.yml"]


@pytest.fixture
def garden(stage, tmp_path, playground):
    """A second open collection; gives its folder."""
    root = write_collection(tmp_path / "other" / "garden", playground.http)
    stage.workspaces.open(root)
    return root


async def test_a_copy_is_pasted_into_another_collection_with_everything_in_its_file(stage, sidebar, garden):
    sidebar.tree.clipped.emit((place(stage, "hello.yml"), place(stage, "deep")), False)
    sidebar.tree.paste_wanted.emit(Place(str(garden), "deep"))
    copied = (garden / "deep" / "hello.yml").read_text()
    different = [line for line in copied.splitlines() if line not in HELLO.splitlines()]
    assert all(line.strip().startswith("seq:") for line in different)
    assert (garden / "deep" / "deep" / "inner.yml").is_file()
    assert (stage.root / "hello.yml").is_file()
    click(stage.window.toast, "Undo")
    assert not (garden / "deep" / "hello.yml").exists()


async def test_what_is_cut_moves_to_another_collection_with_its_tab_and_edits(stage, sidebar, garden):
    stage.open("hello.yml")
    stage.window.requests.open("hello.yml", workspace=stage.workspaces.at(stage.root))
    stage.type_url("https://example.org/edited")
    sidebar.tree.clipped.emit((place(stage, "hello.yml"),), True)
    sidebar.tree.paste_wanted.emit(Place(str(garden)))
    assert not (stage.root / "hello.yml").exists()
    assert (garden / "hello-2.yml").is_file()
    assert stage.page.tab.workspace.root == garden
    assert stage.page.path == "hello-2.yml"
    assert stage.page.draft.url == "https://example.org/edited"


async def test_the_collection_in_front_is_that_of_the_request_that_moved(stage, sidebar, garden):
    shop, other = stage.workspaces.at(stage.root), stage.workspaces.at(garden)
    stage.window.requests.open("hello.yml", workspace=shop)
    stage.workspaces.switch(shop)
    sidebar.tree.moved.emit(Move((place(stage, "hello.yml"),), Place(str(garden))))
    assert stage.page.tab.workspace is stage.workspaces.current is other
    assert stage.window.topbar.collection.toolTip() == str(garden)
    stage.window.actions_table["item.restore"].trigger()
    assert stage.page.tab.workspace is stage.workspaces.current is shop


async def test_an_item_dragged_to_another_collection_takes_its_place_there(stage, sidebar, garden):
    sidebar.tree.moved.emit(Move((place(stage, "deep/inner.yml"),), Place(str(garden)), "world.yml"))
    names = [item.path for item in stage.workspaces.at(garden).collection.children]
    assert names == ["hello.yml", "inner.yml", "world.yml", "deep"]
    assert not (stage.root / "deep" / "inner.yml").exists()


async def test_a_folder_is_not_pasted_into_itself(stage, sidebar):
    sidebar.tree.clipped.emit((place(stage, "deep"),), False)
    sidebar.tree.paste_wanted.emit(place(stage, "deep"))
    assert stage.window.messages.sentence() == "deep cannot be copied into itself."


async def test_other_things_in_the_clipboard_are_not_pasted(stage, sidebar):
    QApplication.clipboard().setText("hello")
    sidebar.tree.paste_wanted.emit(place(stage, ""))
    assert stage.window.messages.sentence() == "There is nothing to paste here."


async def test_moves_and_names_are_taken_back_and_done_again_by_the_keys_of_the_tree(stage, sidebar):
    sidebar.tree.renamed.emit(place(stage, "hello.yml"), "Good day")
    sidebar.tree.moved.emit(Move((place(stage, "hello.yml"),), place(stage, "deep")))
    sidebar.tree.setFocus()
    stage.press(KEY.Key_Z, CONTROL)
    assert stage.page.path == "hello.yml"
    assert next(item.path for item in stage.workspace.collection.children) == "hello.yml"
    stage.press(KEY.Key_Z, CONTROL)
    assert stage.titles() == ["Hello"]
    stage.press(KEY.Key_Z, CONTROL | SHIFT)
    stage.press(KEY.Key_Z, CONTROL | SHIFT)
    assert (stage.titles(), stage.page.path) == (["Good day"], "deep/hello.yml")


async def test_a_step_whose_file_is_gone_is_told_and_harmless(stage, sidebar):
    sidebar.tree.renamed.emit(place(stage, "world.yml"), "Earth")
    (stage.root / "world.yml").unlink()
    stage.workspace.refresh()
    sidebar.tree.undo_wanted.emit()
    assert stage.window.messages.sentence() == (
        "Rename “World”: this cannot be undone any more. There is no world.yml in Stage."
    )


async def test_a_duplicate_is_taken_back_with_its_tab_and_made_again(stage, sidebar):
    sidebar.tree.duplicated.emit(place(stage, "hello.yml"))
    sidebar.tree.undo_wanted.emit()
    assert stage.titles() == ["Hello"]
    assert not (stage.root / "hello-copy.yml").exists()
    sidebar.tree.redo_wanted.emit()
    assert stage.titles() == ["Hello", "Hello copy"]
    assert (stage.root / "hello-copy.yml").is_file()
