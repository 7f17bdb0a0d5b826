"""Where both sides changed the same thing the user chooses, and nothing is lost on the way."""

import pytest

from tests.ui.stage import CONTROL, HELLO, KEY, click, until
from ui.dialogs.conflict import ConflictDialog
from ui.kit.notice import MessageBar

MINE = "https://example.org/mine"
THEIRS = "https://example.org/theirs"
HELLO_URL = "{{base_url}}/anything?greeting=hello"


def change_outside(stage):
    text = HELLO.replace(f'"{HELLO_URL}"', THEIRS).replace("GET", "PUT")
    (stage.root / "hello.yml").write_text(text)
    return text


async def clash(stage):
    """Edit the URL on both sides; gives the text on disk and the bar that tells of it."""
    stage.type_url(MINE)
    text = change_outside(stage)
    await stage.look_again()
    return text, bar(stage)


def bar(stage):
    return stage.page.findChild(MessageBar)


async def test_the_bar_says_which_fields_both_changed(stage):
    _, shown = await clash(stage)
    assert shown.isVisible()
    assert shown.hint() == "Both sides changed: URL."
    shown.hide()
    await stage.look_again()
    assert not shown.isVisible(), "what the user closed is not said again"


async def test_mine_is_kept_and_saving_writes_it(stage):
    text, shown = await clash(stage)
    click(shown, "Keep mine")
    assert not shown.isVisible()
    assert stage.saved("hello.yml") == text
    stage.press(KEY.Key_S, CONTROL)
    await stage.rest()
    assert f"url: {MINE}" in stage.saved("hello.yml")
    assert "method: GET" in stage.saved("hello.yml")


async def test_theirs_is_taken_and_undo_brings_mine_back(stage):
    text, shown = await clash(stage)
    click(shown, "Take theirs")
    assert stage.page.line.url.text() == THEIRS
    assert not stage.tab("Hello").dirty
    stage.window.actions_table["edit.undo"].trigger()
    assert stage.page.line.url.text() == MINE
    assert stage.saved("hello.yml") == text


async def test_fields_are_chosen_one_by_one_and_the_result_can_be_edited(stage):
    _, shown = await clash(stage)
    click(shown, "Compare field by field…")
    sheet = await stage.dialog(ConflictDialog)
    titles = [row.choice.accessibleName() for row in sheet.rows]
    assert titles == ["URL: Mine", "Method: Theirs"]
    stage.press(KEY.Key_Right)
    click(sheet, "Apply")
    await stage.rest()
    assert (stage.page.draft.method, stage.page.draft.url) == ("PUT", THEIRS)
    assert not shown.isVisible()
    stage.type_url(f"{THEIRS}/more")
    stage.press(KEY.Key_S, CONTROL)
    await stage.rest()
    assert f"{THEIRS}/more" in stage.saved("hello.yml")


async def test_saving_asks_and_saves_what_was_chosen(stage):
    stage.type_url(MINE)
    change_outside(stage)
    stage.press(KEY.Key_S, CONTROL)
    click(await stage.dialog(ConflictDialog), "Save")
    await stage.rest()
    assert f"url: {MINE}" in stage.saved("hello.yml")
    assert "method: PUT" in stage.saved("hello.yml")
    assert not stage.tab("Hello").dirty


async def test_a_question_that_is_cancelled_loses_nothing_and_is_asked_again(stage):
    stage.type_url(MINE)
    theirs = change_outside(stage)
    for _ in range(2):
        stage.press(KEY.Key_S, CONTROL)
        click(await stage.dialog(ConflictDialog), "Cancel")
        await stage.rest()
        assert stage.saved("hello.yml") == theirs
        assert stage.page.draft.url == MINE


@pytest.mark.parametrize("noticed", [True, False])
async def test_a_file_deleted_outside_is_written_again_when_that_is_chosen(stage, noticed):
    stage.type_url(MINE)
    (stage.root / "hello.yml").unlink()
    if noticed:
        await stage.look_again()
        assert "hello.yml was deleted" in bar(stage).sentence()
        click(bar(stage), "Create it again")
    else:
        stage.press(KEY.Key_S, CONTROL)
        click(await stage.dialog(), "Create it again")
        await stage.rest()
    assert MINE in stage.saved("hello.yml")
    assert not stage.tab("Hello").dirty
    assert not bar(stage).isVisible()


async def test_a_file_deleted_outside_leaves_its_tab_until_the_user_closes_it(stage):
    (stage.root / "hello.yml").unlink()
    await stage.look_again()
    assert stage.tab("Hello").dirty
    assert stage.page.draft.url == HELLO_URL
    click(bar(stage), "Close")
    click(await stage.dialog(), "Do not save")
    await stage.rest()
    assert stage.titles() == []


async def test_a_file_that_moved_outside_takes_its_tab_along(stage):
    stage.type_url(MINE)
    (stage.root / "hello.yml").rename(stage.root / "deep" / "moved.yml")
    await stage.look_again()
    assert stage.page.path == "deep/moved.yml"
    assert stage.page.draft.url == MINE
    assert not bar(stage).isVisible()


async def test_of_two_windows_on_one_folder_the_second_to_save_is_asked(stage, open_stage, tmp_path):
    other = open_stage(stage.root, home=tmp_path / "other home")
    other.type_url("https://example.org/other")
    stage.window.activateWindow()
    stage.type_url(MINE)
    stage.window.requests.save()
    await stage.rest()
    other.window.requests.save()
    click(await other.dialog(ConflictDialog), "Cancel")
    await other.rest()
    assert MINE in stage.saved("hello.yml")
    assert other.page.draft.url == "https://example.org/other"


async def test_a_broken_file_is_told_on_the_page_of_its_draft(stage):
    stage.type_url(MINE)
    (stage.root / "hello.yml").write_text("info:\n  name: Hello\n  type: http: x\n")
    await until(lambda: bar(stage).isVisible())
    assert "hello.yml, line 3" in bar(stage).sentence()
    (stage.root / "hello.yml").write_text(HELLO)
    await stage.look_again()
    assert not bar(stage).isVisible()
    assert stage.page.draft.url == MINE
