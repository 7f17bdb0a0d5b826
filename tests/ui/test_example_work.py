"""A response becomes an example of its request, which is shown, renamed, deleted and brought back."""

from PySide6.QtWidgets import QLineEdit, QMenu

from app.model.example import Example, ExampleResponse
from tests.ui.stage import click, until
from ui.example_work import title_of
from ui.response.pane import TIMELINE

OLD = Example("Old", "As it was.", response=ExampleResponse(404, "Not Found", kind="json", text='{"a": 1}'))


def entry(menu, *words):
    """The action at the end of these words of a menu."""
    for word in words[:-1]:
        menu = next(each for each in menu.findChildren(QMenu) if each.title() == word)
    return next(each for each in menu.actions() if each.text() == words[-1])


def names(stage, path="hello.yml"):
    return [example.name for example in stage.window.examples.examples.of(path)]


async def answer(stage, text, button):
    dialog = await stage.dialog()
    dialog.findChild(QLineEdit).setText(text)
    click(dialog, button)
    await stage.rest()


async def have_old(stage):
    stage.open("hello.yml")
    stage.workspace.store.save_examples("hello.yml", (OLD,))
    stage.workspace.tell()


async def test_a_response_is_saved_under_the_name_that_was_asked_for(stage):
    stage.open("hello.yml")
    await stage.send()
    entry(stage.window.examples.menu(stage.page), "Save as an example…").trigger()
    dialog = await stage.dialog()
    assert dialog.findChild(QLineEdit).text() == "200 OK"
    await answer(stage, "Hello back", "Save")
    assert names(stage) == ["Hello back"]
    text = stage.saved("hello.yml")
    assert "# the greeting" in text
    assert "name: Hello back" in text
    assert not stage.tab("Hello").dirty


async def test_a_request_without_a_file_is_told_to_be_saved_first(stage):
    stage.window.requests.new()
    stage.page.show_example(stage.window.examples.examples.exchange(OLD), "x")
    stage.window.actions_table["response.example"].trigger()
    await until(lambda: stage.window.messages.isVisible())
    assert stage.window.messages.sentence() == "The request has no file yet."


async def test_an_example_is_shown_and_left_again(stage):
    await have_old(stage)
    sent = await stage.send()
    entry(stage.window.examples.menu(stage.page), "Examples", "Old", "Show").trigger()
    await until(lambda: stage.response.body.text.visible_text().startswith("{"))
    assert stage.response.partial.sentence() == "Example: Old"
    assert stage.response.partial.hint() == "As it was."
    assert stage.page.exchange.response.body.read() == b'{"a": 1}'
    stage.response.partial.chosen.emit(0)
    assert stage.page.exchange is sent
    assert stage.response.partial.isHidden()


async def test_an_example_has_no_timeline_and_is_left_with_its_line(stage):
    await have_old(stage)
    sent = await stage.send()
    stage.response.tabs.set_current(TIMELINE)
    assert stage.response.timeline.isVisible()
    stage.window.examples.show(stage.page, 0)
    assert not stage.response.timeline.isVisible()
    stage.response.partial.dismissed.emit()
    assert stage.page.exchange is sent
    assert stage.response.timeline.isVisible()


async def test_an_example_can_be_looked_at_before_anything_was_sent(stage):
    await have_old(stage)
    stage.window.examples.show(stage.page, 0)
    assert stage.page.exchange.response.status == 404
    stage.response.example_closed.emit()
    assert stage.page.exchange is None


async def test_an_example_is_renamed_and_described(stage):
    await have_old(stage)
    entry(stage.window.examples.menu(stage.page), "Examples", "Old", "Rename…").trigger()
    await answer(stage, "New & better", "Rename")
    entry(stage.window.examples.menu(stage.page), "Examples", "New && better", "Describe…").trigger()
    await answer(stage, "Since May", "Save")
    (found,) = stage.window.examples.examples.of("hello.yml")
    assert (found.name, found.description) == ("New & better", "Since May")


async def test_a_deleted_example_comes_back(stage):
    await have_old(stage)
    entry(stage.window.examples.menu(stage.page), "Examples", "Old", "Delete").trigger()
    assert names(stage) == []
    assert "examples" not in stage.saved("hello.yml")
    stage.window.toast.acted.emit()
    assert names(stage) == ["Old"]


async def test_examples_are_sides_of_a_comparison(stage):
    missing = Example("Gone", response=ExampleResponse(200, file="examples/gone.bin"))
    stage.workspace.store.save_examples("hello.yml", (OLD, missing))
    (side,) = stage.window.examples.sides("hello.yml")
    assert side.title == "Example: Old"
    assert side.payload.read() == b'{"a": 1}'


async def test_the_menu_offers_only_what_there_is(stage):
    stage.open("hello.yml")
    menu = stage.window.examples.menu(stage.page)
    enabled = {each.text(): each.isEnabled() for each in menu.actions() if each.text()}
    assert set(enabled.values()) == {False}
    stage.window.actions_table["response.more"].trigger()
    shown = [each for each in stage.window.findChildren(QMenu) if each.isVisible()]
    assert shown
    for each in (menu, *shown):
        each.close()


def test_an_example_without_a_name_has_its_status():
    assert title_of(Example(response=ExampleResponse(404))) == "404 Not Found"
