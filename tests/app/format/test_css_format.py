"""Style sheets: a line for each rule and declaration, and not a character that is not white space less."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.format.css_format import format_css
from app.format.source import silent

PARTS = st.sampled_from(
    [*" \n{};,()", "a", ":hover", "color:red", "url(a;b)", "'x;{'", "/* } */", "@m "],
)


def run(source):
    return b"".join(format_css(source.encode(), silent)).decode()


def test_rules_and_declarations_go_to_lines():
    source = (
        '@charset "utf-8";/* top */html,body{margin:0;padding:0 1px}a:hover,a :hover>b{color:red;'
        "background:url(data:image/png;base64,iVB{}==) no-repeat}@media (max-width:600px)"
        "{.a{color:#fff!important}}.c{}"
    )
    assert run(source).splitlines() == [
        '@charset "utf-8";',
        "/* top */",
        "html,body {",
        "  margin: 0;",
        "  padding: 0 1px",
        "}",
        "",
        "a:hover,a :hover>b {",
        "  color: red;",
        "  background: url(data:image/png;base64,iVB{}==) no-repeat",
        "}",
        "",
        "@media (max-width:600px) {",
        "  .a {",
        "    color: #fff!important",
        "  }",
        "}",
        "",
        ".c {}",
    ]


def test_a_comment_stays_beside_what_it_is_said_of():
    assert run("a{b:c; /* why */\n/* next */ d:e}") == ("a {\n  b: c; /* why */\n  /* next */\n  d: e\n}")


def test_a_nested_rule_is_no_declaration():
    assert run("a{b:c;&:hover d:is(e){f:g}}") == "a {\n  b: c;\n  &:hover d:is(e) {\n    f: g\n  }\n}"


@given(st.lists(PARTS, max_size=30).map("".join))
def test_only_white_space_changes_and_what_is_formatted_stays(source):
    once = run(source)
    assert re.sub(r"\s", "", once) == re.sub(r"\s", "", source)
    assert run(once) == once


@pytest.mark.parametrize("literal", ["'a  b\\'  c'", '"  ;  "', "url(  a  b)", "/*  a  */"])
def test_literals_are_not_touched(literal):
    assert literal in run(f"a{{b:{literal};c:{literal}}}")
