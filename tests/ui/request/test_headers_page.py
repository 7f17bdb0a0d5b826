"""Typed headers, and automatic ones that can be switched off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.model.field import Field
from app.model.request import Request
from app.template.resolve import Giver
from ui.request.context import EditorContext
from ui.request.headers_page import HeadersPage, automatic_rows, count_sent

CONTEXT = EditorContext(automatic=(("Host", "h", "From the URL."), ("User-Agent", "Sonde", "Says who asks.")))


@pytest.fixture
def page(qtbot):
    made = HeadersPage()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_request(Request(headers=(Field("A", "1"), Field("B", "2", enabled=False))))
    made.show_context(CONTEXT)
    made.show()
    made.told = []
    made.changed.connect(made.told.append)
    return made


def names(page):
    return [(row.name, row.enabled) for row in automatic_rows(page._request, page._context)]


def test_the_count_is_what_will_be_sent(page):
    assert count_sent(page._request, page._context) == 3


def test_an_automatic_header_is_switched_off_and_on(page):
    model = page.table.view.rows
    model.switch(model.index(4, 0))
    assert page.told[-1].omitted == ("user-agent",)
    assert names(page) == [("Host", True), ("User-Agent", False)]
    assert count_sent(page._request, page._context) == 2
    model.switch(model.index(4, 0))
    assert page.told[-1].omitted == ()


def test_a_header_that_is_off_can_be_switched_on_where_nothing_adds_it_now(page):
    page.show_request(Request(omitted=("content-type",)))
    assert names(page)[-1] == ("Content-Type", False)


def test_a_typed_header_takes_the_place_of_the_automatic_one(page):
    page.show_request(Request(headers=(Field("user-agent", "me"),)))
    assert names(page) == [("Host", True)]
    page.show_request(Request(headers=(Field("user-agent", "me", enabled=False),)))
    assert names(page) == [("Host", True), ("User-Agent", True)]


def test_typing_a_header_tells_the_request(page, qtbot):
    page.table.view.edit_cell(2, 1)
    qtbot.keyClicks(page.table.view.indexWidget(page.table.view.currentIndex()), "C")
    assert page.told[-1].headers[-1] == Field("C")


INHERITED = EditorContext(
    inherited=(
        (Field("X-Team", "blue"), Giver("collection Shop")),
        (Field("X-Level", "{{level}}"), Giver("folder Orders", "orders")),
    )
)


def notes(page):
    return [(row.name, row.enabled, row.note) for row in automatic_rows(page._request, page._context)]


def test_an_inherited_header_says_who_gives_it_and_an_own_one_that_it_replaces_it(page):
    page.show_context(INHERITED)
    page.show_request(Request(headers=(Field("x-level", "9"),)))
    assert notes(page) == [
        ("X-Team", True, "from collection Shop"),
        ("X-Level", False, "from folder Orders, replaced above"),
    ]
    assert count_sent(page._request, page._context) == 2


def test_an_inherited_header_is_switched_off_by_an_own_row_that_is_off(page):
    page.show_context(INHERITED)
    page.show_request(Request())
    model = page.table.view.rows
    model.switch(model.index(2, 0))
    assert page.told[-1].headers == (Field("X-Level", "{{level}}", enabled=False),)
    assert notes(page)[1] == ("X-Level", False, "from folder Orders, switched off above")
    model.switch(model.index(3, 0))
    assert page.told[-1].headers == ()


def test_a_press_on_an_inherited_header_asks_for_the_settings_that_hold_it(page, qtbot):
    page.show_context(INHERITED)
    page.show_request(Request())
    asked = []
    page.settings_wanted.connect(asked.append)
    view = page.table.view
    place = view.visualRect(view.rows.index(2, 2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == ["orders"]
