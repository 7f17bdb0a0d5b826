"""The history in the window: sends appear in it, and what is found there can be looked at and used again."""

import json
import sqlite3
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.history import Query
from app.settings import Settings
from app.workspace.history_export import write_har
from tests.ui.stage import KEY, click, until
from ui.response.pane import COMPARE
from ui.sidebar.sidebar import HISTORY


@pytest.fixture
def page(stage):
    stage.window.sidebar.tabs.set_current(HISTORY)
    return stage.window.sidebar.history


def entries(page):
    model = page.list.entries
    found = [model.entry_at(model.index(row, 0)) for row in range(model.rowCount())]
    return [entry for entry in found if entry is not None]


async def sent(stage, page, count=1):
    await stage.send()
    return (await until(lambda: len(entries(page)) >= count and entries(page)))[0]


async def test_a_send_appears_in_the_list(stage, page):
    entry = await sent(stage, page)
    assert (entry.method, entry.status, entry.origin.path) == ("GET", 200, "hello.yml")
    assert page.list.entries.index(0, 0).data() == "Today"


async def test_a_private_send_is_not_kept(stage, page):
    stage.window.actions_table["request.send_private"].trigger()
    await stage.answered()
    entry = await sent(stage, page)
    assert entry.id == 1
    assert len(entries(page)) == 1


async def test_nothing_is_kept_where_the_history_is_switched_off(stage, page):
    stage.services.change_settings(Settings(history=False))
    await stage.send()
    stage.services.change_settings(Settings(history_without=("Stage",)))
    await stage.send()
    stage.services.change_settings(Settings())
    await sent(stage, page)
    assert await stage.services.recorder.run(lambda history: history.count()) == 1


async def test_a_click_shows_what_came_then(stage, page):
    entry = await sent(stage, page)
    await stage.send()
    page.list.chosen.emit("preview", entry)
    await until(lambda: stage.response.partial.isVisible())
    assert stage.page.exchange.started == entry.at


async def test_enter_opens_the_request_as_it_was_typed(stage, page):
    await sent(stage, page)
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.entries.index(1, 0))
    stage.press(KEY.Key_Return)
    await until(lambda: len(stage.titles()) == 2)
    assert stage.page.draft.url == "{{base_url}}/anything?greeting=hello"
    assert stage.page.tab.is_new


async def test_compare_with_now_sends_again_and_shows_both(stage, page):
    entry = await sent(stage, page)
    page.list.chosen.emit("compare", entry)
    await until(lambda: stage.response.tabs.current == COMPARE and stage.response.compare)
    assert len(stage.page.earlier.exchanges) == 2
    await until(lambda: len(entries(page)) == 2)


async def test_typing_narrows_the_list(stage, page):
    await sent(stage, page)
    stage.window.actions_table["history.search"].trigger()
    stage.type("nosuchword")
    await until(lambda: not entries(page))
    stage.press(Qt.Key.Key_Escape)
    await until(lambda: entries(page))


async def test_delete_takes_an_entry_away_and_undo_brings_it_back(stage, page):
    entry = await sent(stage, page)
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.entries.index(1, 0))
    stage.press(KEY.Key_Delete)
    await until(lambda: not entries(page))
    assert stage.window.toast.text().startswith("Deleted GET 127.0.0.1")
    stage.window.toast.acted.emit()
    await until(lambda: entries(page))
    assert entries(page)[0] == entry


async def test_a_deleted_entry_is_gone_for_good_when_the_window_closed(stage, page):
    entry = await sent(stage, page)
    page.list.chosen.emit("delete", entry)
    await until(lambda: not entries(page))
    await stage.rest()
    folder = stage.services.paths.history
    await stage.services.recorder.close()
    with sqlite3.connect(folder / "history.db") as database:
        assert database.execute("SELECT COUNT(*) FROM entries").fetchone() == (0,)
    database.close()


async def test_terms_narrow_the_list(stage, page):
    await sent(stage, page)
    stage.type_url("{{base_url}}/status/404")
    await sent(stage, page, 2)
    stage.window.actions_table["history.search"].trigger()
    for text, count in (("status:404", 1), ("status:2xx", 1), ("method:POST", 0), ("collection:Stage", 2)):
        page.filter.setText(text)
        page.filter.report()
        await until(lambda wanted=count: len(entries(page)) == wanted)


async def test_old_entries_are_deleted_when_the_user_says_how_old(stage, page):
    await sent(stage, page)
    page.older_wanted.emit()
    click(await stage.dialog(), "A month")
    await until(lambda: stage.window.toast.text() == "Deleted 0 entries")
    assert entries(page)


async def test_an_entry_is_copied_as_har_without_secrets(stage, page):
    entry = await sent(stage, page)
    page.list.chosen.emit("har", entry)
    await until(lambda: "HAR" in stage.window.toast.text())
    archive = json.loads(QApplication.clipboard().text())
    (copied,) = archive["log"]["entries"]
    assert copied["request"]["url"] == entry.url


async def test_what_is_listed_is_exported(stage, page, tmp_path):
    for _ in range(2):
        await stage.send()
    await until(lambda: len(entries(page)) == 2)
    target = tmp_path / "out.har"
    spool = stage.services.spool
    work = partial(write_har, query=Query(status=2), spool=spool, target=target)
    assert await stage.services.recorder.run(work) == 2
    assert len(json.loads(target.read_text())["log"]["entries"]) == 2


async def test_a_pin_shows_at_once(stage, page):
    entry = await sent(stage, page)
    page.list.chosen.emit("pin", entry)
    await until(lambda: entries(page) and entries(page)[0].pinned)
