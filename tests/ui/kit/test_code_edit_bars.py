"""The bars over an editor are made when they are wanted, and one of them is shown at a time."""

from ui.kit.code_edit import CodeEdit
from ui.kit.code_edit_find import FindReplaceBar, GoToBar


def test_no_bar_is_made_before_it_is_wanted(qtbot):
    edit = CodeEdit("Body")
    qtbot.addWidget(edit)
    edit.show()
    edit.show_text("a\nb")
    edit.go_to(2)
    assert edit.bars.shown() is None
    assert edit.findChildren(FindReplaceBar) + edit.findChildren(GoToBar) == []


def test_one_bar_takes_the_place_of_the_other(qtbot):
    edit = CodeEdit("Body")
    qtbot.addWidget(edit)
    edit.show()
    edit.open_find()
    assert edit.bars.shown() is edit.bars.find_bar
    edit.bars.open_go_to()
    assert edit.bars.shown() is edit.bars.go_to_bar
    edit.bars.go_to_bar.close_bar()
    assert edit.bars.shown() is None
