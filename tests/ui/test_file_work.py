"""A file that cannot be read is shown as text with the place of the mistake, and mended there."""

import pytest

from tests.ui.stage import CONTROL, HELLO, KEY, WORLD, click, until
from ui.kit.notice import MessageBar
from ui.sidebar.place import Place
from ui.sidebar.problems import ProblemLine

BROKEN = "info:\n  name: Hello\n  type: http\n\nhttp:\n  url: x: y\n"
MERGED = HELLO.replace(
    "  method: GET\n", "<<<<<<< HEAD\n  method: GET\n=======\n  method: PUT\n>>>>>>> other\n"
)
SCRIPT = "type: script\nscript: |-\n  console.log(1)\n"


@pytest.fixture
def break_file(stage):
    """Write a text into a file outside, let the window see it, and open it there."""

    async def break_one(path, text):
        (stage.root / path).write_bytes(text if isinstance(text, bytes) else text.encode())
        await stage.look_again()
        stage.window.requests.open(path)
        return stage.window.desk.file

    return break_one


async def test_a_broken_file_is_opened_as_text_at_the_place_of_the_mistake(stage, break_file):
    page = await break_file("broken.yml", BROKEN)
    assert page.text.text() == BROKEN
    assert "broken.yml, line 6" in page.bar.sentence()
    assert page.text.textCursor().blockNumber() == 5
    assert stage.titles()[-1] == "broken.yml"
    assert stage.page is None


async def test_a_mended_file_becomes_a_request_where_its_text_was(stage, break_file):
    page = await break_file("broken.yml", BROKEN)
    page.text.setFocus()
    stage.press(KEY.Key_A, CONTROL)
    page.text.insertPlainText(WORLD)
    await until(lambda: page.bar.sentence() == "This can be read now.")
    assert stage.tab("broken.yml").dirty
    stage.press(KEY.Key_S, CONTROL)
    await stage.rest()
    assert stage.saved("broken.yml") == WORLD
    assert stage.page.key == "broken.yml"
    assert stage.page.draft.method == "POST"
    assert stage.workspace.collection.find("broken.yml").name == "World"


async def test_a_file_may_be_saved_while_it_is_still_broken(stage, break_file):
    page = await break_file("broken.yml", BROKEN)
    page.text.insertPlainText("# ")
    stage.press(KEY.Key_S, CONTROL)
    await stage.rest()
    assert stage.saved("broken.yml").count("# ") == 1
    assert stage.window.desk.file is page
    assert not stage.tab("broken.yml").dirty


@pytest.mark.parametrize(("side", "method"), [("Take ours", "GET"), ("Take theirs", "PUT")])
async def test_one_side_of_a_merge_is_taken_with_a_button(stage, break_file, side, method):
    page = await break_file("merged.yml", MERGED)
    assert "unsolved merge conflict" in page.bar.sentence()
    click(page, side)
    assert page.text.text() == HELLO.replace("GET", method)
    assert stage.saved("merged.yml") == MERGED
    stage.press(KEY.Key_S, CONTROL)
    await stage.rest()
    assert stage.page.draft.method == method


async def test_a_file_that_is_mended_outside_becomes_a_request_too(stage, break_file):
    await break_file("broken.yml", BROKEN)
    (stage.root / "broken.yml").write_text(WORLD)
    await stage.look_again()
    assert stage.page.key == "broken.yml"


async def test_what_changed_outside_meanwhile_is_asked_about_before_it_is_written_over(stage, break_file):
    page = await break_file("broken.yml", BROKEN)
    page.text.insertPlainText("# mine\n")
    (stage.root / "broken.yml").write_text(BROKEN + "# theirs\n")
    stage.press(KEY.Key_S, CONTROL)
    click(await stage.dialog(), "Cancel")
    await stage.rest()
    assert "# theirs" in stage.saved("broken.yml")
    assert "# mine" in page.text.text()
    stage.press(KEY.Key_S, CONTROL)
    click(await stage.dialog(), "Keep mine")
    await stage.rest()
    assert "# mine" in stage.saved("broken.yml")


async def test_closing_asks_about_what_was_typed(stage, break_file):
    page = await break_file("broken.yml", BROKEN)
    page.text.insertPlainText("# mine\n")
    stage.press(KEY.Key_W, CONTROL)
    click(await stage.dialog(), "Do not save")
    await stage.rest()
    assert stage.titles() == ["Hello"]
    assert stage.saved("broken.yml") == BROKEN


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"x" * (9 << 20)])
async def test_what_is_no_text_is_named_and_not_touched(stage, break_file, text):
    page = await break_file("broken.yml", text)
    assert "broken.yml" in page.bar.sentence()
    assert page.text.isReadOnly()
    assert (stage.root / "broken.yml").read_bytes() == text


