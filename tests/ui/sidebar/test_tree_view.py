"""The tree is driven by keys and mouse, and keeps its state when the collection changes."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolTip

from tests.ui.sidebar.conftest import collection, folder, large, place, request
from ui.sidebar.drop import Move
from ui.sidebar.place import Place
from ui.sidebar.tree_menu import TreeMenu
from ui.sidebar.tree_view import CollectionTree

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tree(qtbot, shop):
    tree = CollectionTree()
    TreeMenu(tree)
    qtbot.addWidget(tree)
    tree.resize(268, 400)
    tree.show_collections([shop])
    tree.show()
    tree.setFocus()
    return tree


@pytest.fixture
def reports(tree):
    """What the tree reported, in order."""
    heard = []
    signals = (
        "opened opened_in_tab renamed duplicated deleted moved new_request_wanted new_folder_wanted "
        "copy_path_wanted reveal_wanted clipped paste_wanted close_wanted"
    )
    for name in signals.split(" "):
        getattr(tree, name).connect(lambda *values, name=name: heard.append((name, *values)))
    return heard


def at(tree, path):
    return tree.visualRect(tree.model().find(place(path))).center()


def click(tree, path, keys=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(tree.viewport(), LEFT, keys, at(tree, path))


def editor(tree):
    return next((child for child in tree.viewport().findChildren(QLineEdit) if child.isVisible()), None)


def menu_of(tree):
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu))


def choose(tree, path, text):
    """Open the context menu as its key does and trigger an entry."""
    tree.select(place(path))
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(tree.viewport(), by_key)
    menu = menu_of(tree)
    next(action for action in menu.actions() if action.text().partition("\t")[0] == text).trigger()
    menu.close()


def test_a_click_previews_and_a_double_click_opens_for_good(tree, reports):
    click(tree, "catalogue/list.yml")
    QTest.mouseDClick(tree.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at(tree, "catalogue/list.yml"))
    assert reports == [
        ("opened", place("catalogue/list.yml"), True),
        ("opened", place("catalogue/list.yml"), False),
    ]


def test_enter_opens_for_good(tree, reports):
    tree.select(place("orders/search.yml"))
    QTest.keyClick(tree, KEY.Key_Return)
    assert reports == [("opened", place("orders/search.yml"), False)]


def test_a_click_and_enter_close_and_open_a_folder(tree, reports):
    index = tree.model().find(place("catalogue"))
    click(tree, "catalogue")
    assert not tree.isExpanded(index)
    QTest.keyClick(tree, KEY.Key_Return)
    assert tree.isExpanded(index)
    assert reports == []


def test_selecting_by_the_window_reports_nothing_and_opens_the_way(tree, reports):
    tree.collapseAll()
    tree.select(place("orders/old/get.yml"))
    assert tree.current_place() == place("orders/old/get.yml")
    assert tree.isExpanded(tree.model().find(place("orders")))
    assert reports == []


def test_a_row_that_is_selected_before_the_layout_hides_no_row_above(qtbot):
    tree = CollectionTree()
    qtbot.addWidget(tree)
    tree.resize(100, 30)
    tree.show_collections([large()])
    tree.select(place("f0/r3.yml"))
    tree.resize(268, 400)
    tree.show()
    assert tree.verticalScrollBar().maximum() > 0
    assert tree.verticalScrollBar().value() == 0


def test_typing_jumps_to_a_name(tree):
    tree.select(place("catalogue"))
    QTest.keyClicks(tree, "sea")
    assert tree.current_place() == place("orders/search.yml")


def test_the_arrow_keys_walk_through_the_tree(tree):
    tree.select(place("catalogue"))
    for key in (KEY.Key_Down, KEY.Key_Left, KEY.Key_Left, KEY.Key_Down):
        QTest.keyClick(tree, key)
    assert tree.current_place() == place("orders")


def test_f2_renames_in_place(tree, reports, qtbot):
    tree.select(place("catalogue/create.yml"))
    QTest.keyClick(tree, KEY.Key_F2)
    QTest.keyClicks(editor(tree), "Make")
    QTest.keyClick(editor(tree), KEY.Key_Return)
    qtbot.waitUntil(lambda: reports == [("renamed", place("catalogue/create.yml"), "Make")])


def test_escape_keeps_the_name(tree, reports):
    tree.rename(place("catalogue/create.yml"))
    QTest.keyClicks(editor(tree), "Make")
    QTest.keyClick(editor(tree), KEY.Key_Escape)
    assert reports == []


def test_a_second_slow_click_renames_a_request(tree, reports, qtbot):
    click(tree, "catalogue/list.yml")
    QTest.mouseClick(
        tree.viewport(),
        LEFT,
        Qt.KeyboardModifier.NoModifier,
        at(tree, "catalogue/list.yml"),
        QApplication.doubleClickInterval() + 10,
    )
    qtbot.waitUntil(lambda: editor(tree) is not None)


def test_a_second_slow_click_does_not_rename_a_folder(tree):
    click(tree, "catalogue")
    click(tree, "catalogue")
    assert tree.state() == tree.State.NoState
    assert tree.editTriggers() == tree.EditTrigger.EditKeyPressed


def test_a_broken_file_is_not_renamed(tree):
    tree.rename(place("broken.yml"))
    assert editor(tree) is None


def test_delete_takes_the_whole_selection_but_not_twice(tree, reports):
    click(tree, "orders/search.yml")
    click(tree, "orders", Qt.KeyboardModifier.ControlModifier)
    click(tree, "feed.yml", Qt.KeyboardModifier.ControlModifier)
    reports.clear()
    QTest.keyClick(tree, KEY.Key_Delete)
    assert reports == [("deleted", (place("orders"), place("feed.yml")))]


def test_control_d_duplicates(tree, reports):
    tree.select(place("orders/search.yml"))
    QTest.keyClick(tree, KEY.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert reports == [("duplicated", place("orders/search.yml"))]


def test_the_keys_of_the_clipboard_are_reported(tree, reports):
    tree.select(place("orders/search.yml"))
    for key in (KEY.Key_X, KEY.Key_C, KEY.Key_V):
        QTest.keyClick(tree, key, Qt.KeyboardModifier.ControlModifier)
    clipped = (place("orders/search.yml"),)
    assert reports == [
        ("clipped", clipped, True),
        ("clipped", clipped, False),
        ("paste_wanted", place("orders")),
    ]


def test_the_sign_in_the_row_of_a_collection_opens_its_menu(tree, reports):
    row = tree.visualRect(tree.model().find(place()))
    QTest.mouseClick(
        tree.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(row.right() - 16, row.center().y())
    )
    menu = menu_of(tree)
    next(action for action in menu.actions() if action.text() == "Close").trigger()
    menu.close()
    assert reports == [("close_wanted", place())]


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("Open", ("opened", place("orders/search.yml"), False)),
        ("Open in new tab", ("opened_in_tab", place("orders/search.yml"))),
        ("New request here", ("new_request_wanted", place("orders"))),
        ("New folder", ("new_folder_wanted", place("orders"))),
        ("Duplicate", ("duplicated", place("orders/search.yml"))),
        ("Copy path", ("copy_path_wanted", place("orders/search.yml"))),
        ("Reveal in file manager", ("reveal_wanted", place("orders/search.yml"))),
        ("Delete", ("deleted", (place("orders/search.yml"),))),
    ],
)
def test_the_context_menu_reports_what_was_chosen(tree, reports, text, report):
    choose(tree, "orders/search.yml", text)
    assert reports == [report]


def test_rename_in_the_context_menu_opens_the_editor(tree):
    choose(tree, "orders/search.yml", "Rename")
    assert editor(tree) is not None


def test_a_newer_collection_keeps_expansion_selection_and_scroll(tree):
    tree.resize(268, 120)
    tree.collapse(tree.model().find(place("catalogue")))
    tree.select(place("orders/old/get.yml"))
    tree.verticalScrollBar().setValue(40)
    before = tree.open_places(), tree.current_place(), tree.verticalScrollBar().value()
    value = tree._collections[0]
    tree.show_collections([replace(value, children=(*value.children, request("zebra.yml")))])
    assert (tree.open_places(), tree.current_place(), tree.verticalScrollBar().value()) == before


def test_a_filter_opens_the_folders_and_its_end_closes_them_again(tree):
    tree.expand_only(map(place, ["", "orders"]))
    tree.select(place("orders/search.yml"))
    tree.set_filter("list")
    assert tree.open_places() == set(map(place, ["", "catalogue"]))
    tree.set_filter("")
    assert tree.open_places() == set(map(place, ["", "orders"]))


def test_a_filtered_tree_follows_the_collection(tree, shop):
    tree.set_filter("list")
    tree.show_collections([replace(shop, children=(request("list again.yml"), *shop.children))])
    shown = [node.path for node in tree.model().nodes() if node.path]
    assert shown == ["list again.yml", "catalogue", "catalogue/list.yml"]


def test_a_tab_that_is_chosen_with_ctrl_held_is_the_only_row_selected(tree):
    QTest.keyPress(tree, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for path in ("feed.yml", "orders/search.yml", "catalogue/list.yml"):
        tree.select(place(path))
    QTest.keyRelease(tree, Qt.Key.Key_Control)
    assert tree.selected() == (place("catalogue/list.yml"),)


def test_a_filter_that_finds_thousands_opens_the_first_folders_only(tree):
    tree.show_collections([replace(large(20, 100), root=Path("/large"))])
    tree.set_filter("r")
    opened = ("", "f0", "f1", "f2", "f3", "f4")
    assert tree.open_places() == {Place("/large", path) for path in opened}
    tree.set_filter("")
    assert tree.open_places() == {Place("/large")}


def test_a_large_collection_starts_with_its_folders_closed(tree):
    tree.show_collections([replace(large(2, 50), root=Path("/large"))])
    assert tree.open_places() == {Place("/large")}


def test_rows_dragged_between_others_are_reported_as_a_move(tree, reports, qtbot):
    data = tree.model().mimeData([tree.model().find(place("feed.yml"))])
    tree.model().dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, tree.model().find(place("orders")))
    qtbot.waitUntil(
        lambda: reports == [("moved", Move((place("feed.yml"),), place("orders"), "orders/search.yml"))]
    )


def test_a_drop_of_the_mouse_onto_a_folder_is_reported(tree, reports, qtbot):
    data = tree.model().mimeData([tree.model().find(place("feed.yml"))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    spot = at(tree, "orders")
    for event in (
        QDragEnterEvent(spot, Qt.DropAction.MoveAction, data, left, none),
        QDragMoveEvent(spot, Qt.DropAction.MoveAction, data, left, none),
        QDropEvent(QPointF(spot), Qt.DropAction.MoveAction, data, left, none),
    ):
        QApplication.sendEvent(tree.viewport(), event)
    qtbot.waitUntil(lambda: reports == [("moved", Move((place("feed.yml"),), place("orders")))])


def test_a_moved_folder_stays_selected_and_open(tree, shop, reports, qtbot):
    tree.select(place("orders/old"))
    tree.expand_only(map(place, ["", "orders", "orders/old"]))
    data = tree.model().mimeData([tree.model().find(place("orders/old"))])
    tree.model().dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, tree.model().find(place("catalogue")))
    qtbot.waitUntil(lambda: reports != [])
    catalogue, orders, *rest = shop.children
    moved = folder("catalogue/old", request("catalogue/old/get.yml"))
    catalogue = replace(catalogue, children=(*catalogue.children, moved))
    orders = replace(orders, children=orders.children[:1])
    tree.show_collections([replace(shop, children=(catalogue, orders, *rest))])
    assert tree.selected() == (place("catalogue/old"),)
    assert tree.open_places() == set(map(place, ["", "orders", "catalogue", "catalogue/old"]))


def test_the_folder_for_new_things_is_the_one_around_the_current_item(tree):
    tree.select(place("orders/old/get.yml"))
    assert tree.current_folder() == place("orders/old")
    tree.select(place("feed.yml"))
    assert tree.current_folder() == place("")


def test_a_cut_name_and_a_broken_file_explain_themselves(tree, qtbot):
    place = at(tree, "broken.yml")
    QApplication.sendEvent(
        tree.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, tree.viewport().mapToGlobal(place))
    )
    assert QToolTip.text() == "This is not YAML. (line 12)"
    tree.resize(90, 400)
    place = QPoint(80, at(tree, "catalogue/remove.yml").y())
    QApplication.sendEvent(
        tree.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, tree.viewport().mapToGlobal(place))
    )
    assert QToolTip.text() == "remove"
    QToolTip.hideText()


def test_a_folder_without_children_is_shown(tree):
    tree.show_collections([collection(folder("empty"))])
    assert not tree.is_empty()
