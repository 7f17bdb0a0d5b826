import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.tab_strip import DocumentTab, TabStrip

TABS = tuple(DocumentTab(f"Request {number}", "GET") for number in range(12))


def strip_of(tabs, width):
    strip = TabStrip()
    strip.lay_out(tabs, width)
    return strip


@pytest.fixture(autouse=True)
def application(qapp):
    """Fonts are measured."""


def test_tabs_stand_side_by_side_without_gaps():
    strip = strip_of(TABS[:4], 2000)
    edges = [(strip.place(index).tab.left(), strip.place(index).tab.right()) for index in range(4)]
    assert edges[0][0] == 0
    assert all(right + 1 == left for (_, right), (left, _) in itertools.pairwise(edges))


def test_few_tabs_need_no_list_and_plus_follows_the_last():
    strip = strip_of(TABS[:2], 1000)
    assert not strip.overflows
    assert strip.list_button().isEmpty()
    assert strip.new_button().x() == strip.total


def test_many_tabs_get_a_list_and_plus_stays_in_sight():
    strip = strip_of(TABS, 500)
    assert strip.overflows
    assert strip.list_button().right() + 1 == 500
    assert strip.new_button().right() + 1 == strip.list_button().x()


def test_long_titles_are_cut():
    strip = strip_of((DocumentTab("A very long name " * 10, "POST"),), 1000)
    assert strip.place(0).words.endswith("…")
    assert strip.place(0).tab.width() < 320


@pytest.mark.parametrize(
    ("method", "shown"), [("delete", "DEL"), ("OPTIONS", "OPT"), ("PURGE", "PURGE"), ("", "")]
)
def test_methods_are_short(method, shown):
    assert DocumentTab("x", method).short_method == shown


@given(index=st.integers(0, 11), width=st.integers(300, 2000), before=st.integers(-3000, 3000))
def test_a_revealed_tab_is_wholly_in_sight(index, width, before):
    strip = strip_of(TABS, width)
    strip.scroll(before)
    strip.reveal(index)
    tab = strip.place(index).tab
    assert tab.left() >= 0
    assert tab.right() < max(strip.room, tab.width())


@given(pixels=st.integers(-5000, 5000), width=st.integers(100, 2000))
def test_scrolling_never_leaves_the_tabs(pixels, width):
    strip = strip_of(TABS, width)
    strip.scroll(pixels)
    assert 0 <= strip.offset <= max(strip.total - strip.room, 0)


@given(x=st.integers(-50, 1200), width=st.integers(100, 1200), pixels=st.integers(0, 1000))
def test_a_hit_lies_in_the_tab_it_names(x, width, pixels):
    strip = strip_of(TABS, width)
    strip.scroll(pixels)
    index = strip.index_at(x)
    assert index == -1 or strip.place(index).tab.left() <= x <= strip.place(index).tab.right()


def test_a_tab_is_dropped_where_the_mouse_is():
    strip = strip_of(TABS[:3], 1000)
    assert strip.drop_index(0) == 0
    assert strip.drop_index(strip.place(1).tab.right() - 1) == 2
    assert strip.drop_index(990) == 2
