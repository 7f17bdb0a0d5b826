"""Variables of this computer, below all others, with their secrets in the keyring."""

import asyncio

import pytest

from app import paths
from app.errors import UnknownVariables, UnreadableFile
from app.files.store import create_collection
from app.model.environment import Environment, Variable
from app.model.request import Request
from app.template.explain import explain
from app.workspace import Workspace
from app.workspace.environments import change_environment
from app.workspace.globals import Globals
from app.workspace.services import Services
from app.workspace.vault import GLOBALS


@pytest.fixture
def services(tmp_path):
    made = Services(paths.find(tmp_path / "home"))
    yield made
    asyncio.run(made.close())


@pytest.fixture
def workspace(services, tmp_path):
    return Workspace(services, create_collection(tmp_path / "shop", "Shop"))


def test_a_global_is_seen_by_every_collection_and_by_none(services, workspace):
    services.globals.save(Environment("", variables=(Variable("host", "a.test"),)))
    for each in (workspace, Workspace(services)):
        assert each.scope("").look_up("host").source == "globals"


def test_everything_else_wins_over_a_global(services, workspace):
    services.globals.save(Environment("", variables=(Variable("host", "a.test"),)))
    change_environment(workspace, Environment("Local", variables=(Variable("host", "b.test"),)))
    workspace.switch_environment("Local")
    found = explain("host", workspace.scope(""))
    assert [(each.source, each.state) for each in found.candidates] == [
        ("environment Local", "used"),
        ("globals", "shadowed"),
    ]
    assert found.candidates[1].file == services.paths.globals


async def test_a_secret_of_the_globals_is_sent_by_any_collection(services, workspace):
    services.globals.save(Environment("", variables=(Variable("token", secret=True),)))
    request = Request(url="http://a.test/?t={{token}}")
    loose = Workspace(services)
    with pytest.raises(UnknownVariables, match="token"):
        await loose.resolve(request, "")
    await workspace.vault.set(GLOBALS, "token", "global-canary")
    for each in (workspace, loose):
        resolved = await each.resolve(request, "")
        assert resolved.url == "http://a.test/?t=global-canary"
        assert resolved.secrets == ("global-canary",)
    assert "global-canary" not in services.paths.globals.read_text()


def test_what_another_window_writes_is_seen_and_comments_stay(tmp_path):
    first, second = Globals(tmp_path / "globals.yml"), Globals(tmp_path / "globals.yml")
    assert first.environment.variables == ()
    second.save(Environment("", variables=(Variable("a", "1"),)))
    second.file.write_text("# mine\n" + second.file.read_text())
    first.save(Environment("", variables=(*first.environment.variables, Variable("b", "2"))))
    assert [each.name for each in second.environment.variables] == ["a", "b"]
    assert second.file.read_text().startswith("# mine\n")


def test_a_file_that_cannot_be_read_is_told_and_never_overwritten(tmp_path):
    broken = Globals(tmp_path / "globals.yml")
    broken.file.write_text("variables: [")
    assert broken.environment.variables == ()
    assert "globals.yml" in str(broken.problem)
    with pytest.raises(UnreadableFile):
        broken.save(Environment("", variables=(Variable("a", "1"),)))
    assert broken.file.read_text() == "variables: ["
