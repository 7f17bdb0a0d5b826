"""The model follows newer collections without losing what views hold, and reports drops and names."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from tests.ui.sidebar.conftest import collection, folder, large, place, request
from ui.sidebar.drop import Move
from ui.sidebar.place import Place
from ui.sidebar.row import Row
from ui.sidebar.tree_model import DEPTH_ROLE, DIRTY_ROLE, PATH_ROLE, ROW_ROLE, CollectionModel

ROOT = QModelIndex()
MOVE = Qt.DropAction.MoveAction


def picture(model, parent=ROOT):
    """The tree as nested tuples, asked for through Qt's interface."""
    rows = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
    return tuple((index.data(PATH_ROLE), index.data(), picture(model, index)) for index in rows)


def expected(items):
    return tuple((item.path, item.name, expected(getattr(item, "children", ()))) for item in items)


@pytest.fixture
def model(qapp, shop):
    model = CollectionModel()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    model.tester = QAbstractItemModelTester(model, mode, model)
    model.tester.setUseFetchMore(False)
    model.show([shop])
    return model


def drop(model, paths, target, row):
    data = model.mimeData([model.find(place(path)) for path in paths])
    model.dropMimeData(data, MOVE, row, 0, model.find(place(target)))


def test_every_item_is_shown_in_order(model, shop):
    assert picture(model, model.index(0, 0)) == expected(shop.children)


def test_a_row_carries_what_the_delegate_paints(model):
    index = model.find(place("catalogue/remove.yml"))
    assert index.data(ROW_ROLE) == Row("request", "remove", "DEL", "DELETE", "https://shop.test/remove")
    assert index.data(DEPTH_ROLE) == 2


def test_a_broken_file_says_why_and_in_which_line(model):
    reason = model.find(place("broken.yml")).data(Qt.ItemDataRole.ToolTipRole)
    assert reason == "This is not YAML. (line 12)"


def test_a_screen_reader_hears_method_and_name(model):
    assert model.find(place("catalogue/create.yml")).data(Qt.ItemDataRole.AccessibleTextRole) == "POST create"


def test_an_unchanged_collection_changes_nothing(model, shop):
    spies = [QSignalSpy(signal) for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged)]
    model.show([replace(shop, docs="other")])
    assert [spy.count() for spy in spies] == [0, 0, 0]


def test_an_edit_touches_only_its_row(model, shop):
    changed = QSignalSpy(model.dataChanged)
    orders = folder("orders", request("orders/search.yml", "POST"), shop.children[1].children[1])
    model.show([replace(shop, children=(shop.children[0], orders, *shop.children[2:]))])
    assert changed.count() == 1
    assert changed.at(0)[0].data(PATH_ROLE) == "orders/search.yml"


def test_indexes_follow_their_rows_when_neighbours_come_go_and_change_places(model, shop):
    held = QPersistentModelIndex(model.find(place("orders/old/get.yml")))
    _, orders, feed, broken = shop.children
    model.show([replace(shop, children=(request("new.yml"), broken, orders, feed))])
    assert held.isValid()
    assert held.data(PATH_ROLE) == "orders/old/get.yml"


def test_a_renamed_folder_stays_the_same_folder(model, shop):
    held = QPersistentModelIndex(model.find(place("orders/old/get.yml")))
    sales = folder(
        "sales", request("sales/search.yml"), folder("sales/old", request("sales/old/get.yml")), name="Sales"
    )
    catalogue, _, *rest = shop.children
    model.show([replace(shop, children=(catalogue, *rest, sales))])
    assert held.data(PATH_ROLE) == "sales/old/get.yml"


def test_a_deleted_file_and_an_unlike_new_one_are_not_a_rename(model, shop):
    held = QPersistentModelIndex(model.find(place("orders/search.yml")))
    orders = folder("orders", request("orders/other.yml", "PUT"), shop.children[1].children[1])
    model.show([replace(shop, children=(shop.children[0], orders, *shop.children[2:]))])
    assert not held.isValid()


def test_another_collection_replaces_the_tree(model):
    model.show([replace(collection(request("a.yml")), root=Path("/other"))])
    assert picture(model, model.index(0, 0)) == (("a.yml", "a", ()),)


