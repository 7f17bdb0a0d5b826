"""JSON opened one level at a time."""

import pytest

from app.diff.deep import NoDocument
from app.diff.members import equal_numbers, is_same, node_text, open_document, open_node, type_of


def test_members_stay_closed_until_they_are_asked_for():
    root = open_node(open_document(b'{"a": [1, 2.50], "b": "\\u00e9"}'))
    assert [node_text(member) for member in root.values()] == ["[1,2.50]", '"\\u00e9"']
    assert open_node(root["b"]) == "é"
    assert [open_node(item) for item in open_node(root["a"])] == [b"1", b"2.50"]


def test_white_space_is_no_difference():
    assert is_same(open_document(b"[1, 2]"), open_document(b"[ 1,2 ]\n"))


def test_a_name_that_comes_again_is_a_member_of_its_own():
    assert open_node(open_document(b'{"a":1,"a":2}')) == {"a": b"1", ("a", 2): b"2"}


def test_every_type_has_its_name():
    texts = (b"{}", b"[]", b'""', b"1", b"true", b"null")
    names = [type_of(open_node(open_document(text))) for text in texts]
    assert names == ["object", "array", "string", "number", "boolean", "null"]


def test_numbers_are_compared_by_value():
    assert equal_numbers(b"1.0", b"1.00")
    assert equal_numbers(b"1E3", b"1000")
    assert not equal_numbers(b"0.1", b"0.10000000000000000001")
    assert not equal_numbers(b"1E99999999999999999999", b"1")


@pytest.mark.parametrize(
    ("text", "clause"),
    [(b"", "it is empty"), (b"[1", "it ends too early"), (b"[1,]", "trailing comma in array at byte 3")],
)
def test_what_is_no_json_is_told_with_its_place(text, clause):
    with pytest.raises(NoDocument, match=clause):
        open_document(text)


def test_invalid_utf8_is_read_with_replacements():
    assert open_node(open_document(b'["\xff"]'))[0] is not None
