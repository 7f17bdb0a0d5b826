"""A copy of a collection begins with the secrets and cookies of the first one, and then has its own."""

from dataclasses import replace

from app.model.auth import BearerAuth
from app.model.environment import Variable
from app.model.request import Request


async def test_a_copy_has_secrets_and_cookies_of_its_own(workspace, open_workspace, tmp_path):
    store = workspace.needed_store()
    local = store.collection.environment("Local")
    secret = Variable("token", secret=True)
    store.save_environment(replace(local, variables=(*local.variables, secret)))
    await workspace.vault.set("Local", "token", "canary-of-the-first")
    jar = workspace.services.jars.get(workspace.local, "Local")
    jar.store("http://shop.test/", ["taste=sweet; Max-Age=3600"])
    workspace.services.jars.write(workspace.local, "Local")

    await workspace.save_as(tmp_path / "copy")
    copied_jar = workspace.services.jars.get(workspace.local, "Local")
    assert await workspace.vault.get("Local", "token") == "canary-of-the-first"
    assert copied_jar.header_for("http://shop.test/") == "taste=sweet"

    await workspace.vault.set("Local", "token", "canary-of-the-copy")
    copied_jar.clear()
    first = open_workspace()
    assert first.local != workspace.local
    assert await first.vault.get("Local", "token") == "canary-of-the-first"
    assert first.services.jars.get(first.local, "Local").header_for("http://shop.test/") == "taste=sweet"


async def test_edits_go_on_in_the_copy_alone(workspace, edit, open_workspace, tmp_path):
    edit("one.yml", "https://example.org/typed")
    workspace.drafts.flush()
    await workspace.save_as(tmp_path / "copy")
    await workspace.services.close()
    assert open_workspace().drafts.restore() == {}
    assert set(workspace.drafts.restore()) == {"one.yml"}


async def test_what_shall_stay_in_the_file_is_not_asked_again_in_the_copy(workspace, tmp_path):
    request = Request("One", auth=BearerAuth("canary-kept"))
    workspace.plain.keep("one.yml", workspace.plain.to_ask("one.yml", request))
    await workspace.save_as(tmp_path / "copy")
    assert workspace.plain.to_ask("one.yml", request) == ()
    assert workspace.plain.to_ask("two.yml", request)
