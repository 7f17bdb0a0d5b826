"""What is open and what is done with it, without a window: files, drafts, secrets, sending, the end."""

from dataclasses import replace

import pytest

from app import paths
from app.errors import AppError, Conflict, InvalidRequest, UnknownVariables, UnreadableFile
from app.model.auth import BearerAuth
from app.model.collection import Defaults
from app.model.environment import Environment, Variable
from app.model.options import ClientCertificate, HostCertificate, Options, Proxy
from app.model.request import Request
from app.settings import Settings
from app.workspace import Services, Workspace
from app.workspace.drafts import NEW
from app.workspace.environments import change_environment, keep_secret, rename_environment

NEW_URL = "https://example.org/edited"


def test_a_save_is_told_and_the_draft_is_clean(workspace, edit):
    edit("one.yml", NEW_URL)
    heard = []
    workspace.changed.connect(heard.append)
    workspace.save("one.yml")
    assert heard[-1].find("one.yml").request.url == NEW_URL
    assert workspace.drafts.dirty() == ()


def test_nothing_is_saved_without_a_collection(tmp_path):
    workspace = Workspace(Services(paths.find(tmp_path)))
    key = workspace.drafts.new(Request(url=NEW_URL))
    with pytest.raises(AppError, match="No collection is open"):
        workspace.save_new(key, "x", "")
    assert workspace.drafts[key].current.url == NEW_URL


def test_a_new_request_takes_its_draft_along(workspace):
    key = workspace.drafts.new(Request(url=NEW_URL))
    heard = []
    workspace.rekeyed.connect(heard.append)
    path = workspace.save_new(key, "Fresh", "deep")
    assert path == "deep/fresh.yml"
    assert heard == [(key, path)]
    assert not workspace.drafts[path].dirty


def listen(workspace):
    """What the workspace tells of drafts whose files changed."""
    heard = []
    workspace.met.connect(heard.append)
    return heard


def change_outside(root, old, new):
    file = root / "one.yml"
    file.write_text(file.read_text().replace(old, new))


def test_the_second_to_save_keeps_both_where_the_edits_are_of_different_fields(
    workspace, edit, open_workspace, root
):
    other = open_workspace()
    other.drafts.open("one.yml", other.request_at("one.yml"))
    other.drafts.edit("one.yml", replace(other.request_at("one.yml"), method="PUT"))
    other.save("one.yml")
    edit("one.yml", NEW_URL)
    heard = listen(workspace)
    workspace.save("one.yml")
    assert heard == [("one.yml", "merged")]
    assert (workspace.request_at("one.yml").url, workspace.request_at("one.yml").method) == (NEW_URL, "PUT")
    other.refresh()
    assert other.drafts["one.yml"].current.url == NEW_URL


def test_the_second_to_save_gets_a_conflict_for_the_same_field_and_can_force_it(workspace, edit, root):
    edit("one.yml", NEW_URL)
    change_outside(root, "/anything", "/theirs")
    with pytest.raises(Conflict):
        workspace.save("one.yml")
    assert "/theirs" in (root / "one.yml").read_text()
    workspace.save("one.yml", force=True)
    assert workspace.request_at("one.yml").url == NEW_URL


def test_a_change_of_the_same_field_that_was_seen_is_still_a_conflict_when_saving(workspace, edit, root):
    edit("one.yml", NEW_URL)
    change_outside(root, "/anything", "/theirs")
    heard = listen(workspace)
    workspace.refresh()
    workspace.refresh()
    assert heard == [("one.yml", "torn")]
    with pytest.raises(Conflict):
        workspace.save("one.yml")
    assert "/theirs" in (root / "one.yml").read_text()


def test_what_sonde_does_not_edit_comes_through_from_outside(workspace, edit, root):
    edit("one.yml", NEW_URL)
    added = (
        "\nruntime:\n  assertions:\n    - expression: res.status\n      operator: eq\n"
        "      value: '200'\nx-unknown: kept\nexamples:\n  - name: Good\n"
    )
    file = root / "one.yml"
    file.write_text(file.read_text() + added)
    workspace.save("one.yml")
    assert file.read_text().endswith(added)
    assert NEW_URL in file.read_text()


def test_a_file_that_is_broken_outside_is_not_written_and_the_draft_waits(workspace, edit, root):
    edit("one.yml", NEW_URL)
    whole = (root / "one.yml").read_text()
    (root / "one.yml").write_text("<<<<<<< ours\n" + whole)
    with pytest.raises(UnreadableFile, match="merge conflict at line 1"):
        workspace.save("one.yml")
    assert (root / "one.yml").read_text().startswith("<<<<<<< ours")
    (root / "one.yml").write_text(whole.replace("GET", "PUT"))
    workspace.save("one.yml")
    assert (workspace.request_at("one.yml").url, workspace.request_at("one.yml").method) == (NEW_URL, "PUT")


