"""Edits and the layout reach the disk while the window is used, not only when it is closed."""

import resource
from contextlib import contextmanager

import pytest

from tests.ui.stage import until
from ui import keeping, layout
from ui.keeping import Keeping


@pytest.fixture
def file(tmp_path):
    return tmp_path / "layout.json"


@pytest.fixture
def kept(stage, file):
    return Keeping(stage.window, file)


@contextmanager
def full_disk():
    """No file can grow beyond some bytes: the system says what it says when the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def drafts(stage):
    return list((stage.home / "data" / "drafts").glob("*/*.json"))


async def test_what_is_typed_is_in_the_journal_soon(stage, kept):
    stage.type_url("https://example.org/typed")
    await until(lambda: drafts(stage))
    assert "example.org/t" in drafts(stage)[0].read_text()


async def test_a_tab_that_was_opened_is_in_the_layout_soon(stage, kept, file):
    stage.open("world.yml")
    await until(file.exists)
    assert layout.read(file).current_tab() == (str(stage.root), "world.yml")


async def test_a_layout_that_is_the_same_is_not_written_again(stage, kept, file):
    kept.write_layout()
    file.unlink()
    kept.write_layout()
    assert not file.exists()
    stage.window.toggle_sidebar()
    kept.write_layout()
    assert not layout.read(file).sidebar_shown


async def test_without_a_file_no_layout_is_kept(stage, tmp_path):
    before = set(tmp_path.rglob("*"))
    Keeping(stage.window, None).write_layout()
    assert set(tmp_path.rglob("*")) == before


async def test_a_full_disk_is_told_once_and_the_edits_are_kept_when_there_is_room(stage, kept, monkeypatch):
    monkeypatch.setattr(keeping, "AGAIN_AFTER", 20)
    messages = stage.window.messages
    with full_disk():
        stage.type_url("https://example.org/typed")
        await until(messages.isVisible)
        assert "cannot be kept" in messages.sentence()
        assert "disk is full" in messages.sentence()
        messages.hide()
        tries = []
        kept._journal.timeout.connect(lambda: tries.append(messages.isVisible()))
        await until(lambda: len(tries) > 2)
        assert not any(tries)
        stage.type("/on")
        assert stage.page.draft.url.endswith("/on")
    await until(lambda: drafts(stage))
    await until(lambda: "typed/on" in drafts(stage)[0].read_text())
