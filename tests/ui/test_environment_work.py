"""Environments and secrets in a whole window, with the keyring of the operating system."""

import base64
import json

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.files.secrets import Secrets
from tests.ui.stage import ALT, CONTROL, KEY, click, until, write_collection
from ui.dialogs.environments import EnvironmentDialog
from ui.request.editor import AUTH

CANARY = "canary-5f1d0c77-b2"


@pytest.fixture
def auth(stage):
    """The Auth tab, with a scheme chosen as the user does it."""
    return lambda title: choose_auth(stage, title)


def choose_auth(stage, title):
    stage.press(KEY.Key_4, ALT)
    page = stage.page.editor.page(AUTH)
    page.kind.setCurrentText(title)
    page.kind.activated.emit(page.kind.currentIndex())
    return page


def type_into(field, text):
    field.edit.setFocus()
    field.edit.insert(text)
    field.edit.textEdited.emit(text)


def arrived(exchange):
    """The headers of the request as the server saw them, names in lower case."""
    found = json.loads(exchange.response.body.read())
    return {name.lower(): value for name, value in found["headers"]}


async def test_a_typed_token_is_sent_and_kept_in_the_keyring_only(stage, auth):
    type_into(auth("Bearer token").token, CANARY)
    exchange = await stage.send()
    assert arrived(exchange)["authorization"] == f"Bearer {CANARY}"
    assert stage.page.draft.auth.token == "{{token}}"
    assert "name: token" in stage.saved("environments/Local.yml")
    assert "secret: true" in stage.saved("environments/Local.yml")
    assert await stage.workspace.vault.get("Local", "token") == CANARY
    stage.press(KEY.Key_S, CONTROL)
    await stage.rest()
    assert "{{token}}" in stage.saved("hello.yml")
    assert CANARY not in stage.saved("hello.yml") + stage.saved("environments/Local.yml")


async def test_a_replaced_value_stays_the_same_variable(stage, auth):
    token = auth("Bearer token").token
    type_into(token, "first-value")
    await stage.send()
    (replace,) = [action for action in token.menu().actions() if action.text().startswith("Replace")]
    replace.trigger()
    type_into(token, CANARY)
    exchange = await stage.send()
    assert arrived(exchange)["authorization"] == f"Bearer {CANARY}"
    assert stage.page.draft.auth.token == "{{token}}"
    assert stage.saved("environments/Local.yml").count("secret: true") == 1


async def test_without_an_active_environment_the_one_called_default_is_used_again(stage, auth):
    for name in ("Default", ""):
        if name:
            stage.workspace.needed_store().add_environment(name)
        stage.workspace.switch_environment("")
    stage.type_url("https://127.0.0.1:1/")
    type_into(auth("Bearer token").token, CANARY)
    await stage.send()
    assert stage.workspace.environment == "Default"
    assert stage.page.draft.auth.token == "{{token}}"


async def test_leaving_the_field_is_enough(stage, auth):
    type_into(auth("Bearer token").token, CANARY)
    stage.page.line.url.setFocus()
    await stage.rest()
    assert stage.page.draft.auth.token == "{{token}}"


async def test_a_collection_without_environments_gets_one_called_default(open_stage, tmp_path, playground):
    stage = open_stage(write_collection(tmp_path / "shop", environment=False))
    stage.type_url(f"{playground.http}/anything")
    type_into(choose_auth(stage, "Bearer token").token, CANARY)
    exchange = await stage.send()
    assert arrived(exchange)["authorization"] == f"Bearer {CANARY}"
    assert stage.workspace.environment == "Default"
    assert "secret: true" in stage.saved("environments/Default.yml")
    assert stage.window.topbar.environments.text() == "Default"


async def test_a_password_is_named_after_its_user(stage, auth):
    page = auth("Basic")
    page.username.setFocus()
    stage.type("ada")
    type_into(page.password, CANARY)
    exchange = await stage.send()
    expected = base64.b64encode(f"ada:{CANARY}".encode()).decode()
    assert arrived(exchange)["authorization"] == f"Basic {expected}"
    assert stage.page.draft.auth.password == "{{ada_password}}"


async def test_the_value_of_a_secret_can_be_put_into_the_file(stage, auth):
    type_into(auth("Bearer token").token, "plain-on-purpose")
    await stage.send()
    stage.page.editor.page(AUTH).token.plain_wanted.emit()
    await stage.rest()
    assert stage.page.draft.auth.token == "plain-on-purpose"
    stage.press(KEY.Key_S, CONTROL)
    await stage.rest()
    assert "plain-on-purpose" in stage.saved("hello.yml")
    exchange = await stage.send()
    assert arrived(exchange)["authorization"] == "Bearer plain-on-purpose"


async def test_an_edit_by_undo_never_brings_the_literal_back(stage, auth):
    type_into(auth("Bearer token").token, CANARY)
    await stage.send()
    for _ in range(10):
        stage.workspace.drafts.undo(stage.page.key)
        assert CANARY not in repr(stage.page.draft)


