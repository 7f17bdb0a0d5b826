"""A parser of JSON without recursion."""

import json

import pytest
from hypothesis import given

from app.diff.deep import NoDocument, parse_deep
from tests.app.diff.strategies import documents


def plain(value):
    """A parsed value as the standard library would have it."""
    match value:
        case bytes():
            return json.loads(value)
        case dict():
            return {name: plain(member) for name, member in value.items()}
        case list():
            return [plain(item) for item in value]
    return value


@given(documents)
def test_a_document_is_what_the_standard_library_reads(document):
    assert plain(parse_deep(json.dumps(document, indent=1))) == document


def test_a_hundred_thousand_levels_are_read():
    value, levels = parse_deep("[" * 100_000 + "]" * 100_000), 0
    while value:
        value, levels = value[0], levels + 1
    assert levels == 99_999


def test_numbers_keep_their_text_and_names_that_come_again_their_ordinal():
    assert parse_deep('{"a": 1.00, "a": 1E3}') == {"a": b"1.00", ("a", 2): b"1E3"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[1,]",
        "[,1]",
        "{1:2}",
        '{"a"}',
        '{"a":}',
        '{"a":1,}',
        "[1}",
        "]",
        "1 2",
        "[1]]",
        "NaN",
        '"',
        "[1 2]",
        "01",
    ],
)
def test_what_is_no_json_is_told(text):
    with pytest.raises(NoDocument):
        parse_deep(text)
