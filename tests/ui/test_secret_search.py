"""Secrets that stand in files are found, opened and moved, and the window is free meanwhile."""

import pytest

from tests.ui.stage import KEY, until, write_collection
from ui.dialogs.environments import EnvironmentDialog
from ui.dialogs.folder import FolderDialog
from ui.dialogs.secret_findings import PLACE, VALUE, SecretFindings

TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345"
HEADERS = f"""\
  headers: # kept
    - name: Authorization
      value: Bearer {TOKEN}
"""
VARIABLE = f"""\
  - name: spare
    value: {TOKEN[:-1]}9
"""


@pytest.fixture
def leaky(open_stage, tmp_path, playground):
    """A window over a collection with a token in a request and another one in its environment."""
    root = write_collection(tmp_path / "shop", playground.http)
    for path, text in (("hello.yml", HEADERS), ("environments/Local.yml", VARIABLE)):
        (root / path).write_text((root / path).read_text() + text)
    return open_stage(root)


async def searched(stage):
    stage.window.actions_table["secret.find"].trigger()
    sheet = await stage.dialog(SecretFindings)
    await until(lambda: "in 2 files" in sheet.sentence.text() or "No secret" in sheet.sentence.text())
    return sheet


def cells(sheet):
    rows = sheet.table.rows
    return [[rows.index(row, column).data() for column in (1, 2, 3, 4)] for row in range(rows.rowCount())]


def press(sheet, qtbot, row, column):
    sheet.table.setCurrentIndex(sheet.table.rows.index(row, column))
    qtbot.keyClick(sheet.table, KEY.Key_Return)


async def test_they_are_listed_masked_with_their_places(leaky):
    sheet = await searched(leaky)
    assert [row[0] for row in cells(sheet)] == ["environments/Local.yml:7", "hello.yml:13"]
    assert TOKEN[:8] not in str(cells(sheet))
    sheet.close()


async def test_a_value_is_read_when_it_shall_be_seen(leaky, qtbot):
    sheet = await searched(leaky)
    press(sheet, qtbot, 1, VALUE)
    assert cells(sheet)[1][2] == TOKEN
    sheet.close()


async def test_enter_opens_the_request_and_the_environment(leaky, qtbot):
    sheet = await searched(leaky)
    leaky.open("world.yml")
    press(sheet, qtbot, 1, PLACE)
    assert leaky.page.path == "hello.yml"
    press(sheet, qtbot, 0, PLACE)
    (await leaky.dialog(EnvironmentDialog)).close()
    sheet.close()


async def test_moving_them_leaves_names_in_the_files_and_the_rest_as_it_was(leaky):
    before = leaky.saved("hello.yml")
    sheet = await searched(leaky)
    sheet.move_button.click()
    await until(lambda: sheet.sentence.text() == "No secret found.")
    await until(sheet.bar.isVisible)
    assert sheet.bar.sentence() == "Moved 2 secrets to the keyring."
    assert leaky.saved("hello.yml") == before.replace(f"Bearer {TOKEN}", "Bearer {{authorization}}")
    assert "secret: true" in leaky.saved("environments/Local.yml")
    assert TOKEN[:-1] not in leaky.saved("environments/Local.yml")
    assert await leaky.workspace.vault.get("Local", "authorization") == TOKEN
    assert await leaky.workspace.vault.get("Local", "spare") == TOKEN[:-1] + "9"
    sheet.close()


async def test_a_file_that_changed_meanwhile_is_told(leaky, qtbot):
    sheet = await searched(leaky)
    (leaky.root / "hello.yml").write_text("info:\n  name: Hello\n  type: http\n")
    press(sheet, qtbot, 1, VALUE)
    assert "hello.yml" in leaky.window.messages.sentence()
    sheet.close()


async def test_a_search_ends_with_its_sheet(leaky):
    leaky.window.actions_table["secret.find"].trigger()
    sheet = await leaky.dialog(SecretFindings)
    sheet.close()
    await leaky.rest()


async def test_settings_open_from_files_with_the_other_ending_too(open_stage, tmp_path, playground):
    root = write_collection(tmp_path / "shop", playground.http)
    (root / "opencollection.yml").rename(root / "opencollection.yaml")
    with (root / "opencollection.yaml").open("a") as file:
        file.write(f"docs: {TOKEN}\n")
    stage = open_stage(root)
    stage.window.actions_table["secret.find"].trigger()
    sheet = await stage.dialog(SecretFindings)
    await until(lambda: sheet.table.rows.rowCount() == 1)
    sheet.open_wanted.emit("opencollection.yaml")
    assert await stage.dialog(FolderDialog)
