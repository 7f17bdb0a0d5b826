"""What a tooltip says of a variable never gives a secret away."""

import pytest

from app.model.environment import Variable
from app.template.scan import scan
from app.template.scope import Layer, Scope
from ui import theme
from ui.kit.variables import Variables, reference_at, reference_format

LAYER = Layer(
    "environment Playground",
    (
        Variable("base_url", "http://localhost"),
        Variable("token", secret=True),
        Variable("empty", secret=True),
    ),
    {"token": "hunter2"},
)
SCOPE = Scope((LAYER,))
VARIABLES = Variables(SCOPE.look_up, SCOPE.names())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("base_url", "base_url = http://localhost (environment Playground)"),
        ("token", "token: a secret (environment Playground)"),
        ("empty", "empty: a secret, kept in the keyring (environment Playground)"),
        ("$uuid", "$uuid: made anew at each use"),
        ("nope", "nope is not defined. Define it in the active environment, or switch it."),
    ],
)
def test_one_sentence_describes_a_variable(name, words):
    assert VARIABLES.describe(name) == words


def test_a_long_value_is_cut_in_the_tooltip():
    found = Variables(Scope((Layer("here", (Variable("long", "x" * 999),)),)).look_up)
    assert len(found.describe("long")) < 230


def test_unknown_names_are_waved_and_red_also_without_colour(qapp):
    known, unknown = (reference_format(VARIABLES, found) for found in scan("{{token}} {{nope}}"))
    assert known.foreground().color() == theme.color("link")
    assert known.underlineStyle() == known.UnderlineStyle.NoUnderline
    assert unknown.underlineStyle() == known.UnderlineStyle.WaveUnderline


def test_a_reference_is_found_under_each_of_its_characters():
    assert reference_at("a{{b}}c", 0) is None
    assert {reference_at("a{{b}}c", place).name for place in range(1, 6)} == {"b"}
    assert reference_at("a{{b}}c", 6) is None
