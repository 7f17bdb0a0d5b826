"""Enter and Tab keep code in its columns."""

import pytest

from tests.ui.kit.marked import at
from ui.kit.code_edit_typing import indent_for_new_line, indent_lines, unindent_lines


def written(document, cursor):
    text = document.toPlainText()
    return text[: cursor.position()] + "|" + text[cursor.position() :]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  a|", "  a\n  |"),
        ("{|", "{\n  |"),
        ("  [|", "  [\n    |"),
        ("{|}", "{\n  |\n}"),
        ("  {| }", "  {\n    |\n  }"),
        ("{{|", "{{\n|"),
        ("|  a", "\n|  a"),
        (" | a", " \n | a"),
        ("  a|\n      b|", "  a\n  |"),
        ("{|a|}", "{\n  |\n}"),
    ],
)
def test_a_new_line_is_as_deep_as_the_code_wants(qapp, before, after):
    document, cursor = at(before)
    indent_for_new_line(cursor)
    assert written(document, cursor) == after


@pytest.mark.parametrize(
    ("before", "after"), [("a|b", "a  b"), ("|a\nb|", "  a\n  b"), ("a|\n|b", "  a\n  b")]
)
def test_tab_indents(qapp, before, after):
    document, cursor = at(before)
    indent_lines(cursor)
    assert document.toPlainText() == after
    document.undo()
    assert document.toPlainText() == before.replace("|", "")


@pytest.mark.parametrize(
    ("before", "after"), [("    a|", "  a"), (" a|", "a"), ("a|", "a"), ("|   a\n b|\nc", " a\nb\nc")]
)
def test_shift_tab_takes_indentation_away(qapp, before, after):
    document, cursor = at(before)
    unindent_lines(cursor)
    assert document.toPlainText() == after
