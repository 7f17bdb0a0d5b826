"""Globals and local files in the table of variables, in a whole window."""

from dataclasses import replace

from PySide6.QtCore import Qt

from tests.ui.stage import KEY, until
from ui.dialogs.environments import EnvironmentDialog


async def open_table(stage, action="environment.edit"):
    stage.window.actions_table[action].trigger()
    return await stage.dialog(EnvironmentDialog)


def columns(dialog):
    model = dialog.model
    return [model.title(name) for name in model.grid.columns()]


def write(dialog, name, column, text):
    if name not in dialog.model.grid.names:
        dialog.model.add(name)
    place = dialog.model.index(dialog.model.grid.names.index(name), columns(dialog).index(column) + 1)
    dialog.model.setData(place, text)
    return place


async def save(stage, dialog):
    dialog.save_button.click()
    await until(lambda: not stage.dialogs(EnvironmentDialog))
    await stage.rest()


async def test_a_global_is_typed_into_its_column_and_used_by_the_next_send(stage):
    dialog = await open_table(stage, "environment.globals")
    assert columns(dialog) == ["Local", "Globals"]
    write(dialog, "greeting", "Globals", "hi")
    await save(stage, dialog)
    assert "greeting" in stage.services.paths.globals.read_text()
    assert stage.window.sidebar.environments.globals.accessibleName() == "Globals, 1 variable"
    stage.type_url("{{base_url}}/anything?x={{greeting}}")
    exchange = await stage.send()
    assert exchange.request.url.endswith("?x=hi")


async def test_a_secret_of_the_globals_goes_to_the_keyring(stage):
    dialog = await open_table(stage, "environment.globals")
    place = write(dialog, "pass", "Globals", "global-canary-7")
    dialog.model.make_secret(place)
    await save(stage, dialog)
    assert "global-canary-7" not in stage.services.paths.globals.read_text()
    stage.type_url("{{base_url}}/anything?x={{pass}}")
    exchange = await stage.send()
    assert exchange.request.url.endswith("?x=global-canary-7")


async def test_an_environment_gets_values_of_this_computer_beside_it(stage):
    dialog = await open_table(stage)
    dialog.local_wanted.emit("Local")
    assert columns(dialog) == ["Local", "Local on this computer", "Globals"]
    assert dialog.model.title(dialog.model.environment(dialog.view.currentIndex().column())) == (
        "Local on this computer"
    )
    write(dialog, "who", "Local on this computer", "me")
    await save(stage, dialog)
    assert "value: me" in stage.saved("environments/Local.local.yml")
    assert "who" not in stage.saved("environments/Local.yml")
    assert "*.local.yml" in stage.saved(".gitignore")
    assert stage.workspace.scope("").look_up("who").source == "environment Local (local)"


async def test_the_order_of_columns_stays_while_the_window_is_open(stage):
    dialog = await open_table(stage)
    dialog.view.move_column(2, 1)
    dialog.reject()
    await stage.rest()
    assert columns(await open_table(stage)) == ["Globals", "Local"]


async def test_the_row_above_the_environments_opens_the_globals(stage):
    stage.window.sidebar.environments.globals.click()
    dialog = await stage.dialog(EnvironmentDialog)
    assert dialog.model.title(dialog.model.environment(dialog.view.currentIndex().column())) == "Globals"
    stage.press(KEY.Key_Escape)


async def test_an_environment_shows_what_it_inherits(stage):
    store = stage.workspace.needed_store()
    added = store.add_environment("Staging")
    store.save_environment(replace(added, extends="Local"))
    stage.workspace.tell()
    dialog = await open_table(stage)
    dialog.local_wanted.emit("Local")
    place = dialog.model.place("base_url", "Staging")
    assert place.data() == dialog.model.place("base_url", "Local").data()
    assert place.data(Qt.ItemDataRole.ToolTipRole).endswith(" from Local")
    dialog.view.go_to(place)
    assert dialog.details._title.text().startswith("From Local, ")
    write(dialog, "base_url", "Local on this computer", "http://mine")
    assert place.data(Qt.ItemDataRole.ToolTipRole) == "http://mine from Local on this computer"
    await save(stage, dialog)
