"""A picture that cannot be read is a file like any other."""

from ui.response.picture import BinaryView


def test_a_broken_picture_is_named_and_not_painted(qtbot, make_exchange):
    view = BinaryView()
    qtbot.addWidget(view)
    view.show_body(make_exchange(b"\x89PNG\r\n\x1a\nbroken", "image/png").response)
    assert view.facts() == "PNG image · 14 B"
    assert not view.has_picture()
    assert not view.grab().isNull()
