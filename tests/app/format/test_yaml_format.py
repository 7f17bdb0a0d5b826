"""YAML: long collections on one line are broken, and the rest is left alone."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.format.source import silent
from app.format.yaml_format import format_yaml

LONG = "[" + ", ".join(["item"] * 20) + "]"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab ,:[]{}#'\"-", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text("ab:# ", max_size=4), inner, max_size=5)
    ),
    max_leaves=30,
)


def run(source):
    return b"".join(format_yaml(source.encode(), silent)).decode()


def test_a_collection_too_long_for_a_line_is_broken():
    servers = "{url: https://example.com, 'x': \"a, b\"}, {url: it's, y: [1,2,3]}, {}, [ ]"
    source = f"servers: [{servers}] # end, of, it\n"
    assert run(source) == (
        "servers: [\n  {url: https://example.com, 'x': \"a, b\"},\n  {url: it's, y: [1,2,3]},\n  {},\n"
        "  [ ]\n] # end, of, it\n"
    )


def test_a_body_of_json_is_broken_as_deep_as_it_needs():
    source = '{"openapi":"3.0.0","paths":{"/a":' + LONG + ',"/b":{}}}'
    lines = run(source).splitlines()
    assert lines[:5] == ["{", '  "openapi":"3.0.0",', '  "paths":{', '    "/a":[', "      item,"]
    assert lines[-4:] == ["    ],", '    "/b":{}', "  }", "}"]


@pytest.mark.parametrize(
    "source",
    [
        f"text: |\n  not: {LONG}\n\n  {LONG}\nshort: [a, b]\n",
        f'quoted: "some\n  lines: {LONG}"\n',
        f"quoted: 'it''s\n  lines: {LONG}'\n",
        f"# a: {LONG}\n",
        f"plain: text {LONG}\n",
        f"open: {LONG[:-1]}\n",
        f"wrong: {LONG[:-1]}}}\n",
        f"after: {LONG} more\n",
        f"commented: [a, # {LONG}\n  b]\n",
        "key:   value   # comment\n- a\n-   b: &x !!str c\n",
    ],
)
def test_what_is_no_collection_on_a_line_is_left_alone(source):
    assert run(source) == source


@given(VALUES)
def test_a_document_means_the_same_and_what_is_formatted_stays(value):
    source = yaml.safe_dump({"a": value, "b": [value]}, default_flow_style=None, width=10_000)
    once = run(source)
    assert yaml.safe_load(once) == yaml.safe_load(source)
    assert run(once) == once


@given(VALUES)
def test_json_as_yaml_changes_only_in_white_space(value):
    source = yaml.safe_dump(value, default_flow_style=True, width=10_000)
    assert "".join(run(source).split()) == "".join(source.split())


def test_a_hundred_thousand_levels_are_formatted():
    source = "[" * 100_000 + "]" * 100_000
    assert "".join(run(source).split()) == source
