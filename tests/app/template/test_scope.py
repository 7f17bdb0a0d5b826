from app.model.environment import Variable
from app.template.scope import Layer, Scope


def scope():
    return Scope(
        (
            Layer("folder Orders", (Variable("id", "7"), Variable("off", "x", enabled=False))),
            Layer(
                "environment Local",
                (Variable("id", "1"), Variable("token", secret=True)),
                {"token": "s3cret"},
            ),
        )
    )


def test_the_inner_layer_wins_and_says_where_the_value_came_from():
    found = scope().look_up("id")
    assert (found.value, found.source) == ("7", "folder Orders")


def test_a_variable_that_is_switched_off_is_unknown():
    assert scope().look_up("off") is None


def test_a_secret_is_marked_and_has_no_value_until_it_is_fetched():
    assert scope().look_up("token").secret
    assert scope().look_up("token").value == "s3cret"
    assert Layer("e", (Variable("token", secret=True),)).look_up("token").value is None


def test_the_last_of_two_variables_with_one_name_wins():
    assert Layer("e", (Variable("a", "1"), Variable("a", "2"))).look_up("a").value == "2"


def test_dynamic_values_differ_from_use_to_use():
    assert scope().look_up("$uuid").value != scope().look_up("$uuid").value
    assert scope().look_up("$isoTimestamp").value.endswith("Z")


def test_names_are_listed_once_for_completion():
    listed = scope().names()
    assert listed[:2] == ("id", "token")
    assert listed.count("id") == 1
    assert "$timestamp" in listed