@pytest.mark.parametrize("change", ["", "PUT"])
def test_a_draft_follows_its_file_that_was_moved_outside(workspace, edit, root, change):
    edit("one.yml", NEW_URL)
    keys = []
    workspace.rekeyed.connect(keys.append)
    (root / "one.yml").rename(root / "deep" / "uno.yml")
    moved = root / "deep" / "uno.yml"
    moved.write_text(moved.read_text() + "docs: More.\n" * bool(change))
    heard = listen(workspace)
    workspace.refresh()
    assert keys == [("one.yml", "deep/uno.yml")]
    assert heard == [("deep/uno.yml", "merged")] * bool(change)
    assert workspace.drafts["deep/uno.yml"].current.url == NEW_URL
    workspace.save("deep/uno.yml")
    assert not (root / "one.yml").exists()


def test_a_look_that_is_older_than_a_save_is_not_taken(workspace, edit, root):
    found = workspace.store.look()
    edit("one.yml", NEW_URL)
    workspace.save("one.yml")
    assert not workspace.take(found)
    assert workspace.request_at("one.yml").url == NEW_URL
    assert workspace.take(workspace.store.look())


def test_a_comment_added_outside_is_no_conflict_of_values_and_survives(workspace, edit, root):
    file = root / "one.yml"
    edit("one.yml", NEW_URL)
    file.write_text(file.read_text() + "# added outside\n")
    workspace.refresh()
    workspace.save("one.yml")
    assert "# added outside" in file.read_text()
    assert NEW_URL in file.read_text()


def test_files_that_appear_and_vanish_are_followed(workspace, root):
    (root / "three.yml").write_text((root / "one.yml").read_text().replace("One", "Three"))
    (root / "two.yml").unlink()
    workspace.refresh()
    assert workspace.request_at("three.yml").name == "Three"
    assert workspace.request_at("two.yml") is None


def test_a_draft_whose_file_vanished_stays_without_one(workspace, edit, root):
    edit("one.yml", NEW_URL)
    (root / "one.yml").unlink()
    heard = listen(workspace)
    workspace.refresh()
    assert heard == [("one.yml", "gone")]
    assert workspace.drafts["one.yml"].saved is None
    assert workspace.drafts["one.yml"].current.url == NEW_URL


def test_a_folder_that_vanished_is_told_and_drafts_stay(workspace, edit, root):
    edit("one.yml", NEW_URL)
    root.rename(root.with_name("gone"))
    with pytest.raises(UnreadableFile, match="shop"):
        workspace.refresh()
    with pytest.raises(AppError):
        workspace.save("one.yml")
    assert workspace.drafts["one.yml"].current.url == NEW_URL


async def test_edits_survive_in_the_journal_until_they_are_saved(workspace, edit, open_workspace):
    edit("one.yml", NEW_URL)
    key = workspace.drafts.new(Request(url="https://example.org/new"))
    workspace.drafts.flush()
    await workspace.services.close()
    second = open_workspace()
    kept = second.drafts.restore()
    assert {path: each.request.url for path, each in kept.items()} == {
        "one.yml": NEW_URL,
        key: "https://example.org/new",
    }
    second.drafts.revive("one.yml", second.request_at("one.yml"), kept["one.yml"])
    second.save("one.yml")
    second.drafts.flush()
    await second.services.close()
    assert set(open_workspace().drafts.restore()) == {key}


async def test_the_drafts_of_a_window_that_lives_are_not_taken_from_it(workspace, edit, open_workspace):
    edit("one.yml", NEW_URL)
    workspace.drafts.flush()
    assert open_workspace().drafts.restore() == {}
    assert workspace.drafts.restore()["one.yml"].request.url == NEW_URL


async def test_what_two_windows_typed_into_one_request_comes_back_twice(workspace, edit, open_workspace):
    edit("one.yml", "https://one/")
    workspace.drafts.flush()
    other = open_workspace()
    draft = other.drafts.open("one.yml", other.request_at("one.yml"))
    other.drafts.edit("one.yml", replace(draft.current, url="https://two/"))
    other.drafts.flush()
    for each in (workspace, other):
        await each.services.close()
    kept = open_workspace().drafts.restore()
    assert kept.pop("one.yml").request.url == "https://two/"
    ((key, first),) = kept.items()
    assert (key.startswith(NEW), first.request.url) == (True, "https://one/")


def test_a_renamed_request_keeps_its_other_edits(workspace, edit):
    edit("one.yml", NEW_URL)
    workspace.needed_store().rename("one.yml", "Uno")
    workspace.renamed("one.yml")
    draft = workspace.drafts["one.yml"]
    assert (draft.current.name, draft.current.url, draft.saved.name) == ("Uno", NEW_URL, "Uno")


async def test_a_copy_of_the_collection_goes_on_with_the_drafts(workspace, edit, tmp_path, root):
    edit("one.yml", NEW_URL)
    await workspace.save_as(tmp_path / "copy")
    workspace.save("one.yml")
    assert NEW_URL in (tmp_path / "copy" / "one.yml").read_text()
    assert NEW_URL not in (root / "one.yml").read_text()


