"""The URL text is never changed by looking at it, and an edit changes only what was edited."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.field import Field
from app.model.url import (
    decode,
    encode,
    fill_path,
    join,
    path_names,
    path_rows,
    pieces,
    query_rows,
    read_piece,
    split,
    with_query_rows,
    write_piece,
)

# Every character that has a meaning somewhere in a URL or a template, and a few that have none.
URLS = st.text(st.sampled_from(list("ab:/?#&&==%+20E9{}{} é\n")), max_size=40)
TEXTS = st.text(st.one_of(st.sampled_from(list("a&=+%20C3A9E9{}#? ")), st.characters(codec="utf-8")))
FIELDS = st.builds(Field, TEXTS, TEXTS, st.booleans(), st.sampled_from(["", "why"]))


def blank(row):
    return not row.name and not row.value


@given(URLS)
def test_splitting_and_joining_is_the_identity(url):
    assert join(*split(url)) == url


@given(TEXTS)
def test_decoding_undoes_encoding(text):
    assert decode(encode(text)) == text


@given(FIELDS)
def test_a_row_survives_being_a_piece(row):
    assert read_piece(write_piece(row)) == Field(row.name, row.value)


@given(st.text(st.characters(codec="utf-8")))
def test_encoded_text_outside_variables_is_plain_ascii_without_separators(text):
    encoded = encode(text.replace("{", ""))
    assert encoded.isascii()
    assert not set(encoded) & set("&=+# {}\n")


def test_half_a_surrogate_pair_is_encoded_without_a_crash():
    assert encode("a\ud83d") == "a?"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a%20b", "a b"),
        ("a+b", "a b"),
        ("%2B", "+"),
        ("100%", "100%"),
        ("%zz", "%zz"),
        ("%e9", "%e9"),
        ("%C3%A9%e9", "é%e9"),
        ("{{a+b%20}}+{{c}}", "{{a+b%20}} {{c}}"),
    ],
)
def test_escapes_are_shown_as_text_where_they_are_text(typed, shown):
    assert decode(typed) == shown


def test_variables_hide_the_separators_inside_them():
    url = "{{a?b#c}}/x?{{d&e=f#}}=1&g={{h=i}}#{{j}}"
    assert split(url) == ("{{a?b#c}}/x", "{{d&e=f#}}=1&g={{h=i}}", "{{j}}")
    assert query_rows(url, ()) == (Field("{{d&e=f#}}", "1"), Field("g", "{{h=i}}"))


@given(URLS)
def test_looking_at_the_table_does_not_change_the_url(url):
    assert with_query_rows(url, query_rows(url, ())) == url


@given(URLS, st.lists(FIELDS, max_size=5))
def test_the_enabled_rows_are_the_pieces_of_the_url(url, rows):
    shown = query_rows(url, rows)
    mirror = [Field(row.name, row.value) for row in shown if row.enabled]
    assert mirror == [read_piece(piece) for piece in pieces(split(url)[1])]


@given(URLS, st.lists(FIELDS, max_size=5))
def test_rows_that_are_off_stay_in_order_whatever_the_url_becomes(url, rows):
    off = [row for row in rows if not row.enabled]
    assert [row for row in query_rows(url, rows) if not row.enabled] == off


@given(URLS, st.lists(FIELDS, max_size=5))
def test_the_url_shows_the_rows_that_were_written_into_it(url, rows):
    written = with_query_rows(url, rows)
    expected = [Field(row.name, row.value) for row in rows if row.enabled and not blank(row)]
    assert [read_piece(piece) for piece in pieces(split(written)[1])] == expected
    assert split(written)[0] == split(url)[0]
    assert split(written)[2] == split(url)[2]


@given(URLS, TEXTS, st.data())
def test_editing_one_value_changes_only_that_value(url, value, data):
    url = f"http://h/?k=v&{url.replace('#', '').replace('?', '')}"
    rows = list(query_rows(url, ()))
    place = data.draw(st.integers(0, len(rows) - 1))
    edited = replace(rows[place], value=value)
    if blank(edited) or edited == rows[place]:
        return
    rows[place] = edited
    before, after = pieces(split(url)[1]), pieces(split(with_query_rows(url, rows))[1])
    assert after[:place] + after[place + 1 :] == before[:place] + before[place + 1 :]
    assert read_piece(after[place]) == edited


@pytest.mark.parametrize(
    ("query", "place", "change", "expected"),
    [
        ("a=%31&b=2", 1, {"value": "3"}, "a=%31&b=3"),
        ("a%20b=1", 0, {"value": "2 3"}, "a%20b=2%203"),
        ("a+b=1", 0, {"value": "2"}, "a+b=2"),
        ("a=1+2", 0, {"name": "c"}, "c=1+2"),
        ("a", 0, {"name": "b"}, "b"),
        ("a", 0, {"value": "1"}, "a=1"),
        ("a=1", 0, {"value": ""}, "a="),
        ("&&a=1&&b=2&", 0, {"value": "9"}, "&&a=9&&b=2&"),
        ("a=1&=&b=2", 1, {"value": "9"}, "a=1&=&b=9"),
        ("a=1&a=%32", 0, {"value": "2"}, "a=2&a=%32"),
        ("a=100%&b", 0, {"value": "50%"}, "a=50%25&b"),
        ("a=%e9", 0, {"value": "%e9t"}, "a=%e9t"),
        ("a={{x}}", 0, {"value": "{{x}} & {{y}}"}, "a={{x}}%20%26%20{{y}}"),
    ],
)
def test_an_edit_touches_only_its_cell(query, place, change, expected):
    rows = list(query_rows(f"http://h/p?{query}#f", ()))
    rows[place] = replace(rows[place], **change)
    assert with_query_rows(f"http://h/p?{query}#f", rows) == f"http://h/p?{expected}#f"


@pytest.mark.parametrize(
    ("query", "order", "expected"),
    [
        ("a=%31&b=2&c", [2, 0, 1], "c&a=%31&b=2"),
        ("a=%31&b=2&c", [0, 2], "a=%31&c"),
        ("a=%31&b=%32", [1], "b=%32"),
        ("a=1&a=%31", [1, 0], "a=1&a=%31"),
        ("a=1&", [], ""),
    ],
)
def test_moving_and_removing_rows_keeps_the_pieces_as_typed(query, order, expected):
    rows = query_rows(f"/p?{query}", ())
    written = with_query_rows(f"/p?{query}", [rows[place] for place in order])
    assert written == (f"/p?{expected}" if expected else "/p")


def test_a_row_can_be_switched_off_and_on_again():
    url = "/p?a=1&b=%32&c=3"
    rows = list(query_rows(url, ()))
    rows[1] = replace(rows[1], enabled=False)
    off = with_query_rows(url, rows)
    assert off == "/p?a=1&c=3"
    assert query_rows(off, rows) == tuple(rows)
    rows[1] = replace(rows[1], enabled=True)
    assert with_query_rows(off, rows) == "/p?a=1&b=2&c=3"


def test_a_new_row_goes_to_the_end_of_the_query():
    assert with_query_rows("/p", [Field("a", "1")]) == "/p?a=1"
    assert with_query_rows("/p?a=1#f", [Field("a", "1"), Field("b", "")]) == "/p?a=1&b=#f"
    assert with_query_rows("/p?", ()) == "/p?"


def test_descriptions_follow_their_rows():
    rows = (Field("a", "1", description="first"), Field("b", "2", description="second"))
    assert query_rows("/?a=1&bc=2", rows)[1].description == "second"
    assert [row.description for row in query_rows("/?x=0&b=2&a=1", rows)] == ["", "second", "first"]


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("http://h:80/users/:id/posts/:post_id?x=/:no#/:no", ("id", "post_id")),
        ("{{base}}/:id/:id/:other", ("id", "other")),
        ("http://:8080/a", ()),
        ("h/:8080", ()),
        ("/users/:id:cancel", ("id",)),
    ],
)
def test_colon_segments_of_the_path_are_names(url, names):
    assert path_names(url) == names


def test_a_path_value_is_kept_while_its_name_is_typed():
    rows = (Field("id", "7"), Field("to", "x"))
    assert path_rows("/:id/:toe", rows) == (Field("id", "7"), Field("toe", "x"))
    assert path_rows("/:to", rows) == (Field("to", "x"),)
    assert path_rows("/:a/:b", rows) == (Field("a"), Field("b"))


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_path_value_stays_one_segment(value):
    filled = fill_path("http://h/a/:id/b?q=:id", (Field("id", value.replace("{", "")),))
    assert filled.count("/") == 5
    assert filled.endswith("/b?q=:id")


def test_path_values_may_be_variables_or_missing():
    rows = (Field("id", "{{user}}/1"), Field("off", "1", enabled=False))
    assert fill_path("/:id/:none/:off", rows) == "/{{user}}%2F1/:none/:off"
