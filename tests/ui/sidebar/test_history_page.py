"""The history's page asks for what its field and its menu say, and shows long lists as one scrolls."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from app.history import Entry, Origin, Query
from ui.sidebar.history_page import HistoryPage

START = datetime(2026, 3, 14, 12)


def make_entries(count, last=0):
    """Entries with the numbers from ``count`` down, ten minutes apart."""
    return tuple(
        Entry(
            number,
            START + timedelta(minutes=10 * number),
            Origin(),
            "GET",
            f"http://a.test/{number}",
            "a.test",
            *(200, "", 12.0, 0, 5, "HTTP/1.1"),
        )
        for number in range(count, last, -1)
    )


@pytest.fixture
def page(qtbot):
    made = HistoryPage()
    qtbot.addWidget(made)
    made.resize(280, 500)
    made.show()
    return made


@pytest.fixture
def asked(page):
    heard = []
    page.query_changed.connect(heard.append)
    return heard


def action(menu, *path):
    """The entry of a menu, by its words and those of the menus above it."""
    for words in path:
        (found,) = [each for each in menu.actions() if each.text() == words]
        menu = found.menu() or menu
    return found


def choose(page, *path):
    menu = page.filter_menu()
    action(menu, *path).trigger()
    menu.close()


def test_a_choice_of_the_menu_is_a_term_in_the_field(page, asked):
    page.filter.setText("apple")
    choose(page, "Status", "5xx")
    assert page.filter.text() == "apple status:5xx"
    assert asked[-1] == Query("apple", status=5)
    choose(page, "Pinned only")
    assert asked[-1] == Query("apple", status=5, pinned=True)


def test_a_choice_that_is_made_is_ticked_and_can_be_taken_back(page, asked):
    page.show_facets(("a.test",), (("id", "Shop"),))
    choose(page, "Collection", "Shop")
    menu = page.filter_menu()
    assert action(menu, "Collection", "Shop").isChecked()
    menu.close()
    choose(page, "Collection", "Shop")
    assert asked[-1] == Query()


def test_a_term_that_means_nothing_is_told_below_the_field(page, asked):
    page.filter.setText("status:9xx")
    page.filter.report()
    assert page.problem.isVisible()
    assert "status:9xx" in page.problem.text()
    page.filter.clear()
    assert not page.problem.isVisible()


def test_scrolling_to_the_end_asks_for_older_ones(page, qtbot):
    wanted = []
    page.more_wanted.connect(wanted.append)
    page.show_entries(make_entries(400, 200), ended=False)
    QCoreApplication.processEvents()
    page.list.scrollToBottom()
    qtbot.waitUntil(lambda: bool(wanted))
    assert wanted == [201]
    page.list.entries.append(make_entries(200), ended=True)
    page.list.scrollToBottom()
    QCoreApplication.processEvents()
    assert wanted == [201]
    last = page.list.entries.index(page.list.entries.rowCount() - 1, 0)
    assert page.list.entries.entry_at(last).id == 1
    assert page.list.visualRect(last).bottom() <= page.list.viewport().height()


def test_the_row_with_the_keyboard_stays_when_the_list_is_read_anew(page):
    page.show_entries(make_entries(20), ended=True)
    page.list.setCurrentIndex(page.list.entries.nearest(12))
    page.show_entries(tuple(entry for entry in make_entries(20) if entry.id != 12), ended=True)
    assert page.list.entries.entry_at(page.list.currentIndex()).id == 11


def test_a_new_row_on_top_is_painted_without_a_look_at_the_others(page):
    page.show_entries(make_entries(20_000), ended=True)
    page.grab()
    asked = []
    page.list.entries.rowCount = lambda *parent: asked.append(parent) or len(page.list.entries._rows)
    page.list.entries.prepend(make_entries(20_001, 20_000))
    page.grab()
    assert len(asked) < 2_000


def test_the_keyboard_walks_over_days_that_stand_between(page):
    page.show_entries(make_entries(300), ended=True)
    rows = page.list.entries
    first_of_day = next(row for row in range(1, rows.rowCount()) if rows.entry_at(rows.index(row, 0)) is None)
    page.list.setCurrentIndex(rows.index(first_of_day - 1, 0))
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == first_of_day + 1


def test_the_list_stays_where_it_was_scrolled_to_until_something_else_is_asked(page):
    page.show_entries(make_entries(300), ended=True)
    page.list.verticalScrollBar().setValue(900)
    page.show_entries(make_entries(300), ended=True)
    assert page.list.verticalScrollBar().value() == 900
    page.filter.setText("is:pinned")
    page.filter.report()
    page.show_entries(make_entries(290), ended=True)
    assert page.list.verticalScrollBar().value() == 0
