"""A body goes to a file, to its program or to the clipboard, and the user is asked where that is risky."""

import asyncio
import base64
import contextlib
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from app.model.payload import Payload
from tests.ui.stage import click, until
from ui import response_work
from ui.dialogs.copying import CopyingDialog
from ui.response_work import spelled


class Desktop(QObject):
    """Takes the files that would be opened."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot("QUrl")
    def open(self, url):
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop(qapp):
    made = Desktop()
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def have(stage, data, kind, tmp_path=None):
    """Let the page show a body of these bytes and that type."""
    exchange = stage.page.exchange
    payload = Payload(len(data), data)
    if tmp_path is not None:
        path = tmp_path / "spooled"
        path.write_bytes(data)
        payload = Payload(len(data), None, path)
    response = replace(exchange.response, headers=(("Content-Type", kind),), body=payload)
    stage.page.exchange = replace(exchange, response=response)


async def save_to(stage, target):
    stage.window.actions_table["response.save"].trigger()
    dialog = await stage.dialog(QFileDialog)
    dialog.findChild(QLineEdit).setText(str(target))
    dialog.accept()


async def test_the_body_is_saved_to_a_chosen_file(stage, tmp_path, qt_file_dialogs):
    await stage.send()
    target = tmp_path / "body.json"
    await save_to(stage, target)
    await stage.rest()
    assert target.read_bytes() == stage.page.exchange.response.body.read()
    assert "body.json" in stage.window.toast.text()


async def test_a_large_body_tells_how_far_it_is(stage, tmp_path, qt_file_dialogs, monkeypatch):
    await stage.send()
    have(stage, b"x" * (9 << 20), "text/plain", tmp_path)
    monkeypatch.setattr(response_work, "LARGE", 1)
    target = tmp_path / "large.txt"
    await save_to(stage, target)
    await stage.rest()
    assert target.stat().st_size == 9 << 20
    assert stage.dialogs(CopyingDialog) == []


def feed(pipe):
    with contextlib.suppress(BrokenPipeError), pipe.open("wb") as writer:
        writer.write(b"x" * (9 << 20))


async def test_a_save_that_is_cancelled_leaves_what_was_there(stage, tmp_path, qt_file_dialogs):
    await stage.send()
    have(stage, b"x", "text/plain", tmp_path)
    # A pipe has its next octet only when the test says so.
    pipe = stage.page.exchange.response.body.path
    pipe.unlink()
    os.mkfifo(pipe)
    response = stage.page.exchange.response
    body = replace(response.body, size=response_work.LARGE)
    stage.page.exchange = replace(stage.page.exchange, response=replace(response, body=body))
    (tmp_path / "out").mkdir()
    await save_to(stage, tmp_path / "out" / "large.txt")
    (await stage.dialog(CopyingDialog)).reject()
    await asyncio.to_thread(feed, pipe)
    await stage.rest()
    assert "was not saved" in stage.window.toast.text()
    assert list((tmp_path / "out").iterdir()) == []


async def test_a_copy_is_opened_in_its_program(stage, desktop):
    await stage.send()
    stage.window.actions_table["response.open"].trigger()
    await stage.rest()
    (opened,) = desktop.opened
    assert opened.name == "anything.json"
    assert opened.read_bytes() == stage.page.exchange.response.body.read()
    assert stat.S_IMODE(opened.stat().st_mode) == 0o400
    assert stat.S_IMODE(opened.parent.stat().st_mode) == 0o700


async def test_what_could_run_is_asked_about_first(stage, desktop):
    await stage.send()
    have(stage, b"<script>", "text/html")
    stage.page.response.open_requested.emit()
    dialog = await stage.dialog()
    assert dialog.accessibleName() == "This could run what the server sent. Open anything.html?"
    click(dialog, "Cancel")
    await stage.rest()
    assert desktop.opened == []
    stage.page.response.open_requested.emit()
    click(await stage.dialog(), "Open it")
    await stage.rest()
    assert [place.name for place in desktop.opened] == ["anything.html"]


async def test_bytes_go_to_the_clipboard_up_to_a_limit(stage):
    await stage.send()
    have(stage, b"\x00\xff", "image/x-icon")
    for form, text in (("base64", "AP8="), ("data", "data:image/x-icon;base64,AP8="), ("hex", "00 ff")):
        stage.window.responses.copy_as(form)
        await stage.rest()
        assert QApplication.clipboard().text() == text
    have(stage, b"x" * (response_work.COPY_LIMIT + 1), "text/plain")
    stage.window.responses.copy_as("hex")
    await until(lambda: stage.window.messages.isVisible())
    assert "go on the clipboard" in stage.window.messages.sentence()


def test_a_data_url_without_a_type_says_that_it_is_octets():
    assert (
        spelled(b"a", "data", "") == "data:application/octet-stream;base64," + base64.b64encode(b"a").decode()
    )
