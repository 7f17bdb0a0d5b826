"""The bars over an editor keep their keys to themselves."""

from PySide6.QtCore import Qt

from ui.kit.code_edit import CodeEdit


def test_what_a_field_leaves_over_is_not_typed_into_the_text(qtbot):
    edit = CodeEdit("Body")
    qtbot.addWidget(edit)
    edit.show()
    edit.show_text("a\nb")
    edit.open_find(replacing=True)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        qtbot.keyClick(edit.bars.find_bar.field, key)
        qtbot.keyClick(edit.bars.find_bar.field, key, Qt.KeyboardModifier.AltModifier)
    assert edit.text() == "a\nb"
    assert edit.textCursor().position() == 0
    edit.bars.open_go_to()
    assert edit.bars.find_bar.isHidden()
    qtbot.keyClick(edit.bars.go_to_bar.field, Qt.Key.Key_Escape)
    assert edit.bars.go_to_bar.isHidden()


def test_the_row_to_replace_is_there_only_when_asked_for(qtbot):
    edit = CodeEdit("Body")
    qtbot.addWidget(edit)
    edit.show()
    edit.open_find()
    low = edit.bars.find_bar.height()
    assert not edit.bars.find_bar.new.isVisible()
    edit.open_find(replacing=True)
    assert edit.bars.find_bar.new.isVisible()
    assert edit.bars.find_bar.height() > low
