"""The first page: the keys that a newcomer needs, and they are the true ones."""

from ui.actions import ACTIONS
from ui.response.start import SHORTCUTS, StartView


def test_every_shortcut_on_the_page_is_one_of_the_program(qtbot):
    page = StartView()
    qtbot.addWidget(page)
    assert not page.grab().isNull()
    known = {keys for action in ACTIONS for keys in action.keys}
    assert {keys for _, keys in SHORTCUTS} <= known
