import pytest
from PySide6.QtCore import QPoint, Qt

from ui.kit.tabs import Segments, TextTabs

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture(params=[TextTabs, Segments])
def tabs(qtbot, request):
    made = request.param(["Params", "Headers", "Body"], "Request")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


@pytest.fixture
def heard(tabs):
    indices = []
    tabs.current_changed.connect(indices.append)
    return indices


def test_a_click_makes_a_tab_current(qtbot, tabs, heard):
    qtbot.mouseClick(tabs, LEFT, NO_KEYS, tabs.spans()[2].center())
    assert (tabs.current, heard) == (2, [2])


def test_a_click_beside_the_tabs_changes_nothing(qtbot, tabs, heard):
    tabs.resize(tabs.width() + 100, tabs.height())
    qtbot.mouseClick(tabs, LEFT, NO_KEYS, QPoint(tabs.width() - 4, 10))
    assert (tabs.current, heard) == (0, [])


def test_arrows_home_and_end_move_and_stop_at_the_ends(qtbot, tabs, heard):
    keys = Qt.Key
    for key in (keys.Key_Right, keys.Key_End, keys.Key_Right, keys.Key_Left, keys.Key_Home, keys.Key_Left):
        qtbot.keyClick(tabs, key)
    assert heard == [1, 2, 1, 0]


def test_showing_the_current_one_again_is_no_change(tabs, heard):
    tabs.set_current(0)
    tabs.set_current(9)
    assert heard == []


def test_screen_readers_hear_the_current_one_with_its_badge(tabs):
    tabs.set_badge(1, "6")
    tabs.set_current(1)
    assert tabs.accessibleName() == "Request: Headers 6"
    assert tabs.accessibleDescription() == "Params, Headers, Body"


def test_the_focus_is_seen(qtbot, tabs):
    tabs.clearFocus()
    before = tabs.grab().toImage()
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    assert tabs.grab().toImage() != before


def test_a_badge_makes_room_for_itself(qtbot):
    tabs = TextTabs(["Params", "Headers"])
    qtbot.addWidget(tabs)
    without = tabs.sizeHint().width()
    tabs.set_badge(0, "128")
    assert tabs.badge(0) == "128"
    assert tabs.sizeHint().width() > without


def test_choosing_a_tab_moves_no_other(qtbot):
    tabs = TextTabs(["Params", "Headers", "Body"])
    qtbot.addWidget(tabs)
    before = tabs.spans()
    tabs.set_current(1)
    assert tabs.spans() == before


def test_tabs_draw_nearer_where_room_is_short(qtbot):
    tabs = TextTabs(["Params", "Headers", "Body", "Auth"])
    qtbot.addWidget(tabs)
    tabs.resize(600, 36)
    wide = tabs.spans()[-1].right()
    tabs.resize(wide - 30, 36)
    assert tabs.spans()[-1].right() < wide
