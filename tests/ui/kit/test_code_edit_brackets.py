"""Brackets are paired, those in strings and variables are not brackets."""

import pytest

from ui.kit.code_edit_brackets import matching_pair


@pytest.mark.parametrize(
    ("text", "cursor", "pair"),
    [
        ("{}", 0, (0, 1)),
        ("{}", 2, (1, 0)),
        ('{"a": [1, {"b": 2}]}', 0, (0, 19)),
        ('{"a": [1, {"b": 2}]}', 7, (6, 18)),
        ('{"a": "}"}', 0, (0, 9)),
        ('{"a": "\\"}"}', 0, (0, 11)),
        ('{"id": {{x}}}', 0, (0, 12)),
        ('{\n  "a": 1\n}', 12, (11, 0)),
        ("[}", 0, None),
        ("{", 0, None),
        ("abc", 1, None),
        ('"{"', 2, None),
        ("", 0, None),
    ],
)
def test_the_partner_of_the_bracket_at_the_cursor(text, cursor, pair):
    assert matching_pair(text, cursor) == pair
