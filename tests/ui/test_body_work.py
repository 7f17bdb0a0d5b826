"""Large texts become files beside the request, and what is declined is not lost."""

from app.model.body import FileBody, TextBody
from tests.ui.stage import click, until

LARGE = '{"id": {{id}}}\n' * 150_000


async def test_a_large_text_becomes_a_file_of_the_collection_and_the_body(stage):
    stage.open("world.yml")
    stage.page.editor.large_text.emit(LARGE)
    dialog = await stage.dialog()
    assert dialog.accessibleName() == "This text is 2.2 MB. Keep it as a file beside the request?"
    assert "{{names}} in it are not replaced" in dialog.accessibleDescription()
    click(dialog, "Keep as a file")
    await stage.rest()
    assert stage.page.draft.body == FileBody("bodies/world.json", "application/json")
    assert stage.saved("bodies/world.json") == LARGE


async def test_a_new_request_keeps_its_file_with_the_programs_data(stage):
    stage.window.requests.new()
    stage.page.editor.large_text.emit(LARGE)
    click(await stage.dialog(), "Keep as a file")
    await stage.rest()
    path = stage.services.paths.data / "bodies" / "body.txt"
    assert stage.page.draft.body == FileBody(str(path), "text/plain; charset=utf-8")
    assert path.read_text() == LARGE


async def test_a_text_that_is_declined_is_put_aside(stage):
    stage.open("world.yml")
    stage.page.editor.large_text.emit(LARGE)
    click(await stage.dialog(), "Cancel")
    await stage.rest()
    assert stage.page.draft.body == TextBody("json", '{"a": 1}')
    assert (stage.services.paths.data / "bodies" / "world.json").read_text() == LARGE
    assert "was put aside" in stage.window.toast.text()


async def test_the_text_of_a_file_is_edited(stage):
    stage.open("world.yml")
    (stage.root / "a.json").write_bytes(b"\xef\xbb\xbf[1.00]")
    page = stage.page.editor.body_page()
    page.take(FileBody("a.json"))
    page.file.edit.click()
    await stage.rest()
    assert stage.page.draft.body == TextBody("json", "[1.00]")


async def test_a_file_that_is_no_utf8_stays_a_file(stage):
    stage.open("world.yml")
    (stage.root / "a.json").write_bytes(b"[\xff]")
    page = stage.page.editor.body_page()
    page.take(FileBody("a.json"))
    page.file.edit.click()
    await until(lambda: stage.window.messages.isVisible())
    assert stage.window.messages.sentence() == "a.json is not UTF-8 text: byte 2 cannot be read."
    assert stage.page.draft.body == FileBody("a.json")
