"""The open requests: which tab is in front, in which order, and what is remembered of closed ones."""

import pytest

from app.workspace.drafts import NEW
from ui.kit.document_tabs import DocumentTabs
from ui.tab import Tab


@pytest.fixture
def desk(stage):
    return stage.window.desk


@pytest.fixture
def tab(stage):
    return lambda key: Tab(stage.workspace, key)


def test_a_tab_opens_right_of_the_one_in_front(stage, desk):
    stage.open("world.yml")
    desk.go(0)
    stage.open("deep/inner.yml")
    assert stage.titles() == ["Hello", "Inner", "World"]


def test_an_open_request_is_brought_to_the_front_and_not_opened_twice(stage, desk):
    stage.open("world.yml")
    stage.open("hello.yml")
    assert tuple(tab.key for tab in desk.tabs) == ("hello.yml", "world.yml")
    assert desk.current.key == "hello.yml"


def test_closing_the_tab_in_front_shows_its_neighbour(stage, desk, tab):
    stage.open("world.yml")
    stage.open("deep/inner.yml")
    desk.go(1)
    desk.close_tab(tab("world.yml"))
    assert desk.current.key == "deep/inner.yml"
    desk.close_tab(tab("deep/inner.yml"))
    assert desk.current.key == "hello.yml"
    desk.close_tab(tab("hello.yml"))
    assert (desk.current, desk.page) == (None, None)


def test_a_tab_that_was_never_looked_at_has_no_page(stage, desk, tab):
    for path in ("world.yml", "deep/inner.yml"):
        stage.workspace.drafts.open(path, stage.workspace.request_at(path))
    desk.leave(stage.workspace)
    desk.restore((tab("world.yml"), tab("deep/inner.yml")), tab("deep/inner.yml"))
    assert [page.key for page in desk.pages] == ["deep/inner.yml"]
    assert stage.titles() == ["World", "Inner"]


async def test_a_closed_tab_whose_request_is_gone_does_not_come_back(stage, desk, tab):
    stage.open("world.yml")
    desk.close_tab(tab("world.yml"))
    (stage.root / "world.yml").unlink()
    await stage.look_again()
    assert desk.last_closed() is None


def test_the_keyboard_goes_to_the_url_of_the_next_tab_and_never_to_its_method(stage, desk, tab):
    stage.workspace.drafts.open("world.yml", stage.workspace.request_at("world.yml"))
    desk.restore((tab("hello.yml"), tab("world.yml")), tab("hello.yml"))
    desk.take_keyboard()
    desk.step(1)
    assert desk.page.line.url.hasFocus()


def test_a_new_request_without_a_url_has_no_dot(stage):
    stage.window.requests.new()
    assert stage.page.key.startswith(NEW)
    assert not stage.tab("New request").dirty
    stage.type("https://example.org/")
    assert stage.tab("https://example.org/").dirty


def test_tabs_keep_the_order_they_are_dragged_into(stage, desk):
    stage.open("world.yml")
    desk.findChild(DocumentTabs).moved.emit(1, 0)
    assert stage.titles() == ["World", "Hello"]
    assert tuple(tab.key for tab in desk.tabs) == ("world.yml", "hello.yml")
