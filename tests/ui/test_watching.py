"""Changes of a folder are told once, however many come together, and only while git is not at work."""

import asyncio

import pytest
from PySide6.QtTest import QSignalSpy

from tests.ui.stage import until
from ui.watching import SETTLE, FolderWatch


@pytest.fixture
def watch(tmp_path, qapp):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.yml").write_text("a: 1")
    made = FolderWatch(tmp_path)
    made.watch(["deep"], ["deep/one.yml"])
    made.spy = QSignalSpy(made.changed)
    yield made
    made.deleteLater()


async def told(watch, count=1):
    await until(lambda: watch.spy.count() == count)


async def test_many_files_that_come_together_are_told_once(watch):
    for number in range(50):
        (watch.root / "deep" / f"{number}.yml").write_text("a: 1")
    await told(watch)
    (watch.root / "deep" / "7.yml").unlink()
    await told(watch, 2)


async def test_a_save_that_renames_a_new_file_over_the_old_one_is_told_again_and_again(watch):
    for count in (1, 2):
        (watch.root / "deep" / "new").write_text("a: 2")
        (watch.root / "deep" / "new").rename(watch.root / "deep" / "one.yml")
        await told(watch, count)


async def test_a_file_somebody_looks_at_is_watched_while_it_is_written_in_place(watch):
    with (watch.root / "deep" / "one.yml").open("a") as file:
        file.write("\nb: 1")
    await told(watch)


async def test_git_is_waited_for(watch):
    (watch.root / ".git").mkdir()
    await told(watch)
    lock = watch.root / ".git" / "index.lock"
    lock.touch()
    (watch.root / "deep" / "two.yml").write_text("a: 1")
    asyncio.get_running_loop().call_later(2 * SETTLE / 1000, lock.unlink)
    await until(lambda: not lock.exists())
    assert watch.spy.count() == 1
    await told(watch, 2)


async def test_what_cannot_be_watched_is_looked_at_again_and_again(watch, monkeypatch):
    assert not watch.is_polling
    watch.watch(["gone"])
    assert not watch.is_polling, "what is gone needs no watch"
    monkeypatch.setattr(watch._watcher, "addPaths", lambda paths: paths)
    watch.watch(["deep"])
    assert watch.is_polling
    monkeypatch.undo()
    watch.watch(["deep"])
    assert not watch.is_polling
