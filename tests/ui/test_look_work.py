"""Looking at responses in the window: views by the palette, places in them, and what they differ in."""

from tests.ui.stage import ALT, CONTROL, KEY, SHIFT, until
from ui.response.compare import STATUS
from ui.response.pane import BODY, COMPARE


def do(stage, action):
    stage.window.actions_table[action].trigger()


async def test_every_view_can_be_asked_for_where_it_makes_sense(stage):
    await stage.send()
    body = stage.response.body
    for view in ("raw", "hex", "pretty"):
        do(stage, f"response.{view}")
        assert body.view == view
    do(stage, "response.preview")
    assert body.view == "pretty"


async def test_keys_wrap_lines_and_ask_for_one(stage):
    await stage.send()
    wraps = stage.response.body.text.wraps
    stage.press(KEY.Key_Z, ALT)
    assert stage.response.body.text.wraps != wraps
    stage.press(KEY.Key_G, CONTROL)
    assert stage.response.body.texts.go_bar.field.hasFocus()


async def test_the_text_is_folded_and_unfolded_by_keys(stage):
    await stage.send()
    text = stage.response.body.text
    whole = text.visible_text()
    stage.press(KEY.Key_Minus, ALT)
    await until(lambda: text.visible_text() != whole)
    stage.press(KEY.Key_Equal, ALT)
    await until(lambda: text.visible_text() == whole)


async def test_a_response_is_compared_with_the_one_before(stage, playground):
    await stage.send()
    stage.type_url(f"{playground.http}/status/404")
    await stage.send()
    do(stage, "response.compare")
    pane = stage.response
    assert pane.tabs.current == COMPARE
    left, right = pane.compare.sides()
    assert (left.status, right.status) == (200, 404)
    await until(lambda: pane.compare.tabs.badge(STATUS))
    third = await stage.send()
    assert [side.status for side in pane.compare.sides()] == [404, 404]
    assert third.response.status == 404
    pane.compare.swap.setFocus()
    stage.press(KEY.Key_Escape)
    assert pane.tabs.current == BODY


async def test_comparing_before_anything_was_sent_does_nothing(stage):
    do(stage, "response.compare")
    assert stage.response.compare is None


async def test_a_key_asks_for_a_part_and_what_was_asked_is_kept_for_the_next_run(stage):
    await stage.send()
    stage.press(KEY.Key_E, CONTROL | SHIFT)
    bar = stage.response.body.filter.bar
    assert bar.field.hasFocus()
    bar.field.setText("$")
    stage.press(KEY.Key_Return)
    await until(stage.response.body.part.isVisible)
    assert stage.window.kept_layout().filters == (("jsonpath", "$"),)
    assert stage.open("world.yml").response.body.filter.bar.history.texts("jsonpath") == ("$",)