def test_no_collection_shows_an_empty_tree(model):
    model.replace(())
    assert model.rowCount() == 0


def trees(prefix=""):
    """Lists of items with names from a small set, so that a second draw shares many with the first."""
    return st.lists(st.sampled_from("abcdef"), unique=True, max_size=6).flatmap(
        lambda names: st.tuples(*(branch(prefix + name, len(prefix)) for name in names))
    )


def branch(path, depth):
    leaf = st.sampled_from(("GET", "PUT")).map(lambda method: request(path, method))
    if depth > 3:
        return leaf
    return leaf | trees(f"{path}/").map(lambda children: folder(path, *children))


@given(st.lists(trees(), min_size=2, max_size=3))
def test_following_any_values_ends_like_showing_the_last_one(qapp, values):
    model = CollectionModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setUseFetchMore(False)
    for value in values:
        model.show([collection(*value)])
        assert picture(model, model.index(0, 0)) == expected(value)


def test_a_dirty_request_is_marked_until_it_is_saved(model):
    index = model.find(place("orders/search.yml"))
    model.set_dirty([place("orders/search.yml")])
    assert index.data(DIRTY_ROLE) is True
    model.set_dirty([])
    assert index.data(DIRTY_ROLE) is False


def test_a_name_typed_in_place_is_reported_and_not_shown_before_the_collection_has_it(model):
    renamed = QSignalSpy(model.rename_wanted)
    model.setData(model.find(place("orders")), "  Sales ")
    assert renamed.at(0) == [place("orders"), "Sales"]
    assert model.find(place("orders")).data() == "orders"


@pytest.mark.parametrize("name", ["", "  ", "orders"])
def test_an_empty_or_equal_name_is_no_rename(model, name):
    renamed = QSignalSpy(model.rename_wanted)
    model.setData(model.find(place("orders")), name)
    assert renamed.count() == 0


def test_a_broken_file_cannot_be_renamed_or_dragged(model):
    flags = model.flags(model.find(place("broken.yml")))
    assert not flags & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled)


def test_a_drop_says_what_goes_where(model):
    moves = QSignalSpy(model.move_wanted)
    drop(model, ["feed.yml", "catalogue/list.yml"], "orders", 1)
    assert moves.at(0) == [
        Move((place("catalogue/list.yml"), place("feed.yml")), place("orders"), "orders/old")
    ]


def test_a_folder_cannot_be_dropped_into_itself(model):
    data = model.mimeData([model.find(place("orders"))])
    assert not model.canDropMimeData(data, MOVE, -1, -1, model.find(place("orders/old")))
    assert model.canDropMimeData(data, MOVE, -1, -1, model.find(place("catalogue")))


def test_a_drop_below_the_collections_goes_to_the_end_of_the_last_one(model, shop):
    model.show([shop, replace(collection(folder("x")), root=Path("/other"))])
    moves = QSignalSpy(model.move_wanted)
    drop_data = model.mimeData([model.find(place("orders"))])
    model.dropMimeData(drop_data, MOVE, -1, -1, ROOT)
    assert moves.at(0) == [Move((place("orders"),), Place("/other"))]


def test_ten_thousand_requests_are_shown_and_followed(qapp):
    value = large()
    model = CollectionModel()
    model.show([value])
    assert model.rowCount(model.find(place("f0"))) == 100
    first = value.children[0]
    model.show([replace(value, children=(replace(first, children=first.children[1:]), *value.children[1:]))])
    assert model.rowCount(model.find(place("f0"))) == 99


def test_rows_of_folders_that_were_never_open_are_not_made(qapp, shop):
    model = CollectionModel()
    model.show([shop])
    model.rowCount(model.find(Place("/shop")))
    model.rowCount(model.find(place("orders")))
    made = [node.path for node in model.nodes()]
    assert "orders/search.yml" in made
    assert "catalogue/list.yml" not in made
    assert model.hasChildren(model.find(place("catalogue")))


def test_a_closed_folder_that_becomes_empty_or_gets_its_first_item_tells_so(model, shop):
    fresh = [replace(shop, children=(folder("catalogue"), *shop.children[1:]))]
    model.show(fresh)
    assert not model.hasChildren(model.find(place("catalogue")))
    model.show([shop])
    assert model.rowCount(model.find(place("catalogue"))) == 3
