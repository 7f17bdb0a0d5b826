"""The clipboard of the tree: a request as YAML text, copied out and pasted in."""

from PySide6.QtWidgets import QApplication

from tests.ui.stage import HELLO
from ui.sidebar.place import Place

BROKEN = "info:\n  name: World\n  type: http: x\n"


def paste(stage, text, folder=""):
    QApplication.clipboard().setText(text)
    stage.window.sidebar.tree.paste_wanted.emit(Place(str(stage.root), folder))


async def test_a_request_goes_out_as_its_text_and_comes_in_as_a_new_request(stage):
    stage.window.sidebar.tree.copy_text_wanted.emit(Place(str(stage.root), "hello.yml"))
    assert QApplication.clipboard().text() == HELLO
    paste(stage, HELLO, "deep")
    assert stage.page.path == "deep/hello.yml"
    different = set(stage.saved("deep/hello.yml").splitlines()) ^ set(HELLO.splitlines())
    assert all("seq:" in line for line in different)
    stage.window.sidebar.tree.undo_wanted.emit()
    assert not (stage.root / "deep" / "hello.yml").exists()


async def test_a_broken_text_is_told_with_its_place(stage):
    before = sorted(stage.root.rglob("*"))
    paste(stage, BROKEN)
    assert "The clipboard, line 3, column" in stage.window.messages.sentence()
    assert sorted(stage.root.rglob("*")) == before


async def test_a_text_with_items_of_another_kind_is_pasted_too(stage):
    paste(stage, "info:\n  name: Feed\n  type: websocket\nwebsocket:\n  url: wss://example.org\n")
    assert (stage.root / "feed.yml").is_file()


async def test_several_items_that_were_copied_are_pasted_and_taken_back_together(stage):
    own = str(stage.root)
    stage.window.sidebar.tree.clipped.emit((Place(own, "hello.yml"), Place(own, "world.yml")), False)
    stage.window.sidebar.tree.paste_wanted.emit(Place(own, "deep"))
    assert stage.window.toast.text() == "Pasted 2 items"
    assert (stage.root / "deep" / "world.yml").is_file()
    assert stage.window.actions_table["item.restore"].text() == "Undo Paste 2 Items"
    stage.window.sidebar.tree.undo_wanted.emit()
    assert not (stage.root / "deep" / "world.yml").exists()