class BrokenRing:
    """A keyring that fails at every call."""

    def get_password(self, service, account):
        raise OSError("no bus")

    set_password = delete_password = get_password


async def test_without_a_keyring_it_is_said_once_and_the_value_works_in_this_run(
    open_stage, tmp_path, playground
):
    root = write_collection(tmp_path / "shop", playground.http)
    stage = open_stage(root, secrets=Secrets(BrokenRing()))
    type_into(choose_auth(stage, "Bearer token").token, CANARY)
    for _ in range(2):
        exchange = await stage.send()
        assert arrived(exchange)["authorization"] == f"Bearer {CANARY}"
    assert len(stage.problems) == 1
    assert "this run only" in stage.window.messages.hint()
    assert CANARY not in "".join(place.read_text() for place in root.rglob("*.yml"))


# --- the list and the dialog ----------------------------------------------------------------------


async def test_a_new_environment_is_made_and_active(stage):
    stage.window.actions_table["environment.new"].trigger()
    dialog = await stage.dialog()
    dialog.findChild(QLineEdit).setText("Staging")
    click(dialog, "Create")
    editor = await stage.dialog(EnvironmentDialog)
    editor.close()
    await stage.rest()
    assert stage.workspace.environment == "Staging"
    assert (stage.root / "environments" / "Staging.yml").is_file()
    assert stage.window.topbar.environments.text() == "Staging"


async def test_the_picker_switches_and_the_url_follows(stage):
    stage.window.sidebar.environment_duplicated.emit("Local")
    await stage.rest()
    stage.press(KEY.Key_E, CONTROL)
    names = stage.window.topbar.environments.popup.list
    names.setCurrentIndex(names.model().index(0, 0))
    stage.press(KEY.Key_Return)
    assert stage.workspace.environment == ""
    exchange = await stage.send()
    assert exchange.failure.kind == "variables"
    stage.press(KEY.Key_E, CONTROL)
    names.setCurrentIndex(names.model().index(names.model().row("Local copy"), 0))
    QTest.keyClick(names, KEY.Key_Return)
    assert stage.workspace.environments == ("Local copy",)
    stage.page.line.focus_url()
    assert (await stage.send()).response.status == 200


async def test_the_key_opens_the_picker(stage):
    stage.press(KEY.Key_E, CONTROL)
    popup = stage.window.topbar.environments.popup
    assert popup.isVisible()
    assert popup.list.hasFocus()
    popup.close()


async def test_a_renamed_environment_keeps_its_secrets(stage, auth):
    type_into(auth("Bearer token").token, CANARY)
    await stage.send()
    stage.window.sidebar.environment_renamed.emit("Local", "Here")
    await stage.rest()
    assert stage.workspace.environment == "Here"
    exchange = await stage.send()
    assert arrived(exchange)["authorization"] == f"Bearer {CANARY}"


async def test_a_copied_environment_has_its_own_copy_of_the_secrets(stage, auth):
    type_into(auth("Bearer token").token, CANARY)
    await stage.send()
    stage.window.sidebar.environment_duplicated.emit("Local")
    await stage.rest()
    await stage.workspace.vault.set("Local copy", "token", "another")
    assert await stage.workspace.vault.get("Local", "token") == CANARY


async def test_a_deleted_environment_comes_back_with_its_secrets(stage, auth):
    type_into(auth("Bearer token").token, CANARY)
    await stage.send()
    stage.window.sidebar.environment_deleted.emit("Local")
    assert stage.workspace.environment == ""
    click(stage.window.toast, "Undo")
    assert stage.workspace.environment == "Local"
    exchange = await stage.send()
    assert arrived(exchange)["authorization"] == f"Bearer {CANARY}"


async def test_the_button_of_a_variable_failure_adds_the_names_with_the_keyboard_in_the_value(stage):
    stage.type_url("{{base_url}}/anything/{{nobody}}/{{process.env.NO_SUCH_NAME}}")
    await stage.send()
    click(stage.response.failure, "Define…")
    dialog = await stage.dialog(EnvironmentDialog)
    editor = dialog.view.indexWidget(dialog.view.currentIndex())
    QTest.keyClicks(editor, "somebody")
    QTest.keyClick(editor, KEY.Key_Return)
    await until(dialog.edited)
    click(dialog, "Save")
    await stage.rest()
    assert "name: nobody\n    value: somebody" in stage.saved("environments/Local.yml")
    assert "process.env" not in stage.saved("environments/Local.yml")


async def test_cookies_stay_with_their_environment_until_they_are_cleared(stage, playground):
    stage.type_url("{{base_url}}/cookies/set?taste=sweet")
    await stage.send()
    stage.type_url("{{base_url}}/cookies")
    assert b"sweet" in (await stage.send()).response.body.read()
    stage.window.actions_table["environment.cookies"].trigger()
    assert b"sweet" not in (await stage.send()).response.body.read()
    assert QApplication.activeModalWidget() is None


async def test_local_files_are_kept_out_of_git_on_demand(stage):
    stage.window.actions_table["environment.ignore"].trigger()
    assert "*.local.yml" in stage.saved(".gitignore").splitlines()
