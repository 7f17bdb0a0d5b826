"""What was moved, made or deleted is taken back to the byte, also between collections."""

import pytest

from app.errors import AppError
from tests.ui.stage import click, write_collection
from ui.sidebar.drop import Move
from ui.sidebar.place import Place


@pytest.fixture
def garden(stage, tmp_path):
    """A second open collection; gives its folder."""
    root = write_collection(tmp_path / "other" / "garden")
    stage.workspaces.open(root)
    return root


def contents(*roots):
    """Every file of collections with its bytes."""
    return {path: path.read_bytes() for root in roots for path in root.rglob("*") if path.is_file()}


def places(stage, garden):
    """An item of each collection, and a folder."""
    own = str(stage.root)
    return (Place(own, "hello.yml"), Place(str(garden), "world.yml"), Place(own, "deep"))


def undo(stage):
    stage.window.actions_table["item.restore"].trigger()


def redo(stage):
    stage.window.actions_table["item.redo"].trigger()


async def test_items_of_two_collections_are_deleted_and_come_back_together(stage, garden):
    before = contents(stage.root, garden)
    stage.window.sidebar.tree.deleted.emit(places(stage, garden))
    assert stage.window.toast.text() == "Deleted 3 items"
    after = contents(stage.root, garden)
    assert len(before) - len(after) == 4
    assert stage.window.actions_table["item.restore"].text() == "Undo Delete 3 Items"
    click(stage.window.toast, "Undo")
    assert contents(stage.root, garden) == before
    redo(stage)
    assert contents(stage.root, garden) == after


async def test_items_of_two_collections_move_together_and_go_back_to_the_byte(stage, garden):
    before = contents(stage.root, garden)
    target = Place(str(garden), "deep")
    stage.window.sidebar.tree.moved.emit(Move(places(stage, garden), target, "deep/inner.yml"))
    folder = stage.workspaces.at(garden).collection.find("deep")
    assert [item.path for item in folder.children] == [
        "deep/hello.yml",
        "deep/world.yml",
        "deep/deep",
        "deep/inner.yml",
    ]
    after = contents(stage.root, garden)
    assert stage.window.actions_table["item.restore"].text() == "Undo Move 3 Items"
    undo(stage)
    assert contents(stage.root, garden) == before
    redo(stage)
    assert contents(stage.root, garden) == after


async def test_a_file_that_had_to_take_another_name_gets_its_own_back(stage, garden):
    before = contents(stage.root, garden)
    moved = Move((Place(str(stage.root), "hello.yml"),), Place(str(garden)))
    stage.window.sidebar.tree.moved.emit(moved)
    assert (garden / "hello-2.yml").is_file()
    undo(stage)
    assert contents(stage.root, garden) == before


async def test_only_the_steps_of_a_closed_collection_go(stage, garden):
    stage.window.sidebar.tree.renamed.emit(Place(str(stage.root), "world.yml"), "Earth")
    stage.window.sidebar.tree.renamed.emit(Place(str(garden), "world.yml"), "Soil")
    stage.window.sidebar.tree.close_wanted.emit(Place(str(garden)))
    undo(stage)
    assert "name: World" in stage.saved("world.yml")
    assert "name: Soil" in (garden / "world.yml").read_text()
    assert not stage.window.actions_table["item.restore"].isEnabled()


async def test_a_move_whose_item_is_gone_changes_nothing_when_it_is_taken_back(stage):
    own = str(stage.root)
    moved = (Place(own, "hello.yml"), Place(own, "world.yml"))
    stage.window.sidebar.tree.moved.emit(Move(moved, Place(own, "deep")))
    (stage.root / "deep" / "hello.yml").unlink()
    stage.workspace.refresh()
    before = contents(stage.root)
    undo(stage)
    assert stage.window.messages.sentence() == (
        "Move 2 Items: this cannot be undone any more. There is no deep/hello.yml in Stage."
    )
    assert contents(stage.root) == before


async def test_a_made_folder_is_taken_back_and_made_again(stage):
    store = stage.workspace.store
    path = store.add_folder("", "Fresh")
    stage.window.tree.note_new("New Folder “Fresh”", stage.workspace, [path])
    undo(stage)
    assert not (stage.root / "fresh").exists()
    redo(stage)
    assert (stage.root / "fresh" / "folder.yml").is_file()
    with pytest.raises(AppError):
        store.move("fresh", "fresh")


async def test_the_file_of_a_body_comes_along_and_one_that_is_another_there_is_told(stage, garden):
    (stage.root / "picture.png").write_bytes(b"ours")
    body = "  body:\n    type: file\n    data:\n      - filePath: picture.png\n        selected: true\n"
    for name in ("hello.yml", "world.yml"):
        text = stage.saved(name).split("  x-unknown")[0].split("  body")[0]
        (stage.root / name).write_text(text + body)
    stage.workspaces.at(stage.root).refresh()
    own, target = str(stage.root), Place(str(garden))
    stage.window.sidebar.tree.moved.emit(Move((Place(own, "hello.yml"),), target))
    assert (garden / "picture.png").read_bytes() == b"ours"
    assert not stage.window.messages.isVisible()
    (garden / "picture.png").write_bytes(b"theirs")
    stage.window.sidebar.tree.clipped.emit((Place(own, "world.yml"),), False)
    stage.window.sidebar.tree.paste_wanted.emit(target)
    assert stage.window.messages.sentence() == "In Stage other files stand for: picture.png."
    assert (garden / "picture.png").read_bytes() == b"theirs"
