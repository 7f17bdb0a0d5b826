from hypothesis import given
from hypothesis import strategies as st

from app.template.scan import open_name, scan


def names(text):
    return [reference.name for reference in scan(text)]


def test_names_are_found_in_order_with_their_places():
    text = "{{base_url}}/users/{{ id }}"
    assert names(text) == ["base_url", "id"]
    assert [text[found.start : found.end] for found in scan(text)] == ["{{base_url}}", "{{ id }}"]


def test_the_innermost_name_of_nested_braces_is_found_first():
    assert names("{{host_{{stage}}}}") == ["stage"]


def test_empty_braces_and_braces_over_lines_are_plain_text():
    assert names("{{}} {{ }} {{a\nb}} {x} }}{{") == []


def test_json_with_a_variable_inside_an_object_is_read():
    assert names('{"a": {"b": {{value}}}}') == ["value"]


@given(st.text())
def test_any_text_is_scanned_and_places_hold_braces(text):
    for found in scan(text):
        assert text[found.start : found.start + 2] == "{{"
        assert text[found.end - 2 : found.end] == "}}"


def test_a_name_being_typed_is_offered_for_completion():
    assert open_name("x{{ba", 5) == (3, "ba")
    assert open_name("x{{base}} ", 10) is None
    assert open_name("plain", 3) is None
