"""An explanation names every definition, the one that wins, and why; secrets are never in it."""

from app.model.environment import Variable
from app.template.explain import explain
from app.template.scope import Layer, Scope

SCOPE = Scope(
    (
        Layer("folder Orders", (Variable("host", "off", enabled=False),)),
        Layer("environment B", (Variable("host", "old"), Variable("host", "b"))),
        Layer("environment A", (Variable("host", "a"), Variable("key", secret=True)), {"key": "canary"}),
        Layer(".env", (Variable("TOKEN", "canary"),), prefix="process.env.", guarded=frozenset({"TOKEN"})),
    )
)


def test_every_definition_is_told_with_its_reason():
    found = explain("host", SCOPE)
    assert [(each.source, each.value, each.state) for each in found.candidates] == [
        ("folder Orders", "off", "off"),
        ("environment B", "b", "used"),
        ("environment B", "old", "earlier"),
        ("environment A", "a", "shadowed"),
    ]
    assert found.sentence() == "host is “b”, from environment B."
    assert found.candidates[-1].reason == "Hidden by environment B, which comes first."


def test_secrets_and_guarded_values_are_not_shown():
    for name in ("key", "process.env.TOKEN"):
        found = explain(name, SCOPE)
        assert "canary" not in repr(found)
        assert found.winner is not None
        assert "a secret" in found.sentence()


def test_what_nobody_defines_is_said():
    assert explain("nobody", SCOPE).sentence() == "nobody is not defined here."
    assert explain("$guid", SCOPE).sentence() == "$guid is made up anew at each use."
    off = Scope((Layer("folder Orders", (Variable("x", enabled=False),)),))
    assert "switched off" in explain("x", off).sentence()


def one(**values):
    return Scope((Layer("environment B", tuple(Variable(*pair) for pair in values.items())),))


def test_what_comes_of_names_in_a_value_is_told():
    scope = one(base="http://{{host}}/{{$guid}}", host="a.test")
    assert explain("base", scope).sentence() == (
        "base is “http://{{host}}/{{$guid}}”, from environment B. It makes “http://a.test/{{$guid}}”."
    )


def test_a_circle_is_told_with_the_way_it_takes():
    found = explain("a", one(a="1{{b}}", b="2{{c}}", c="3{{a}}"))
    assert found.troubles == ("a (it refers to itself by b, c)",)


def test_a_secret_within_a_value_is_masked():
    scope = Scope((*one(url="http://{{key}}@a.test").layers, *SCOPE.layers))
    assert explain("url", scope).whole == "http://***@a.test"


def test_a_name_that_is_nearly_right_is_proposed():
    assert explain("hostt", SCOPE).sentence() == "hostt is not defined here. Did you mean host?"
