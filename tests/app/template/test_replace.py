"""Names in values, names made of names, circles and bombs."""

import pytest

from app.model.environment import Variable
from app.template.replace import LONGEST, Replacer
from app.template.scope import Layer, Scope


def replacer(**values):
    variables = tuple(Variable(name, value) for name, value in values.items())
    return Replacer(Scope((Layer("environment Local", variables),)))


def test_a_name_may_be_made_of_names_innermost_first():
    text = replacer(stage="dev", host_dev="{{name_dev}}.local", name_dev="api", which="stage")
    assert text.value("{{host_{{stage}}}}/{{name_{{{{which}}}}}}") == "api.local/api"
    assert not text.unknown


def test_what_is_unknown_stays_and_is_listed():
    text = replacer(a="{{b}}!")
    assert text.value("{{a}} {{c}} {{ {{d}} }}") == "{{b}}! {{c}} {{ {{d}} }}"
    assert list(text.unknown) == ["b", "c", "d"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"a": "x{{a}}"}, "a (it refers to itself)"),
        ({"a": "{{b}}", "b": "{{c}}", "c": "{{a}}"}, "a (it refers to itself by b, c)"),
        ({"a": "{{a}}" * 9}, "a (it refers to itself)"),
    ],
)
def test_a_circle_is_told_with_its_way(values, told):
    text = replacer(**values)
    text.value("{{a}}")
    assert list(text.unknown) == [told]


def test_a_circle_leaves_the_next_text_alone():
    text = replacer(a="{{a}}", b="fine")
    text.value("{{a}}")
    assert text.value("{{b}}") == "fine"


def test_values_that_multiply_are_stopped():
    names = "abcdefghijkl"
    values = {name: f"{{{{{after}}}}}" * 10 for name, after in zip(names, names[1:] + "m", strict=True)}
    text = replacer(**values, m="x")
    assert len(text.value("{{a}}")) < LONGEST
    assert "beyond 64 MB" in next(iter(text.unknown))


def test_values_that_multiply_to_nothing_take_no_time():
    names = "abcdefghijkl"
    values = {name: f"{{{{{after}}}}}" * 10 for name, after in zip(names, names[1:] + "m", strict=True)}
    assert replacer(**values, m="").value("{{a}}") == ""


def test_made_up_values_are_made_at_each_use_also_within_a_variable():
    text = replacer(number="n{{$guid}}")
    first, second = text.value("{{number}} {{number}}").split()
    assert first != second


def test_typed_values_are_inserted_bare():
    typed = (
        Variable("count", " 7 ", type="number"),
        Variable("on", "True", type="boolean"),
        Variable("none", "", type="null"),
        Variable("list", '[1, "{{word}}"]', type="object"),
        Variable("word", "hi", type="string"),
    )
    text = Replacer(Scope((Layer("environment Local", typed),)))
    body = '{"a": {{count}}, "b": {{on}}, "c": {{none}}, "d": {{list}}, "e": "{{word}}"}'
    assert text.value(body) == '{"a": 7, "b": true, "c": null, "d": [1, "hi"], "e": "hi"}'


def test_values_that_are_guarded_count_as_secrets():
    layer = Layer(".env", (Variable("TOKEN", "hush"),), prefix="process.env.", guarded=frozenset({"TOKEN"}))
    text = Replacer(Scope((layer,)))
    assert text.value("{{process.env.TOKEN}}") == "hush"
    assert list(text.secrets) == ["hush"]


def test_a_dynamic_name_that_is_nearly_right_is_told_with_the_right_one():
    text = Replacer(Scope())
    assert text.value("{{$randomemail}} {{$nothingAlike}} {{emial}}") == (
        "{{$randomemail}} {{$nothingAlike}} {{emial}}"
    )
    assert list(text.unknown) == ["$randomemail (did you mean $randomEmail?)", "$nothingAlike", "emial"]


@pytest.mark.parametrize(
    "odd", ["{{}}", "{{ }}", "{{", "}}", "{ {a}}", "{{a}", "{{a\nb}}", "{{{}}}", "}}{{", "{}"]
)
def test_braces_that_name_nothing_stay_as_they_are(odd):
    text = Replacer(Scope((Layer("x", (Variable("a", "1"),)),)))
    assert text.value(f"{odd}{odd}") == f"{odd}{odd}"
    assert not text.unknown


def test_a_brace_more_than_needed_stays():
    text = Replacer(Scope((Layer("x", (Variable("a", "1"),)),)))
    assert text.value('{"x": {{{a}}}, "y": {"z": {{a}}}}') == '{"x": {1}, "y": {"z": 1}}'


def test_a_value_of_a_megabyte_is_put_in_wherever_it_is_named():
    large = "x" * 1_000_000
    text = Replacer(Scope((Layer("x", (Variable("a", large), Variable("b", "<{{a}}>"))),)))
    assert text.value("{{b}}{{a}}") == f"<{large}>{large}"
