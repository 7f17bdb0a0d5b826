"""Which variables a request sees, and how names for secrets are made."""

import pytest

from app.model.collection import Collection, Defaults, Folder
from app.model.environment import Environment, Variable
from app.template.scope import Scope
from app.workspace.variables import free_name, layers, secret_name, with_variable

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
    scope = Scope(layers(whole, "a/b/request.yml", "Local"))
    assert (scope.look_up("host").value, scope.look_up("x").value) == ("inner", "outer")
    scope = Scope(layers(whole, "request.yml", "Local"))
    assert (scope.look_up("host").value, scope.look_up("x").value) == ("local", "collection")
    assert Scope(layers(whole, "request.yml", "")).look_up("host") is None
    assert layers(None, "", "Local") == ()


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
