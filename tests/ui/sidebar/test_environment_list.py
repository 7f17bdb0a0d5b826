"""The active environment is ticked, and everything about environments is reported by name."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from app.model.environment import Environment, Variable
from ui.sidebar.environment_list import EnvironmentList
from ui.sidebar.environment_model import ACTIVE_ROLE, NO_ENVIRONMENT

KEY = Qt.Key
ENVIRONMENTS = (Environment("Local", variables=(Variable("a"),)), Environment("Production"))


@pytest.fixture
def names(qtbot):
    names = EnvironmentList()
    qtbot.addWidget(names)
    names.resize(268, 300)
    names.show_environments(ENVIRONMENTS, ("Production",))
    names.show()
    names.setFocus()
    return names


@pytest.fixture
def reports(names):
    heard = []
    for name in ("chosen", "edit_wanted", "renamed", "duplicated", "deleted", "add_wanted"):
        getattr(names, name).connect(lambda *values, name=name: heard.append((name, *values)))
    return heard


def rows(names):
    model = names.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [(index.data(), index.data(ACTIVE_ROLE)) for index in indexes]


def go_to(names, row):
    names.setCurrentIndex(names.model().index(row, 0))


def test_the_active_environment_is_ticked_and_current(names):
    assert rows(names) == [(NO_ENVIRONMENT, False), ("Production", True), ("Local", False)]
    assert names.current_name() == "Production"


def test_a_click_on_the_tick_adds_it_in_the_order_that_is_shown(names, reports):
    row = names.visualRect(names.model().index(2, 0))
    QTest.mouseClick(
        names.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 20, row.center().y())
    )
    assert reports == [("chosen", ("Production", "Local"))]


def test_a_click_on_the_name_only_selects(names, reports):
    row = names.visualRect(names.model().index(2, 0))
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert reports == []
    assert names.current_name() == "Local"


@pytest.mark.parametrize(
    ("key", "report"),
    [
        (KEY.Key_Space, ("chosen", ("Production", "Local"))),
        (KEY.Key_Return, ("edit_wanted", "Local")),
        (KEY.Key_Delete, ("deleted", "Local")),
    ],
)
def test_keys_act_on_the_current_environment(names, reports, key, report):
    go_to(names, 2)
    QTest.keyClick(names, key)
    assert reports == [report]


def test_no_environment_can_be_chosen_but_not_deleted_or_edited(names, reports):
    go_to(names, 0)
    for key in (KEY.Key_Delete, KEY.Key_Return, KEY.Key_Space):
        QTest.keyClick(names, key)
    assert reports == [("chosen", ())]


def test_f2_renames_in_place(names, reports, qtbot):
    go_to(names, 2)
    QTest.keyClick(names, KEY.Key_F2)
    editor = next(child for child in names.viewport().findChildren(QLineEdit) if child.isVisible())
    QTest.keyClicks(editor, "Laptop")
    QTest.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: reports == [("renamed", "Local", "Laptop")])


def test_the_current_row_stays_when_the_environments_change(names):
    go_to(names, 2)
    names.show_environments((Environment("Earlier"), *ENVIRONMENTS), ())
    assert names.current_name() == "Local"


def test_the_order_of_ticks_is_changed_by_keys_and_told(names, reports):
    names.show_environments(ENVIRONMENTS, ("Production", "Local"))
    go_to(names, 2)
    QTest.keyClick(names, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert reports == [("chosen", ("Local", "Production"))]
    assert names.current_name() == "Local"
    QTest.keyClick(names, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert len(reports) == 1


def test_the_order_of_ticks_is_changed_by_dragging(names, reports):
    names.show_environments(ENVIRONMENTS, ("Production", "Local"))
    model = names.model()
    model.dropMimeData(model.mimeData([model.index(1, 0)]), Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    assert reports == [("chosen", ("Local", "Production"))]


def test_the_menu_duplicates(names, reports):
    go_to(names, 1)
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(names.viewport(), by_key)
    menu = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu))
    next(action for action in menu.actions() if action.text().startswith("Duplicate")).trigger()
    menu.close()
    assert reports == [("duplicated", "Production")]