def test_settings_are_told_before_they_are_written(workspace, tmp_path):
    heard = []
    workspace.services.settings_changed.connect(heard.append)
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "config").write_text("in the way")
    with pytest.raises(UnreadableFile):
        workspace.services.change_settings(Settings(timeout=5))
    assert heard == [Settings(timeout=5)]


def test_options_of_the_request_come_before_the_settings(workspace):
    workspace.services.settings = Settings(timeout=100, verify=False, max_redirects=3)
    travel = workspace.travel(Request(options=Options(timeout=0, verify=True)), "one.yml")
    assert (travel.timeout, travel.verify, travel.max_redirects) == (0, True, 3)
    assert workspace.travel(Request(), "one.yml").timeout == 100


async def test_what_is_unknown_is_listed_before_anything_is_sent(workspace):
    with pytest.raises(UnknownVariables) as refused:
        await workspace.send(Request(url="{{base}}/{{a}}/{{b}}"), "")
    assert refused.value.names == ("a", "b")


@pytest.mark.parametrize("url", ["", "   ", "http://", "nonsense://x"])
async def test_a_url_that_cannot_be_sent_is_refused_in_a_sentence(workspace, url):
    with pytest.raises(InvalidRequest) as refused:
        await workspace.send(Request(url=url), "")
    assert refused.value.sentence.endswith(".")


async def test_a_secret_is_sent_and_masked(workspace):
    name = await keep_secret(workspace, "token", "canary-of-the-workspace")
    request = Request(url="{{base}}/anything", auth=BearerAuth("{{" + name + "}}"))
    resolved = await workspace.resolve(request, "")
    assert resolved.secrets == ("canary-of-the-workspace",)
    exchange = await workspace.send(request, "")
    assert b"canary-of-the-workspace" in exchange.response.body.read()
    await workspace.services.close()


async def test_a_secret_may_name_another_variable(workspace):
    name = await keep_secret(workspace, "token", "{{part}}-whole")
    environment = workspace.collection.environment("Local")
    more = replace(environment, variables=(*environment.variables, Variable("part", "half")))
    change_environment(workspace, more)
    resolved = await workspace.resolve(Request(url="{{base}}/", auth=BearerAuth("{{" + name + "}}")), "")
    assert resolved.auth == BearerAuth("half-whole")


async def test_a_renamed_environment_takes_secrets_and_cookies_along(workspace, playground):
    await keep_secret(workspace, "token", "kept-by-name")
    exchange = await workspace.send(Request(url="{{base}}/cookies/set?taste=sweet"), "")
    assert exchange.failure is None
    await rename_environment(workspace, "Local", "Here")
    assert workspace.environment == "Here"
    assert await workspace.vault.get("Here", "token") == "kept-by-name"
    exchange = await workspace.send(Request(url="{{base}}/cookies"), "")
    assert b"sweet" in exchange.response.body.read()
    await workspace.services.close()


def test_an_environment_of_a_new_name_is_a_new_file(workspace, root):
    change_environment(workspace, Environment("Far", variables=(Variable("base", "https://far/"),)))
    assert "https://far/" in (root / "environments" / "Far.yml").read_text()
    assert [each.name for each in workspace.collection.environments] == ["Far", "Local"]


async def test_closing_empties_the_spool(workspace, tmp_path, playground):
    await workspace.send(Request(url="{{base}}/bytes/3000000"), "")
    spool = tmp_path / "home" / "cache" / "spool"
    assert [place for place in spool.rglob("*") if place.is_file()]
    await workspace.services.close()
    assert not [place for place in spool.rglob("*") if place.is_file() and place.stat().st_size]


def test_options_come_from_request_folder_collection_and_settings_in_this_order(workspace):
    certificate = HostCertificate("h", ClientCertificate("c.pem"))
    common = Defaults(options=Options(timeout=2, max_redirects=2), certificates=(certificate,))
    workspace.store.save_folder("", common, "")
    workspace.store.save_folder("deep", Defaults(options=Options(timeout=1, proxy=Proxy("http://p"))), "")
    workspace.services.settings = Settings(
        timeout=3, max_redirects=3, read_timeout=3, client_certificates=("g | d.pem",)
    )
    request = Request(options=Options(verify=False))
    travel = workspace.travel(request, "deep/x.yml")
    assert (travel.timeout, travel.max_redirects, travel.read_timeout, travel.verify) == (1, 2, 3, False)
    assert travel.proxy == Proxy("http://p")
    assert [each.host for each in travel.certificates] == ["h", "g"]
    assert workspace.travel(request, "one.yml").timeout == 2
    sources = [layer.source for layer in workspace.option_layers("deep/x.yml")]
    assert sources == ["folder Deep", f"collection {workspace.collection.name}", "settings", "default"]
