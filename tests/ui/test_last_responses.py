"""The last response of a tab is there again after a restart, and nothing of it is read before it is seen."""

import pytest

from tests.ui.stage import CONTROL, KEY, until, write_collection
from ui.layout import Layout


@pytest.fixture
def reopen(open_stage):
    """Close a window and open the next one on what it left."""

    async def reopen_one(stage):
        await until(lambda: stage.page.stored)
        kept = stage.window.kept_layout()
        await stage.close()
        return open_stage(stage.root, fresh=False, layout=kept)

    return reopen_one


async def test_it_comes_back_with_its_time_and_says_so(stage, reopen):
    sent = await stage.send()
    after = await reopen(stage)
    exchange = await until(lambda: after.page.exchange)
    assert exchange.response.body.read() == sent.response.body.read()
    assert (exchange.response.status, exchange.timing.total) == (200, sent.timing.total)
    assert after.response.partial.sentence() == f"From {sent.started:%H:%M}, before the restart"
    assert "masked" in after.response.partial.hint()


async def test_only_the_tab_in_front_reads_its_own(stage, reopen):
    await stage.send()
    await until(lambda: stage.page.stored)
    stage.open("world.yml")
    await stage.send()
    after = await reopen(stage)
    await until(lambda: after.page.exchange)
    assert [page.key for page in after.window.desk.pages] == ["world.yml"]
    after.press(KEY.Key_Tab, CONTROL)
    assert after.page.key == "hello.yml"
    assert (await until(lambda: after.page.exchange)).request.method == "GET"


async def test_it_is_known_to_the_run_after_even_when_it_was_not_looked_at(stage, reopen):
    await stage.send()
    number = await until(lambda: stage.page.stored)
    stage.open("world.yml")
    kept = stage.window.kept_layout()
    assert kept.page_of(str(stage.root), "hello.yml").response == number
    await stage.send()
    after = await reopen(stage)
    assert after.window.kept_layout().page_of(str(stage.root), "hello.yml").response == number
    after.workspace.moved({"hello.yml": "moved.yml"})
    assert after.window.kept_layout().page_of(str(stage.root), "moved.yml").response == number


async def test_what_was_deleted_from_the_history_does_not_come_back(stage, open_stage):
    await stage.send()
    number = await until(lambda: stage.page.stored)
    await stage.services.recorder.change(lambda history: history.delete([number]))
    kept = stage.window.kept_layout()
    await stage.close()
    after = open_stage(stage.root, fresh=False, layout=kept)
    await after.rest()
    assert after.page.exchange is None
    assert after.page.stored == 0


async def test_a_private_send_leaves_nothing(stage):
    stage.page.send(private=True)
    await stage.answered()
    stage.page.send()
    await stage.answered()
    await until(lambda: stage.page.stored)
    stage.page.send(private=True)
    await stage.answered()
    assert stage.page.stored == 0


async def test_a_send_before_it_was_read_wins(stage, open_stage, reopen):
    await stage.send()
    await until(lambda: stage.page.stored)
    kept = stage.window.kept_layout()
    await stage.close()
    after = open_stage(stage.root, fresh=False, layout=kept)
    exchange = await after.send()
    await after.rest()
    assert after.page.exchange is exchange


def test_a_page_without_one_asks_for_nothing(open_stage, tmp_path):
    stage = open_stage(write_collection(tmp_path / "bare"), fresh=False, layout=Layout())
    assert stage.page.exchange is None
