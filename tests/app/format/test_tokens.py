"""The colours of a line: spans in order, without overlaps, and right in the cases that matter."""

import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.format.tokens import Kind, Language, scan_line, state_after, tokens


def colored(line, language):
    return [(line[start : start + length], kind) for start, length, kind in tokens(line, language)]


def test_every_kind_of_json_value_is_told_apart():
    assert colored('"a\\"b" : "x", -1.00e+3, true, null', "json") == [
        ('"a\\"b"', "key"),
        (":", "punctuation"),
        ('"x"', "string"),
        (",", "punctuation"),
        ("-1.00e+3", "number"),
        (",", "punctuation"),
        ("true", "boolean"),
        (",", "punctuation"),
        ("null", "null"),
    ]


@pytest.mark.parametrize("line", ['"never closed', '"ends in a backslash\\'])
def test_a_string_that_a_view_cut_is_still_a_string(line):
    assert colored(line, "json") == [(line, "string")]


def test_markup_colours_tags_attributes_and_comments_but_not_the_text_between():
    assert colored("<a:b c='d>e'>x = \"1\"</a:b><!-- c -->", "xml") == [
        ("<a:b", "tag"),
        ("c", "attribute"),
        ("=", "punctuation"),
        ("'d>e'", "string"),
        (">", "tag"),
        ("</a:b", "tag"),
        (">", "tag"),
        ("<!-- c -->", "comment"),
    ]


def test_html_attributes_need_no_quotes_and_no_value():
    assert colored("<input disabled value=x/y>", "html")[1:4] == [
        ("disabled", "attribute"),
        ("value", "attribute"),
        ("=", "punctuation"),
    ]


@pytest.mark.parametrize(
    ("language", "line", "spans"),
    [
        ("json", "1, // one", "1 number|, punctuation|// one comment"),
        ("json", '"a//b" /* c', '"a//b" string|/* c comment'),
        ("yaml", "- key: true # c", "- punctuation|key key|: punctuation|true boolean|# c comment"),
        ("yaml", "a: text 5 true", "a key|: punctuation"),
        (
            "yaml",
            "a: [~, 'x']",
            "a key|: punctuation|[ punctuation|~ null|, punctuation|'x' string|] punctuation",
        ),
        ("yaml", "u: http://x/#y", "u key|: punctuation"),
        (
            "css",
            "a:hover { b: 1px }",
            ":hover attribute|{ punctuation|b key|: punctuation|1px number|} punctuation",
        ),
        ("css", "c: #fff !important;", "c key|: punctuation|#fff number|!important tag|; punctuation"),
        ("javascript", "return a / b / c", "return tag"),
        ("javascript", "x = /a'b/g; 'c'", "/a'b/g string|; punctuation|'c' string"),
        ("javascript", "{k: null, v: 0x1F", "{ punctuation|k key|null null|, punctuation|v key|0x1F number"),
        ("form", "a=1&b=%20", "a key|= punctuation|1 string|& punctuation|b key|= punctuation|%20 string"),
        ("csv", '1,"a ""b"", c",x', '1 number|, punctuation|"a ""b"", c" string|, punctuation'),
        ("markdown", "# Title", "# Title tag"),
        ("markdown", "- a `b` [c](d) **e**", "- punctuation|`b` string|[c](d) attribute|**e** key"),
    ],
)
def test_each_language_has_its_colours(language, line, spans):
    assert [f"{text} {kind}" for text, kind in colored(line, language)] == spans.split("|")


@pytest.mark.parametrize(
    ("language", "lines", "open_ones"),
    [
        ("json", ["1 /* a", "b", "c */ 2", "3"], [True, True, False, False]),
        ("javascript", ["x = `a", "b ${c}", "d` + 1 /* e", "f */"], [True, True, True, False]),
        ("css", ["a { /* b", "} */ c {"], [True, False]),
        ("xml", ["<!-- a", "<b> -->", "<c d='1'", "e='2", "'>", "<![CDATA[ x", "]]>"], [1, 0, 1, 1, 0, 1, 0]),
        ("yaml", ["a: |", "  b: 1", "", "  c", "d: 2"], [True, True, True, True, False]),
        ("csv", ['1,"a', 'b ""', 'c",2'], [True, True, False]),
        ("markdown", ["```js", "# no title", "```", "text"], [True, True, False, False]),
    ],
)
def test_what_a_line_leaves_open_is_known_in_the_next(language, lines, open_ones):
    state, seen = "", []
    for line in lines:
        state = scan_line(line, language, state)[1]
        seen.append(bool(state))
    assert seen == [bool(one) for one in open_ones]
    assert state_after(lines, language) == state


def test_the_line_after_a_comment_that_is_open_is_a_comment():
    assert tokens("b: 1 */ c", "css", "/*")[0] == (0, 7, "comment")
    assert tokens("  key: 1", "yaml", "0") == [(0, 8, "string")]
    assert colored("x='1'>text", "xml") == []
    assert tokens("x='1'>text", "xml", "<")[0] == (0, 1, "attribute")


def test_plain_text_has_no_colours():
    assert tokens('{"a": 1}', "text") == []


PIECES = [
    "<",
    ">",
    "/",
    "=",
    '"',
    "'",
    "!",
    "-",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\\",
    " ",
    "a",
    "1",
    "#",
    "*",
    "`",
]


@given(
    st.lists(st.sampled_from([*PIECES, "/*", "*/", "<!--", "-->", "|", "&", "true"]), max_size=40).map(
        "".join
    ),
    st.sampled_from(get_args(Language)),
    st.sampled_from(["", "/*", "`", "<", '"', "<!--", "2"]),
)
def test_spans_are_in_order_and_never_overlap(line, language, state):
    position = 0
    for start, length, kind in tokens(line, language, allowed(language, state)):
        assert start >= position
        assert length > 0
        assert kind in get_args(Kind)
        position = start + length
    assert position <= len(line)


def allowed(language, state):
    """The state if the language has it; a scanner gets what it gave."""
    known = {"yaml": "2", "javascript": "/*`", "css": "/*", "json": "/*", "csv": '"', "markdown": "`"}
    markup = ["<", "<!--", '"']
    found = state in markup if language in ("xml", "html") else state in known.get(language, "")
    return state if found else ""


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("piece", ['"', "a: ", "<a ", "[", "`", " ", "\t", "/*", "=/", "*", "- "])
def test_a_hostile_line_takes_no_more_than_linear_time(language, piece):
    begun = time.process_time()
    tokens(piece * (10_000 // len(piece)), language)
    # Quadratic time would be many seconds.
    assert time.process_time() - begun < 2
