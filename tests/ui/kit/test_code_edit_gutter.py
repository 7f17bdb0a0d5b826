"""There is room for every line number."""

from ui.kit.code_edit import CodeEdit


def test_the_gutter_grows_with_the_number_of_lines(qtbot):
    edit = CodeEdit("Body")
    qtbot.addWidget(edit)
    edit.show_text("\n" * 50)
    few = edit._gutter.width_needed()
    edit.show_text("\n" * 5000)
    assert edit._gutter.width_needed() > few
    assert edit.viewportMargins().left() == edit._gutter.width_needed()


def test_the_numbers_stand_beside_their_lines(qtbot):
    edit = CodeEdit("Body")
    qtbot.addWidget(edit)
    edit.show_text("a\nb\nc")
    edit.resize(300, 200)
    edit.show()
    lines = list(edit.visible_lines(1000))
    assert [number for number, _, _ in lines] == [0, 1, 2]
    tops = [top for _, top, _ in lines]
    assert tops == sorted(set(tops))
