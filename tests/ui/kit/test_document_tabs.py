import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from ui import theme
from ui.kit.document_tabs import DocumentTab, DocumentTabs

LEFT, MIDDLE, NO_KEYS = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier
FOUR = (
    DocumentTab("List products", "GET", "shop/list.yml"),
    DocumentTab("Create product", "POST", "shop/create.yml", dirty=True),
    DocumentTab("Change price", "PATCH", preview=True),
    DocumentTab("Live feed", "WS"),
)


@pytest.fixture
def tabs(qtbot):
    made = DocumentTabs()
    qtbot.addWidget(made)
    made.resize(900, 38)
    made.show_tabs(FOUR, 1)
    made.show()
    return made


@pytest.fixture
def heard(tabs):
    """What the tabs report, in order."""
    seen = []
    tabs.current_changed.connect(lambda index: seen.append(("current", index)))
    tabs.close_requested.connect(lambda index: seen.append(("close", index)))
    tabs.new_requested.connect(lambda: seen.append(("new",)))
    tabs.moved.connect(lambda source, target: seen.append(("moved", source, target)))
    tabs.keep_requested.connect(lambda index: seen.append(("keep", index)))
    return seen


def place_of(tabs, index):
    return tabs._strip.place(index)


def test_showing_tabs_tells_nobody(tabs, heard):
    tabs.show_tabs(FOUR[:2], 0)
    assert (tabs.current, heard) == (0, [])


def test_a_click_activates_a_tab(qtbot, tabs, heard):
    qtbot.mouseClick(tabs, LEFT, NO_KEYS, place_of(tabs, 3).title.center())
    assert (tabs.current, heard) == (3, [("current", 3)])


def test_the_cross_closes_without_activating(qtbot, tabs, heard):
    qtbot.mouseClick(tabs, LEFT, NO_KEYS, place_of(tabs, 0).mark.center())
    assert (tabs.current, heard) == (1, [("close", 0)])


def test_a_middle_click_closes(qtbot, tabs, heard):
    qtbot.mouseClick(tabs, MIDDLE, NO_KEYS, place_of(tabs, 2).title.center())
    assert heard == [("close", 2)]


def test_plus_asks_for_a_new_document(qtbot, tabs, heard):
    qtbot.mouseClick(tabs, LEFT, NO_KEYS, tabs._strip.new_button().center())
    assert heard == [("new",)]


def test_a_double_click_keeps_a_preview(qtbot, tabs, heard):
    qtbot.mouseDClick(tabs, LEFT, NO_KEYS, place_of(tabs, 2).title.center())
    assert heard == [("keep", 2)]


def test_a_tab_can_be_dragged_to_another_place(qtbot, tabs, heard):
    start, end = place_of(tabs, 1).title.center(), place_of(tabs, 3).title.center()
    qtbot.mousePress(tabs, LEFT, NO_KEYS, start)
    for x in range(start.x(), end.x() + 40, 20):
        qtbot.mouseMove(tabs, QPoint(x, 19))
        QApplication.processEvents()
    qtbot.mouseRelease(tabs, LEFT, NO_KEYS, end)
    assert heard == [("moved", 1, 2), ("moved", 2, 3)]
    assert [tab.title for tab in tabs.tabs()][-1] == "Create product"
    assert tabs.current == 3


def test_arrows_move_and_delete_closes(qtbot, tabs, heard):
    keys = Qt.Key
    for key in (keys.Key_Right, keys.Key_End, keys.Key_Home, keys.Key_Left, keys.Key_Delete):
        qtbot.keyClick(tabs, key)
    assert heard == [("current", 2), ("current", 3), ("current", 0), ("close", 0)]


def test_screen_readers_hear_what_the_picture_shows(tabs):
    assert tabs.accessibleName() == "Open requests: POST Create product, 2 of 4, not saved"
    tabs.show_tabs((), 0)
    assert tabs.accessibleName() == "Open requests: none"


def test_a_context_menu_knows_its_tab(qtbot, tabs):
    place = place_of(tabs, 2).title.center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, tabs.mapToGlobal(place))
    with qtbot.waitSignal(tabs.context_menu_requested) as heard:
        QApplication.sendEvent(tabs, event)
    assert heard.args == [2, tabs.mapToGlobal(place)]


def test_the_menu_key_asks_for_the_active_tab(qtbot, tabs):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    with qtbot.waitSignal(tabs.context_menu_requested) as heard:
        QApplication.sendEvent(tabs, event)
    assert heard.args[0] == 1


def test_the_tooltip_tells_where_a_document_is_kept(qtbot, tabs):
    place = place_of(tabs, 0).title.center()
    QApplication.sendEvent(tabs, QHelpEvent(QEvent.Type.ToolTip, place, tabs.mapToGlobal(place)))
    assert QToolTip.text() == "GET List products\nshop/list.yml"


def test_a_list_of_all_tabs_opens_where_they_do_not_fit(qtbot, tabs, heard):
    tabs.resize(300, 38)
    qtbot.mouseClick(tabs, LEFT, NO_KEYS, tabs._strip.list_button().center())
    (menu,) = tabs.findChildren(QMenu)
    assert [action.text() for action in menu.actions()][1] == "POST  Create product •"
    menu.actions()[3].trigger()
    assert heard == [("current", 3)]
    assert place_of(tabs, 3).tab.right() < tabs._strip.list_button().x()
    menu.close()
    qtbot.waitUntil(lambda: not tabs.findChildren(QMenu))


def test_the_wheel_scrolls_what_does_not_fit(tabs):
    tabs.resize(300, 38)
    before = tabs._strip.offset
    place = QPointF(20, 19)
    turn = QWheelEvent(
        place,
        tabs.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        NO_KEYS,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(tabs, turn)
    assert tabs._strip.offset < before


def dot_shows(tabs):
    """Whether the accent's dot is painted in the mark of the second tab."""
    centre = place_of(tabs, 1).mark.center()
    return tabs.grab().toImage().pixelColor(centre) == theme.color("accent")


def test_a_dot_tells_what_is_not_saved_until_the_mouse_is_over_it(qtbot, tabs):
    assert dot_shows(tabs)
    qtbot.mouseMove(tabs, place_of(tabs, 1).mark.center())
    qtbot.waitUntil(lambda: not dot_shows(tabs))


def test_the_active_tab_wears_the_accent_on_top(tabs):
    picture = tabs.grab().toImage()
    assert picture.pixelColor(place_of(tabs, 1).tab.center().x(), 1) == theme.color("accent")
    assert picture.pixelColor(place_of(tabs, 0).tab.center().x(), 1) == theme.color("window")