@pytest.mark.parametrize(("kind", "words"), [("app", "an app"), ("grpc", "a gRPC request")])
async def test_the_kind_of_a_file_is_said_in_words(stage, break_file, kind, words):
    page = await break_file("kept.yml", f"info:\n  name: kept\n  type: {kind}\n")
    assert page.bar.sentence() == f"kept.yml is {words}, which Sonde keeps but cannot send yet."


async def test_a_kind_that_is_not_edited_yet_is_shown_as_text(stage, break_file):
    page = await break_file("script.yml", SCRIPT)
    assert page.bar.sentence() == "script.yml is a script, which Sonde keeps but cannot send yet."
    page.text.go_to(3, 3)
    page.text.insertPlainText("// ")
    stage.press(KEY.Key_S, CONTROL)
    await stage.rest()
    assert stage.saved("script.yml") == SCRIPT.replace("console", "// console")


async def test_the_file_behind_a_draft_without_edits_is_opened_from_its_bar(stage):
    (stage.root / "hello.yml").write_text(BROKEN)
    await stage.look_again()
    click(stage.page.findChild(MessageBar), "Edit the file")
    assert stage.window.desk.file.text.text() == BROKEN


async def test_the_tree_shows_which_file_is_in_front(stage, break_file):
    await break_file("broken.yml", BROKEN)
    assert stage.window.sidebar.tree.selected() == (Place(str(stage.root), "broken.yml"),)
    assert stage.window.windowTitle().startswith("broken.yml")
    stage.window.desk.step(-1)
    assert stage.window.sidebar.tree.selected() == (Place(str(stage.root), "hello.yml"),)


async def test_a_file_that_is_no_item_is_opened_from_the_list_of_problems(stage):
    (stage.root / "environments" / "Local.yml").write_text("name: [")
    await stage.look_again()
    (line,) = stage.window.sidebar.findChildren(ProblemLine)
    line.click()
    assert stage.window.desk.file.text.text() == "name: ["


async def test_text_that_was_typed_into_a_broken_file_is_there_in_the_next_run(stage, break_file, open_stage):
    page = await break_file("broken.yml", BROKEN)
    page.text.setFocus()
    stage.type("# mine ")
    kept = stage.window.kept_layout()
    await stage.close()
    after = open_stage(stage.root, fresh=False, layout=kept)
    page = after.window.desk.file
    assert page.tab.key == "broken.yml"
    assert "# mine " in page.text.text()
    assert after.tab("broken.yml").dirty
    after.press(KEY.Key_S, CONTROL)
    await after.rest()
    assert "# mine " in after.saved("broken.yml")
    assert after.workspace.drafts.texts() == {}


async def test_a_kept_text_asks_before_it_takes_the_place_of_a_newer_file(stage, break_file, open_stage):
    page = await break_file("broken.yml", BROKEN)
    page.text.insertPlainText("# mine ")
    kept = stage.window.kept_layout()
    await stage.close()
    (stage.root / "broken.yml").write_text(BROKEN + "# theirs\n")
    after = open_stage(stage.root, fresh=False, layout=kept)
    page = after.window.desk.file
    assert page.bar.sentence() == "broken.yml was changed by another program since this was typed."
    after.window.requests.save()
    dialog = await after.dialog()
    click(dialog, "Cancel")
    await after.rest()
    assert "# theirs" in after.saved("broken.yml")
    assert "# mine " in page.text.text()


async def test_text_that_is_given_up_does_not_come_back(stage, break_file, open_stage):
    page = await break_file("broken.yml", BROKEN)
    page.text.insertPlainText("# mine ")
    stage.press(KEY.Key_W, CONTROL)
    click(await stage.dialog(), "Do not save")
    await stage.rest()
    await stage.close()
    after = open_stage(stage.root, fresh=False)
    assert after.window.desk.file is None


async def test_a_file_that_was_no_text_can_be_edited_once_it_is_one(stage, break_file):
    page = await break_file("broken.yml", BROKEN.encode("utf-16"))
    assert page.text.isReadOnly()
    (stage.root / "broken.yml").write_text(BROKEN)
    await stage.look_again()
    assert page.text.text() == BROKEN
    assert not page.text.isReadOnly()
