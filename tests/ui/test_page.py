"""One request page against the playground: sending, cancelling, and what is painted."""

import json

from tests.ui.stage import CONTROL, KEY, until


def words(view):
    return view.head.pill.text() if hasattr(view.head.pill, "text") else ""


async def test_control_and_enter_send_and_the_answer_is_painted(stage):
    stage.page.editor.body.setFocus()
    exchange = await stage.send()
    assert exchange.response.status == 200
    assert json.loads(exchange.response.body.read())["query"] == [["greeting", "hello"]]


async def test_enter_in_the_url_sends(stage):
    stage.page.line.focus_url()
    stage.press(KEY.Key_Return)
    assert (await stage.answered()).response.status == 200


async def test_escape_cancels_wherever_the_keyboard_is(stage, playground):
    stage.type_url("{{base_url}}/delay/5")
    stage.press(KEY.Key_Return, CONTROL)
    await until(lambda: stage.page.running)
    stage.press(KEY.Key_Escape)
    exchange = await stage.answered()
    assert exchange.failure.kind == "cancelled"
