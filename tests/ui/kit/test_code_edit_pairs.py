"""Brackets and quotes come in pairs where that helps, and stay single where it would not."""

import pytest

from tests.ui.kit.marked import at
from ui.kit.code_edit_pairs import erase_pair, type_pair


def after(document, cursor):
    text, place = document.toPlainText(), cursor.position()
    return text[:place] + "|" + text[place:]


@pytest.mark.parametrize(
    ("before", "typed", "wanted"),
    [
        ("|", "{", "{|}"),
        ("[|]", "{", "[{|}]"),
        ("|", '"', '"|"'),
        ('{"a|"}', '"', '{"a"|}'),
        ("{|}", "}", "{}|"),
        ('{"id": {|}', "{", '{"id": {{|}}'),
        ('"{|"', "{", '"{{|}}"'),
        ("|ab", "{", None),
        ('"a |"', "[", None),
        ('"a\\|"', '"', None),
        ("|", "}", None),
        ("|", "x", None),
    ],
)
def test_what_is_typed(before, typed, wanted):
    document, cursor = at(before)
    assert type_pair(cursor, typed) == (wanted is not None)
    assert after(document, cursor) == (wanted or before)


def test_a_selection_is_put_between_both_and_stays_selected():
    document, cursor = at("a |b c| d")
    assert type_pair(cursor, '"')
    assert document.toPlainText() == 'a "b c" d'
    assert cursor.selectedText() == "b c"
    document.undo()
    assert document.toPlainText() == "a b c d"


@pytest.mark.parametrize(
    ("before", "wanted"), [("{|}", "|"), ('["|"]', "[|]"), ("{|", None), ("|}", None), ("{x|}", None)]
)
def test_an_empty_pair_goes_at_once(before, wanted):
    document, cursor = at(before)
    assert erase_pair(cursor) == (wanted is not None)
    assert after(document, cursor) == (wanted or before)
