"""Which variables a request sees, and how names for secrets are made."""

from dataclasses import replace

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from app.errors import InvalidRequest
from app.files.secrets import Secrets
from app.model.collection import Collection, Defaults, Folder
from app.model.environment import Environment, Variable
from app.template.scope import Layer, Scope
from app.workspace.variables import (
    Place,
    environment_problem,
    free_name,
    in_force,
    inherited,
    layers,
    refuse_unsound,
    secret_name,
    with_secrets,
    with_variable,
)

LOCAL = Environment(
    "Local", "environments/Local.yml", (Variable("host", "local"), Variable("key", secret=True))
)


def test_the_innermost_layer_wins(tmp_path):
    inner = Folder("a/b", "b", defaults=Defaults(variables=(Variable("host", "inner"),)))
    outer = Folder(
        "a", "a", (inner,), Defaults(variables=(Variable("host", "outer"), Variable("x", "outer")))
    )
    whole = Collection(
        tmp_path, "id", "Shop", (outer,), (LOCAL,), Defaults(variables=(Variable("x", "collection"),))
    )
    scope = Scope(layers(whole, Place("a/b/request.yml", ("Local",))))
    assert (scope.look_up("host").value, scope.look_up("x").value) == ("inner", "outer")
    scope = Scope(layers(whole, Place("request.yml", ("Local",))))
    assert (scope.look_up("host").value, scope.look_up("x").value) == ("local", "collection")
    assert Scope(layers(whole, Place("request.yml"))).look_up("host") is None
    assert [layer.source for layer in layers(None, Place("", ("Local",)))] == ["operating system"]


def environment(name, extends="", dotenv_file="", **values):
    variables = tuple(Variable(key, text) for key, text in values.items())
    return Environment(name, f"environments/{name}.yml", variables, extends, dotenv_file)


def collection_of(root, *environments):
    return Collection(root, "id", "Shop", (), environments)


def winners(collection, names, *ticked):
    scope = Scope(layers(collection, Place("r.yml", ticked)))
    found = [scope.look_up(name) for name in names]
    return [each and each.value for each in found]


def test_of_several_environments_the_later_ticked_wins(tmp_path):
    whole = collection_of(tmp_path, environment("A", x="a", y="a"), environment("B", x="b"))
    assert winners(whole, "xy", "A", "B") == ["b", "a"]
    assert winners(whole, "xy", "B", "A") == ["a", "a"]


def test_what_several_extend_stands_below_all_of_them(tmp_path):
    base = environment("Base", x="base", y="base", z="base")
    whole = collection_of(tmp_path, base, environment("A", "Base", x="a"), environment("B", "Base", y="b"))
    assert [each.name for each in in_force(whole, ("A", "B"))] == ["B", "A", "Base"]
    assert winners(whole, "xyz", "A", "B") == ["a", "b", "base"]


def test_a_circle_of_environments_is_told_and_ends(tmp_path):
    whole = collection_of(tmp_path, environment("A", "B", x="a"), environment("B", "A", y="b"))
    assert winners(whole, "xy", "A") == ["a", "b"]
    assert "A extends B extends A: this leads in a circle." in environment_problem(whole, "A")
    with pytest.raises(InvalidRequest, match="circle"):
        refuse_unsound(whole, ("A",))


def test_an_environment_that_extends_a_missing_one_is_told(tmp_path):
    whole = collection_of(tmp_path, environment("A", "Gone"), environment("B"))
    assert environment_problem(whole, "A").startswith("A extends Gone, which is not there.")
    assert environment_problem(whole, "B") == ""


def test_a_local_file_wins_over_its_environment_and_a_dotenv_file_stands_below(tmp_path):
    (tmp_path / "far.env").write_text("x=dotenv\ny=dotenv\nz=dotenv\n")
    whole = collection_of(
        tmp_path,
        replace(environment("A", "", "far.env", x="a", y="a"), local=(Variable("x", "mine"),)),
    )
    assert winners(whole, "xyz", "A") == ["mine", "a", "dotenv"]


