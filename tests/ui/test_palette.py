"""The palette: what it finds, in which order, and that it runs what is chosen."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.stage import CONTROL, KEY, SHIFT
from ui.palette import SHOWN, Entry, rank


def entries(*texts):
    return [Entry(text, lambda: None) for text in texts]


def found(texts, typed):
    return [entry.text for entry in rank(entries(*texts), typed)]


def test_nothing_typed_keeps_the_order():
    assert found(["b", "a"], "") == ["b", "a"]


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("send", "Send"),
        ("close", "Close tab"),
        ("cltab", "Close tab"),
        ("new req", "New request"),
        ("NEW", "New request"),
    ],
)
def test_the_best_match_comes_first(typed, best):
    texts = ["Resend all", "Send", "Collapse the old tab", "Close tab", "Renew requests", "New request"]
    assert found(texts, typed)[0] == best


def test_letters_in_another_order_find_nothing():
    assert found(["Send"], "dnes") == []


def test_a_long_list_is_cut():
    assert len(found([f"Request {n}" for n in range(500)], "re")) == SHOWN


async def test_the_palette_finds_and_runs_an_action(stage):
    stage.press(KEY.Key_K, CONTROL)
    stage.type("hide the side")
    stage.press(KEY.Key_Return)
    assert not stage.window.sidebar.isVisible()
    assert not stage.window.palette_sheet.isVisible()


async def test_the_palette_finds_and_opens_a_request(stage):
    stage.press(KEY.Key_P, CONTROL)
    stage.type("inner")
    stage.press(KEY.Key_Return)
    assert stage.page.path == "deep/inner.yml"


async def test_arrows_choose_another_one(stage):
    stage.press(KEY.Key_P, CONTROL)
    stage.press(KEY.Key_Down)
    stage.press(KEY.Key_Return)
    assert stage.page.path == "world.yml"


async def test_escape_gives_the_keyboard_back(stage):
    before = QApplication.focusWidget()
    stage.press(KEY.Key_P, CONTROL | SHIFT)
    assert stage.window.palette_sheet.isVisible()
    stage.press(KEY.Key_Escape)
    assert not stage.window.palette_sheet.isVisible()
    assert QApplication.focusWidget() is before


async def test_what_is_not_found_is_said(stage):
    stage.press(KEY.Key_K, CONTROL)
    stage.type("zzzz")
    stage.press(KEY.Key_Return)
    assert stage.window.palette_sheet.isVisible()
    stage.press(KEY.Key_Escape)


async def test_the_field_on_top_opens_it(stage):
    stage.window.topbar.palette_field.click()
    assert stage.window.palette_sheet.isVisible()
    stage.press(KEY.Key_Escape)
