"""Collections are opened, made, copied and closed, several side by side."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.ui.stage import CONTROL, HELLO, KEY, click, until, write_collection
from ui.dialogs.new_collection import NewCollectionDialog
from ui.sidebar.place import Place
from ui.sidebar.tree_model import DIRTY_ROLE, FRONT_ROLE


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
    kept = (each for each in (stage.home / "data" / "drafts").rglob("*") if each.is_file())
    assert any("edited" in each.read_text() for each in kept)


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


async def opened_beside(stage, tmp_path, playground):
    """Open a second collection, which comes to the front; gives its folder."""
    other = write_collection(tmp_path / "other" / "garden", playground.http)
    stage.window.topbar.recent_chosen.emit(str(other))
    await stage.rest()
    return other


async def test_all_open_collections_stand_in_the_tree_and_the_one_in_front_is_told(
    stage, tmp_path, playground
):
    other = await opened_beside(stage, tmp_path, playground)
    model = stage.window.sidebar.tree.model()
    tops = [model.index(row, 0) for row in range(model.rowCount())]
    assert [model.node(top).key for top in tops] == [str(stage.root), str(other)]
    assert [top.data(FRONT_ROLE) for top in tops] == [False, True]


async def test_the_tree_acts_in_the_collection_of_the_row(stage, tmp_path, playground):
    other = await opened_beside(stage, tmp_path, playground)
    stage.window.sidebar.tree.renamed.emit(Place(str(stage.root), "world.yml"), "Earth")
    assert "name: Earth" in stage.saved("world.yml")
    assert "name: World" in (other / "world.yml").read_text()
    stage.window.sidebar.tree.opened.emit(Place(str(stage.root), "world.yml"), False)
    assert stage.workspace.root == stage.root
    assert stage.page.draft.name == "Earth"


async def test_edits_are_marked_in_every_collection(stage, tmp_path, playground):
    stage.type_url("https://example.org/edited")
    other = await opened_beside(stage, tmp_path, playground)
    model = stage.window.sidebar.tree.model()
    roots = (str(stage.root), str(other))
    assert [model.find(Place(root, "hello.yml")).data(DIRTY_ROLE) for root in roots] == [True, False]


async def test_a_collection_is_closed_from_its_row(stage, tmp_path, playground):
    await opened_beside(stage, tmp_path, playground)
    stage.window.sidebar.tree.close_wanted.emit(Place(str(stage.root)))
    assert stage.window.sidebar.tree.model().rowCount() == 1
    assert stage.titles() == ["Hello"]


async def test_the_palette_lists_the_requests_of_every_collection(stage, tmp_path, playground):
    await opened_beside(stage, tmp_path, playground)
    entries = stage.window.collections.entries()
    assert [entry.text for entry in entries] == ["Hello", "World", "Inner"] * 2
    entries[-1].run()
    assert (stage.workspace.root, stage.page.path) == (stage.root, "deep/inner.yml")


def drop(stage, *paths):
    """Drag paths from a file manager over the tabs and let them go there; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    given = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(500, 60), *given)
    QApplication.sendEvent(stage.window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(stage.window, QDropEvent(QPointF(500, 60), *given))
    return enter.isAccepted()


async def test_a_folder_that_is_dropped_onto_the_window_is_opened(stage, tmp_path):
    other = write_collection(tmp_path / "other" / "garden")
    assert drop(stage, other)
    await stage.rest()
    assert stage.workspace.root == other


async def test_a_request_that_is_dropped_is_opened_in_its_collection(stage, tmp_path):
    other = write_collection(tmp_path / "other" / "garden")
    assert drop(stage, other / "deep" / "inner.yml")
    await stage.rest()
    assert stage.window.desk.current.key == "deep/inner.yml"
    assert stage.workspace.root == other
    assert drop(stage, stage.root / "world.yml")
    await stage.rest()
    assert (stage.workspace.root, stage.page.key) == (stage.root, "world.yml")


async def test_a_file_of_no_collection_is_told_and_others_are_not_taken(stage, tmp_path):
    alone, picture = tmp_path / "alone.yml", tmp_path / "picture.png"
    alone.write_text("info: {}")
    picture.write_bytes(b"x")
    assert drop(stage, alone)
    await stage.rest()
    assert "alone.yml lies in no collection" in stage.window.messages.sentence()
    assert not drop(stage, picture)
