from ui import theme
from ui.kit.pill import Pill


def colors_in(widget):
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def test_a_pill_shows_its_words_on_their_tint(qtbot):
    pill = Pill()
    qtbot.addWidget(pill)
    pill.show_status("404 Not Found", "amber", "warn_back", "circle-alert")
    pill.resize(pill.sizeHint())
    assert pill.accessibleName() == "Status: 404 Not Found"
    assert {theme.color("warn_back").name(), theme.color("amber").name()} <= colors_in(pill)


def test_a_pill_without_words_is_hidden(qtbot):
    pill = Pill()
    qtbot.addWidget(pill)
    pill.show_status("200 OK", "green", "ok_back")
    assert pill.isVisible()
    pill.show_status("", "muted", "hover")
    assert not pill.isVisible()


def test_an_icon_takes_room(qtbot):
    pill = Pill()
    qtbot.addWidget(pill)
    pill.show_status("200 OK", "green", "ok_back")
    without = pill.sizeHint().width()
    pill.show_status("200 OK", "green", "ok_back", "circle-check")
    assert pill.sizeHint().width() > without
