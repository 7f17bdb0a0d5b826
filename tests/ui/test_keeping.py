"""Edits and the layout reach the disk while the window is used, not only when it is closed."""

import resource
from contextlib import contextmanager
from dataclasses import replace

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from app.files.draft_file import Kept
from app.files.drafts import DraftJournal
from app.files.secrets import Secrets
from tests.app.files.ring import Ring
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


# --- edits with secrets ---------------------------------------------------------------------------


def held(stage):
    return b"".join(file.read_bytes() for file in stage.home.rglob("*") if file.is_file())


def sealed(stage):
    return [file for file in drafts(stage) if '"sealed"' in file.read_text()]


async def test_a_secret_that_is_typed_is_sealed_and_comes_back(stage, kept, open_stage):
    kept.begin()
    stage.type_url("https://example.org/?api_key=canary-in-the-url")
    await until(lambda: sealed(stage))
    stage.window.requests.new()
    stage.type_url("https://ada:canary-of-a-login")
    await until(lambda: len(sealed(stage)) == 2)
    layout = stage.window.kept_layout()
    await stage.close()
    assert b"canary" not in held(stage)
    after = open_stage(stage.root, fresh=False, layout=layout)
    assert "base_url" in after.page.draft.url
    Keeping(after.window, None).begin()
    await until(lambda: "canary" in after.page.draft.url)
    assert after.page.line.url.text() == "https://example.org/?api_key=canary-in-the-url"
    await until(lambda: after.titles() == ["Hello", "https://ada:canary-of-a-login"])
    assert after.window.messages.sentence() == ""
    assert not after.problems


async def test_without_a_keyring_a_secret_is_in_no_file_and_that_is_told_once(open_stage, stage, tmp_path):
    after = open_stage(stage.root, home=tmp_path / "other", secrets=Secrets(NoKeyring()))
    Keeping(after.window, None).begin()
    after.type_url("https://example.org/kept?api_key=canary")
    await until(lambda: after.problems)
    after.type("-more")
    await until(lambda: drafts(after))
    assert "never written to a file" in after.problems[0].hint
    assert after.page.draft.url.endswith("canary-more")
    await after.close()
    assert len(after.problems) == 1
    assert (b"canary" in held(after), b"example.org/kept" in held(after)) == (False, True)


async def test_an_edit_whose_key_is_lost_is_told_once_and_stays(stage, kept, open_stage):
    kept.begin()
    stage.type_url("https://example.org/?api_key=canary")
    await until(lambda: sealed(stage))
    layout = stage.window.kept_layout()
    await stage.close()
    after = open_stage(stage.root, fresh=False, layout=layout, secrets=Secrets(Ring()))
    Keeping(after.window, None).begin()
    messages = after.window.messages
    await until(messages.isVisible)
    assert messages.sentence().startswith("An edit that was not saved stays sealed")
    messages.hide()
    after.type_url("https://example.org/?api_key=another")
    await until(lambda: len(sealed(after)) == 2)
    assert not messages.isVisible()


async def test_sealed_edits_come_back_in_their_places_with_the_one_that_was_in_front(stage, kept, open_stage):
    kept.begin()
    for word in ("first", "second"):
        stage.window.requests.new()
        stage.type_url(f"https://ada:canary-{word}")
    stage.open("world.yml")
    stage.window.desk.open(stage.window.desk.tabs[2])
    before = stage.titles()
    assert before == ["Hello", "https://ada:canary-first", "https://ada:canary-second", "World"]
    await until(lambda: len(sealed(stage)) == 2)
    layout = stage.window.kept_layout()
    await stage.close()
    after = open_stage(stage.root, fresh=False, layout=layout)
    assert after.titles() == ["Hello", "World"]
    Keeping(after.window, None).begin()
    await until(lambda: after.titles() == before)
    assert after.page.draft.url == "https://ada:canary-second"


async def test_a_draft_that_an_earlier_version_left_readable_is_sealed_soon(stage, kept, open_stage):
    draft = stage.workspace.drafts["hello.yml"].current
    journal = DraftJournal(stage.home / "data" / "drafts")
    url = "https://example.org/?api_key=canary"
    journal.write((stage.workspace.local, "hello.yml"), Kept(replace(draft, url=url), draft))
    journal.close()
    layout = stage.window.kept_layout()
    await stage.close()
    assert b"canary" in held(stage)
    after = open_stage(stage.root, fresh=False, layout=layout)
    assert after.page.draft.url == url
    Keeping(after.window, None).begin()
    await until(lambda: sealed(after))
    assert b"canary" not in held(after)