def test_a_dotenv_file_outside_of_the_collection_is_not_read(tmp_path):
    (tmp_path / "far.env").write_text("x=1\n")
    root = tmp_path / "root"
    root.mkdir()
    whole = collection_of(root, environment("A", "", "../far.env"))
    assert winners(whole, "x", "A") == [None]
    assert "outside" in environment_problem(whole, "A")
    (root / "link.env").symlink_to(tmp_path / "far.env")
    whole = collection_of(root, environment("A", "", "link.env"))
    assert winners(whole, "x", "A") == [None]


def test_a_dotenv_file_that_links_out_of_the_collection_is_not_read(tmp_path):
    (tmp_path / "far.env").write_text("SHOP_HOST=far\n")
    root = tmp_path / "shop"
    root.mkdir()
    (root / ".env").symlink_to(tmp_path / "far.env")
    assert winners(collection_of(root), ["process.env.SHOP_HOST"]) == [None]


def test_the_process_environment_comes_from_the_dotenv_file_and_then_the_system(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOP_HOST", "system")
    monkeypatch.setenv("SHOP_TOKEN", "hidden")
    whole = collection_of(tmp_path)
    names = ["process.env.SHOP_HOST", "SHOP_HOST"]
    assert winners(whole, names) == ["system", None]
    (tmp_path / ".env").write_text("SHOP_HOST=file\n")
    assert winners(whole, names) == ["file", None]
    scope = Scope(layers(whole, Place()))
    assert scope.look_up("process.env.SHOP_TOKEN").secret
    assert not scope.look_up("process.env.SHOP_HOST").secret


def test_a_request_has_variables_of_its_own_and_a_run_those_that_win_over_all(tmp_path):
    whole = collection_of(tmp_path, environment("A", x="a", y="a"))
    given = (Layer("--env-file", (Variable("y", "given"),)),)
    own = (Variable("x", "own"), Variable("y", "own"))
    scope = Scope(layers(whole, Place("r.yml", ("A",), own, given)))
    assert [scope.look_up(name).value for name in "xy"] == ["own", "given"]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [("token", "token"), ("key", "key_2"), ("X-API Key", "x-api_key"), ("ä ö", "secret"), ("", "secret")],
)
def test_a_free_name_is_one_that_any_tool_takes(wanted, name):
    assert free_name(LOCAL, wanted) == name


def test_a_variable_is_set_in_its_place_or_added_at_the_end():
    changed = with_variable(LOCAL, Variable("host", "other"))
    assert [each.name for each in changed.variables] == ["host", "key"]
    assert changed.variables[0].value == "other"
    assert with_variable(LOCAL, Variable("new")).variables[-1].name == "new"


@pytest.mark.parametrize(
    ("text", "name"), [("{{key}}", "key"), ("{{host}}", ""), ("{{key}}x", ""), ("key", ""), ("", "")]
)
def test_a_text_is_the_name_of_a_secret_only_as_a_whole(text, name):
    assert secret_name(LOCAL, text) == name


async def test_what_is_given_as_text_needs_no_keyring(open_workspace):
    workspace = open_workspace(Secrets(NoKeyring()))
    given = Layer("--env-file", (Variable("token", "canary-given"),))
    kept = Layer("environment Local", (Variable("token", secret=True),), keeper="Local")
    scope = await with_secrets(Scope((given, kept)), ["token"], workspace.vault)
    assert scope.look_up("token").value == "canary-given"
    assert workspace.vault.problem is None


def test_an_environment_inherits_what_stands_below_its_own_values(tmp_path):
    (tmp_path / "base.env").write_text("word=file\n")
    base = replace(environment("Base", dotenv_file="base.env", word="base"), local_path="Base.local.yml")
    collection = collection_of(tmp_path, environment("Top", "Base", word="top"), base)
    sources = [layer.source for layer in inherited(collection, "Top")]
    assert sources == [
        "environment Base (local)",
        "environment Base",
        "base.env of environment Base",
    ]
