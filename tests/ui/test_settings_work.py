"""Settings in a whole window: they hold at once, are written, and a certificate can be let through."""

import json

from PySide6.QtWidgets import QDialog, QSpinBox

from tests.ui.stage import CONTROL, KEY, click, until
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.shortcuts import ShortcutsDialog


async def test_an_unverified_host_is_let_through_by_the_button_and_no_other_host_is(stage, playground):
    stage.type_url(f"{playground.https}/anything")
    exchange = await stage.send()
    assert exchange.failure.kind == "tls"
    assert exchange.failure.title.endswith(".")
    click(stage.response.failure, "Do not verify this host")
    exchange = await stage.answered()
    assert exchange.response.status == 200
    assert exchange.connection.verified is False
    assert stage.services.settings.unverified_hosts == (playground.https.removeprefix("https://"),)
    stage.type_url(f"{playground.expired}/anything")
    assert (await stage.send()).failure.kind == "tls"


def set_time_limit(dialog, milliseconds):
    (box,) = [each for each in dialog.findChildren(QSpinBox) if each.accessibleName() == "Whole exchange"]
    box.setValue(milliseconds)


async def test_a_setting_holds_at_once_and_is_written(stage):
    stage.press(KEY.Key_Comma, CONTROL)
    dialog = await stage.dialog(SettingsDialog)
    set_time_limit(dialog, 250)
    dialog.close()
    stage.type_url("{{base_url}}/delay/5")
    exchange = await stage.send()
    assert exchange.failure.kind == "timeout"
    assert json.loads((stage.home / "config" / "settings.json").read_text()) == {"timeout": 250}


async def test_settings_that_cannot_be_written_hold_for_this_run_and_it_is_told(stage):
    stage.home.mkdir(exist_ok=True)
    (stage.home / "config").write_text("a file where the folder should be")
    stage.press(KEY.Key_Comma, CONTROL)
    dialog = await stage.dialog(SettingsDialog)
    set_time_limit(dialog, 250)
    dialog.close()
    assert "settings.json" in stage.window.messages.sentence()
    assert stage.services.settings.timeout == 250


async def test_the_sheet_of_shortcuts_opens_by_its_key(stage):
    stage.press(KEY.Key_Slash, CONTROL)
    (await stage.dialog(ShortcutsDialog)).close()


async def test_dialogs_are_gone_after_they_are_closed(stage):
    for _ in range(2):
        for action in ("app.settings", "help.shortcuts", "help.about"):
            stage.window.actions_table[action].trigger()
            (await stage.dialog()).close()
    await until(lambda: not stage.window.findChildren(QDialog))
