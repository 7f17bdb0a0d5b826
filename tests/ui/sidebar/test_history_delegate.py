"""Each send of the history is painted in the colour of what came of it, a failure too."""

from datetime import datetime

import pytest
from PySide6.QtGui import QColor

from app.history import Entry, Origin
from ui import theme
from ui.sidebar.history_page import HistoryPage


def entry(status, failure=""):
    origin, moment = Origin(), datetime(2026, 3, 14, 12)
    return Entry(
        1, moment, origin, "GET", "http://a.test/b", "a.test", status, failure, 12.0, 0, 5, "HTTP/1.1"
    )


def nearness(picture, wanted):
    """How near the nearest point of a picture comes to a colour: 0 when it is there."""
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    colours = map(QColor, {picture.pixel(x, y) for x, y in points})
    return min(
        max(abs(one.red() - wanted.red()), abs(one.green() - wanted.green()), abs(one.blue() - wanted.blue()))
        for one in colours
    )


@pytest.mark.parametrize(
    ("status", "failure", "token"), [(404, "", "amber"), (503, "", "red"), (None, "connect", "red")]
)
def test_what_came_of_a_send_has_its_colour(qtbot, status, failure, token):
    page = HistoryPage()
    qtbot.addWidget(page)
    page.resize(280, 200)
    page.show_entries((entry(status, failure),), ended=True)
    page.show()
    assert nearness(page.list.grab().toImage(), theme.color(token)) < 40
