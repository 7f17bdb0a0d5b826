"""The sidebar shows the right page for what is open, and passes on what its parts report."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from app.model.collection import BrokenItem
from app.model.environment import Environment
from tests.ui.sidebar.conftest import collection, place
from ui.kit.labels import Label
from ui.sidebar.place import Place
from ui.sidebar.problems import ProblemLine
from ui.sidebar.sidebar import ENVIRONMENTS, Sidebar


@pytest.fixture
def sidebar(qtbot):
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    sidebar.resize(268, 500)
    sidebar.show()
    return sidebar


def show(sidebar, value, ticked=()):
    """Show one collection, or none."""
    sidebar.show_collections([value] if value else [], value)
    sidebar.show_environments(value, ticked)


def words(widget):
    return [child.text() for child in widget.findChildren(Label) if child.isVisible()]


def press(widget, text):
    """Press the visible button that says this."""
    buttons = (child for child in widget.findChildren(QAbstractButton) if child.isVisible())
    next(button for button in buttons if button.text() == text).click()


def choose_new(sidebar, text):
    """Open the menu of the "+" button and take an entry."""
    sidebar.collection.show_add_menu()
    menu = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu))
    next(action for action in menu.actions() if action.text().partition("\t")[0] == text).trigger()
    menu.close()


def test_without_a_collection_it_offers_to_make_or_open_one(sidebar):
    made, opened = QSignalSpy(sidebar.new_collection_wanted), QSignalSpy(sidebar.open_collection_wanted)
    assert words(sidebar.collection)[0] == "No collection is open."
    press(sidebar, "New collection")
    press(sidebar, "Open folder…")
    assert (made.count(), opened.count()) == (1, 1)


def test_an_empty_collection_offers_a_first_request(sidebar):
    wanted = QSignalSpy(sidebar.new_request_wanted)
    show(sidebar, collection())
    press(sidebar, "New request")
    assert wanted.at(0) == [Place()]


def test_a_miss_of_the_filter_says_so_and_can_be_cleared(sidebar, shop):
    show(sidebar, shop)
    sidebar.focus_filter()
    QTest.keyClicks(sidebar.collection.filter, "nowhere")
    QTest.keyClick(sidebar.collection.filter, Qt.Key.Key_Return)
    assert "No request matches 'nowhere'." in words(sidebar)
    press(sidebar, "Clear the filter")
    assert sidebar.tree.isVisible()


def test_enter_in_the_filter_goes_to_the_first_find(sidebar, shop, qtbot):
    show(sidebar, shop)
    sidebar.activateWindow()
    sidebar.focus_filter()
    QTest.keyClicks(sidebar.collection.filter, "search")
    QTest.keyClick(sidebar.collection.filter, Qt.Key.Key_Return)
    assert sidebar.tree.current_place() == place("orders")


def test_a_rename_that_drops_out_of_the_filter_leaves_no_blank_tree(sidebar, shop):
    show(sidebar, shop)
    sidebar.collection.filter.setText("feed")
    QTest.keyClick(sidebar.collection.filter, Qt.Key.Key_Return)
    show(sidebar, replace(shop, children=shop.children[:2]))
    assert "No request matches 'feed'." in words(sidebar)


@pytest.mark.parametrize(
    ("text", "signal", "values"),
    [
        ("New request", "new_request_wanted", [place("orders")]),
        ("New folder", "new_folder_wanted", [place("orders")]),
        ("Open collection…", "open_collection_wanted", []),
        ("New collection…", "new_collection_wanted", []),
    ],
)
def test_the_plus_button_makes_things_where_the_user_is(sidebar, shop, text, signal, values):
    show(sidebar, shop)
    sidebar.select(place("orders/search.yml"))
    heard = QSignalSpy(getattr(sidebar, signal))
    choose_new(sidebar, text)
    assert heard.at(0) == values


def test_files_that_cannot_be_read_are_named_with_their_reason(sidebar, shop):
    problems = tuple(BrokenItem(f"environments/{n}.yml", n, "Not a mapping.", 3) for n in "abcde")
    show(sidebar, replace(shop, problems=problems))
    strip = sidebar.collection.problems
    assert words(strip) == ["5 files cannot be read", "and 2 more"]
    first = strip.findChildren(ProblemLine)[0]
    assert first.text() == "environments/a.yml, line 3: Not a mapping."
    heard = QSignalSpy(sidebar.opened_in_tab)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert heard.at(0) == [place("environments/a.yml")]
    show(sidebar, shop)
    assert not sidebar.collection.problems.isVisible()


def test_a_broken_file_can_be_revealed(sidebar, shop):
    heard = QSignalSpy(sidebar.reveal_wanted)
    show(sidebar, replace(shop, problems=(BrokenItem("opencollection.yml", "x", "Empty."),)))
    buttons = sidebar.collection.problems.findChildren(QAbstractButton)
    next(button for button in buttons if button.accessibleName() == "Reveal opencollection.yml").click()
    assert heard.at(0) == [place("opencollection.yml")]


def test_the_environments_tab_offers_a_first_environment(sidebar, shop):
    heard = QSignalSpy(sidebar.environment_add_wanted)
    show(sidebar, shop)
    sidebar.tabs.set_current(ENVIRONMENTS)
    press(sidebar, "New environment")
    assert heard.count() == 1


def test_environments_are_chosen_in_their_tab(sidebar, shop):
    heard = QSignalSpy(sidebar.environment_chosen)
    show(sidebar, replace(shop, environments=(Environment("Local"),)), ("Local",))
    sidebar.tabs.set_current(ENVIRONMENTS)
    QTest.keyClick(sidebar.environments.list, Qt.Key.Key_Up)
    QTest.keyClick(sidebar.environments.list, Qt.Key.Key_Space)
    assert heard.at(0) == [()]


def test_every_control_has_a_name_for_screen_readers(sidebar, shop):
    show(sidebar, shop)
    controls = [w for w in sidebar.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    nameless = [w for w in controls if not w.accessibleName() and w.objectName() != "qt_scrollarea_viewport"]
    assert [type(widget).__name__ for widget in nameless] == []


def test_it_fits_the_narrowest_width_of_the_window(sidebar, shop):
    for value in (None, collection(), shop):
        show(sidebar, value)
        assert sidebar.minimumSizeHint().width() <= 200


def test_the_keyboard_given_to_the_sidebar_goes_to_the_shown_list(sidebar, shop):
    show(sidebar, shop)
    assert sidebar.first is sidebar.tree
    sidebar.tabs.set_current(ENVIRONMENTS)
    assert sidebar.first is sidebar.environments.list


def test_another_collection_is_not_shown_through_the_filter_of_the_last_one(sidebar, shop):
    show(sidebar, shop)
    sidebar.collection.filter.setText("nowhere")
    QTest.keyClick(sidebar.collection.filter, Qt.Key.Key_Return)
    show(sidebar, replace(shop, root=Path("/other")))
    assert sidebar.tree.isVisible()
    assert sidebar.collection.filter.text() == ""
