"""The table of actions: no key twice, every one in a menu, and a tooltip with its key."""

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.actions import ACTIONS, GROUPS, TAB_KEYS, Actions, hint, shown_keys


def test_no_key_does_two_things():
    keys = Counter(
        QKeySequence(key).toString() for key in (*TAB_KEYS, *(key for spec in ACTIONS for key in spec.keys))
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_id_is_there_twice():
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)


def test_every_key_is_one_that_qt_knows():
    assert all(QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys)


def test_the_menu_holds_every_action_in_its_group(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    menu = Actions(window).menu(window)
    below = {each.text(): [action.text() for action in each.menu().actions()] for each in menu.actions()}
    assert tuple(below) == GROUPS
    assert sorted(text for texts in below.values() for text in texts) == sorted(spec.text for spec in ACTIONS)


def test_a_tooltip_names_the_key():
    (send,) = [spec for spec in ACTIONS if spec.id == "request.send"]
    assert hint(send) == f"Send ({shown_keys(send)})"
    assert shown_keys(send) == "Ctrl+Return"


def test_an_action_does_what_it_was_connected_to(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    heard = []
    actions = Actions(window)
    actions.connect({"request.send": lambda: heard.append("sent")})
    actions["request.send"].trigger()
    assert heard == ["sent"]
