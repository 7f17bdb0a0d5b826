from PySide6.QtCore import Qt

from ui.kit.empty import EmptyState


def test_every_action_can_be_chosen(qtbot):
    state = EmptyState("send", "Nothing was sent yet.", [("New request", "Ctrl+N"), ("Import…", "")])
    qtbot.addWidget(state)
    state.show()
    heard = []
    state.chosen.connect(heard.append)
    qtbot.mouseClick(state.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(state.buttons[0], Qt.Key.Key_Return)
    assert heard == [1, 0]


def test_the_buttons_are_as_wide_as_one_another(qtbot):
    state = EmptyState("send", "Nothing.", [("New request", "Ctrl+N"), ("Import…", "")])
    qtbot.addWidget(state)
    state.resize(600, 400)
    state.show()
    assert state.buttons[0].width() == state.buttons[1].width()
    assert state.buttons[0].x() == state.buttons[1].x()
