"""The user is asked before a request reads a file outside of its collection, and the answer is kept."""

import pytest

from tests.app.wire.scripted import answering, ok, serving
from tests.ui.stage import click, until
from ui.request.editor import BODY


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "secret.txt"
    file.write_text("mine")
    return file


def choose_file(stage, file):
    body = stage.page.editor.page(BODY)
    body.switch_kind("file")
    body.show_file(str(file))


async def test_a_no_sends_nothing_and_a_yes_is_asked_once(stage, secret):
    async with serving(answering(ok(b"hello"))) as server:
        stage.open("hello.yml")
        stage.type_url(server.url)
        choose_file(stage, secret)
        for answer, connections in (("Cancel", 0), ("Read", 1)):
            stage.page.send()
            question = await stage.dialog()
            assert not stage.page.line.send.text().startswith("Cancel")
            click(question, answer)
            exchange = await stage.answered()
            assert server.connections == connections
            assert (exchange.failure is None) is (answer == "Read")
        exchange = await stage.send()
        assert exchange.failure is None
        assert await until(lambda: not stage.dialogs()) is True
