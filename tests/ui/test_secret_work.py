"""Secrets without a value are asked for once; the list sets, shows, copies and deletes their values."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from app import paths
from app.files.secrets import Secrets
from tests.ui.stage import CONTROL, KEY, SHIFT, click, until, write_collection
from ui.dialogs.secret_field import SecretField
from ui.dialogs.secret_form import SecretForm
from ui.dialogs.secret_list import SecretList
from ui.kit.button import PlainButton
from ui.request.editor import HEADERS

CANARY = "canary-71b3-secret-value"
SECRETS = """\
  - secret: true
    name: token
    description: From the team's safe.
  - secret: true
    name: other
"""
HEADER = """\
  headers:
    - name: X-Api-Key
      value: "{{token}}"
"""


@pytest.fixture
def cloned(open_stage, tmp_path, playground):
    """A window over a collection that a colleague made: it names two secrets, of which one is sent."""
    root = write_collection(tmp_path / "shop", playground.http)
    environment = root / "environments" / "Local.yml"
    environment.write_text(environment.read_text() + SECRETS)
    hello = root / "hello.yml"
    hello.write_text(hello.read_text() + HEADER)
    return open_stage(root)


def arrived(exchange):
    found = json.loads(exchange.response.body.read())
    return {name.lower(): value for name, value in found["headers"]}


def type_into(form, name, text):
    (field,) = [field for missing, field in form.fields.items() if missing.name == name]
    field.setFocus()
    field.insert(text)


async def test_opening_a_collection_says_quietly_what_is_missing_and_offers_to_set_it(cloned):
    cloned.window.secrets.notice(cloned.workspace)
    await cloned.rest()
    bar = cloned.window.messages
    assert bar.sentence() == "2 secrets of Stage have no value on this computer."
    assert bar.hint() == "token, other"
    next(button for button in bar.findChildren(PlainButton) if button.text() == "Set them…").click()
    form = await cloned.dialog(SecretForm)
    type_into(form, "token", CANARY)
    form.accept_button.click()
    await cloned.rest()
    assert await cloned.workspace.vault.get("Local", "token") == CANARY
    assert not bar.isVisible()


async def test_nothing_is_said_where_nothing_is_missing(stage):
    stage.window.secrets.notice(stage.workspace)
    await stage.rest()
    assert not stage.window.messages.isVisible()


async def test_nothing_is_said_of_a_sample(open_stage, playground, tmp_path):
    root = write_collection(paths.find(tmp_path / "home").data / "samples" / "shop", playground.http)
    environment = root / "environments" / "Local.yml"
    environment.write_text(environment.read_text() + SECRETS)
    stage = open_stage(root)
    stage.window.secrets.notice(stage.workspace)
    await stage.rest()
    assert not stage.window.messages.isVisible()


async def test_a_send_that_needs_a_secret_asks_for_all_and_then_sends(cloned):
    cloned.press(KEY.Key_Return, CONTROL)
    form = await cloned.dialog(SecretForm)
    assert [missing.name for missing in form.fields] == ["token", "other"]
    assert form.focusWidget().accessibleName() == "Value of token in Local"
    type_into(form, "token", CANARY)
    form.accept_button.click()
    exchange = await cloned.answered()
    assert arrived(exchange)["x-api-key"] == CANARY
    files = "".join(path.read_text() for path in cloned.root.rglob("*.yml"))
    assert CANARY not in files


async def test_what_is_skipped_is_not_asked_for_again_but_the_button_does(cloned):
    cloned.press(KEY.Key_Return, CONTROL)
    form = await cloned.dialog(SecretForm)
    form.skip_button.click()
    exchange = await cloned.answered()
    assert exchange.failure.kind == "secrets"
    assert "token" in exchange.failure.title
    exchange = await cloned.send()
    assert exchange.failure.kind == "secrets"
    assert not cloned.dialogs(SecretForm)
    cloned.page.response.failure.secrets.click()
    form = await cloned.dialog(SecretForm)
    type_into(form, "token", CANARY)
    form.accept_button.click()
    await cloned.rest()
    exchange = await cloned.answered()
    assert arrived(exchange)["x-api-key"] == CANARY


async def test_escape_while_asked_sends_nothing(cloned):
    cloned.press(KEY.Key_Return, CONTROL)
    form = await cloned.dialog(SecretForm)
    form.reject()
    exchange = await cloned.answered()
    assert exchange.response is None


# --- the list -------------------------------------------------------------------------------------


async def open_list(stage):
    stage.window.actions_table["secret.list"].trigger()
    sheet = await stage.dialog(SecretList)
    await until(lambda: sheet.table.rows.rowCount() or "No secret" in sheet.words.text())
    return sheet


def words(sheet):
    rows = sheet.table.rows
    return [[rows.index(row, column).data() for column in (1, 2, 3)] for row in range(rows.rowCount())]


async def test_the_list_sets_shows_copies_and_deletes(cloned, qtbot):
    sheet = await open_list(cloned)
    assert words(sheet) == [["Local", "token", "no value here"], ["Local", "other", "no value here"]]
    sheet.set_button.click()
    field = sheet.findChild(SecretField)
    qtbot.keyClicks(field, CANARY)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    await cloned.rest()
    assert await cloned.workspace.vault.get("Local", "token") == CANARY
    assert words(sheet)[0][2].endswith("in the keyring")
    sheet.show_button.click()
    await cloned.rest()
    assert words(sheet)[0][2] == CANARY
    sheet.copy_button.click()
    await cloned.rest()
    assert QGuiApplication.clipboard().text() == CANARY
    QGuiApplication.clipboard().clear()
    sheet.delete_button.click()
    question = await until(
        lambda: next((each for each in sheet.findChildren(QDialog) if each.isVisible()), None)
    )
    click(question, "Delete")
    await cloned.rest()
    assert words(sheet)[0][2] == "no value here"
    assert await cloned.workspace.vault.get("Local", "token") is None
    sheet.close()


class LockedRing:
    """A keyring that fails at every call."""

    def get_password(self, service, account):
        raise OSError("locked")

    set_password = delete_password = get_password


async def test_the_list_tells_that_the_keyring_cannot_be_used(open_stage, tmp_path):
    root = write_collection(tmp_path / "shop", "http://127.0.0.1:1")
    environment = root / "environments" / "Local.yml"
    environment.write_text(environment.read_text() + SECRETS)
    stage = open_stage(root, secrets=Secrets(LockedRing()))
    sheet = await open_list(stage)
    assert "failed" in sheet.bar.sentence()
    assert "this run only" in sheet.bar.hint()
    sheet.close()


# --- the offer ------------------------------------------------------------------------------------


async def test_a_header_that_looks_like_a_secret_is_moved_by_the_keys(stage):
    stage.press(KEY.Key_2, Qt.KeyboardModifier.AltModifier)
    table = stage.page.editor.page(HEADERS).table
    table.view.edit_cell(0, 1)
    stage.type("Authorization")
    stage.press(KEY.Key_Tab)
    stage.type(f"Bearer {CANARY}")
    stage.press(KEY.Key_K, CONTROL | SHIFT)
    await stage.rest()
    (header,) = stage.page.draft.headers
    assert header.value == "Bearer {{authorization}}"
    assert await stage.workspace.vault.get("Local", "authorization") == CANARY
    exchange = await stage.send()
    assert arrived(exchange)["authorization"] == f"Bearer {CANARY}"


async def test_the_login_of_a_url_and_its_parameters_are_moved_together(stage, playground):
    stage.type_url(f"{playground.http.replace('://', '://ada:' + CANARY + '@')}/anything?api_key={CANARY}")
    assert stage.page.line.offer.shown
    stage.window.actions_table["secret.move"].trigger()
    await stage.rest()
    assert CANARY not in stage.page.draft.url
    assert stage.page.draft.url.count("{{") == 2
    assert not stage.page.line.offer.shown


async def test_a_request_of_no_collection_keeps_its_literal_and_can_be_sent(stage):
    stage.window.collections.leave()
    stage.window.requests.new()
    assert stage.workspace.collection is None
    stage.type_url("https://ada:s3cr3t-login@127.0.0.1:1/")
    stage.press(KEY.Key_K, CONTROL | SHIFT)
    await stage.rest()
    assert "s3cr3t-login" in stage.page.draft.url
    assert "No collection" in stage.window.messages.sentence()
    assert (await stage.send()).failure.kind == "connect"
