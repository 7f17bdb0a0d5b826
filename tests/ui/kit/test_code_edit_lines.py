"""Lines are commented out, moved and doubled, each in one step of undo."""

import pytest

from tests.ui.kit.marked import at
from ui.kit.code_edit_lines import duplicate_lines, move_lines, toggle_comment


def written(document, cursor):
    text = document.toPlainText()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    marked = text[:end] + "|" + text[end:] if end > start else text
    return marked[:start] + "|" + marked[start:]


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("json", '  "a": 1|,', '  // "a": 1|,'),
        ("json", '  // "a": 1|,', '  "a": 1|,'),
        ("json", "//1|", "1|"),
        ("json", "{|\n\n  1\n|}", "|// {\n\n//   1|\n}"),
        ("json", "|  1\n  // 2|", "|  // 1\n  // // 2|"),
        ("json", "|// 1\n//2|", "|1\n2|"),
        ("yaml", "a: 1|", "# a: 1|"),
        ("xml", "|<a/>\n<b/>|", "|<!-- <a/> -->\n<!-- <b/> -->|"),
        ("html", "|<!-- <a/> -->\n<!--<b/>-->|", "|<a/>\n<b/>|"),
    ],
)
def test_comments_go_in_and_out(language, before, after):
    document, cursor = at(before)
    assert toggle_comment(cursor, language)
    assert written(document, cursor) == after
    document.undo()
    assert document.toPlainText() == before.replace("|", "")


def test_plain_text_has_no_comments():
    _document, cursor = at("a|")
    assert not toggle_comment(cursor, "text")


@pytest.mark.parametrize(
    ("before", "down", "after"),
    [
        ("a\nb|b\nc", False, "b|b\na\nc"),
        ("a\nb|b\nc", True, "a\nc\nb|b"),
        ("long\n|b\nc|\nd", False, "|b\nc|\nlong\nd"),
        ("|a\nb|\nlong", True, "long\n|a\nb|"),
        ("a|\nb", False, "a|\nb"),
        ("a\nb|", True, "a\nb|"),
    ],
)
def test_lines_change_places(before, down, after):
    document, cursor = at(before)
    move_lines(cursor, down)
    assert written(document, cursor) == after


@pytest.mark.parametrize(("before", "after"), [("a|b\nc", "ab\na|b\nc"), ("|a\nb|\nc", "a\nb\n|a\nb|\nc")])
def test_lines_are_doubled(before, after):
    document, cursor = at(before)
    duplicate_lines(cursor)
    assert written(document, cursor) == after
    document.undo()
    assert document.toPlainText() == before.replace("|", "")
