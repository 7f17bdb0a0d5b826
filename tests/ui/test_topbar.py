"""The bar on top: the collection's name and menu, the picker of environments, and all actions in one menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.model.environment import Environment
from tests.ui.stage import KEY
from ui.sidebar.environment_model import NO_ENVIRONMENT

ENVIRONMENTS = (Environment("Local"), Environment("Far"))


@pytest.fixture
def bar(stage):
    yield stage.window.topbar
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def shown_menu():
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return [action.text() for action in popup.actions() if not action.isSeparator()]


def test_the_name_of_the_collection_is_shown_with_its_folder(stage, bar):
    assert bar.collection.text() == "Stage"
    assert bar.collection.toolTip() == str(stage.root)


def test_the_collection_button_opens_its_menu_by_the_keyboard(stage, bar):
    bar.collection.setFocus()
    stage.press(KEY.Key_Space)
    assert {"Open collection…", "New collection…", "Recent"} <= set(shown_menu())


def test_the_menu_holds_every_group(stage, bar, qtbot):
    qtbot.mouseClick(bar._more, Qt.MouseButton.LeftButton)
    assert shown_menu() == ["File", "Edit", "Request", "Response", "Environment", "View", "Help"]


def test_the_picker_begins_with_none_and_shows_the_active_one(bar):
    bar.environments.show_environments(ENVIRONMENTS, ("Far", "Local"))
    bar.environments.show_popup()
    model = bar.environments.popup.list.model()
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert texts == [NO_ENVIRONMENT, "Far", "Local"]
    assert bar.environments.text() == "Far + Local"


def test_showing_environments_chooses_none(bar):
    heard = []
    bar.environment_chosen.connect(heard.append)
    bar.environments.show_environments(ENVIRONMENTS, ("Far",))
    assert heard == []


def test_recent_collections_are_offered(bar):
    bar.show_recent(("/one", "/two"))
    heard = []
    bar.recent_chosen.connect(heard.append)
    bar._recent.actions()[1].trigger()
    assert heard == ["/two"]
    bar.show_recent(())
    assert not bar._recent.isEnabled()


def test_a_long_name_leaves_room_for_the_rest(stage, bar):
    bar.collection.show_name("A collection with a very long name that goes on and on" * 3, "/x")
    stage.window.resize(900, 600)
    assert bar.collection.width() <= 260
    assert bar.environments.geometry().right() <= bar.width()
