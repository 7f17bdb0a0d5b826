"""Lines have the colours of their syntax, and variables theirs on top."""

from PySide6.QtGui import QTextDocument

from app.model.environment import Variable
from app.template.scope import Layer, Scope
from ui import theme
from ui.kit.code_edit_highlighter import Highlighter
from ui.kit.variables import Variables

SCOPE = Scope((Layer("here", (Variable("id", "1"),)),))


def colours(document, line=0):
    """The colour of each stretch of a line."""
    block = document.findBlockByNumber(line)
    return {
        block.text()[f.start : f.start + f.length]: f.format.foreground().color()
        for f in block.layout().formats()
    }


def test_json_and_variables_are_coloured(qapp, qtbot):
    document = QTextDocument('{"id": {{id}}, "n": 1.0, "s": "{{nope}}"}')
    highlighter = Highlighter(document)
    highlighter.show_language("json")
    highlighter.show_variables(Variables(SCOPE.look_up))
    qtbot.waitUntil(lambda: "{{id}}" in colours(document))
    found = colours(document)
    assert found['"id"'] == theme.token_color("key")
    assert found["1.0"] == theme.token_color("number")
    assert found["{{id}}"] == theme.color("link")
    assert found["{{nope}}"] == theme.color("red")


def test_text_has_no_syntax(qapp):
    document = QTextDocument('{"id": 1}')
    Highlighter(document).rehighlight()
    assert colours(document) == {}


def test_an_endless_line_stays_plain(qapp):
    document = QTextDocument('{"id": 1}' * 5000)
    Highlighter(document).show_language("json")
    assert colours(document) == {}


def test_a_new_theme_recolours(qapp, use_theme, qtbot):
    document = QTextDocument('{"id": 1}')
    highlighter = Highlighter(document)
    highlighter.show_language("json")
    use_theme("dark")
    highlighter.rehighlight()
    qtbot.waitUntil(lambda: colours(document).get('"id"') == theme.token_color("key"))


def test_comments_of_json_go_on_from_line_to_line(qapp, qtbot):
    document = QTextDocument('{ /* "a"\n1 // b\n*/ "😀": 2 } // "c"')
    highlighter = Highlighter(document)
    highlighter.show_language("json")
    qtbot.waitUntil(lambda: bool(colours(document, 2)))
    assert colours(document)['/* "a"'] == theme.token_color("comment")
    assert colours(document, 1) == {"1 // b": theme.token_color("comment")}
    last = document.findBlockByNumber(2).layout().formats()
    kinds = [(each.start, each.length, each.format.foreground().color()) for each in last]
    assert (0, 2, theme.token_color("comment")) in kinds
    assert (3, 4, theme.token_color("key")) in kinds
    assert (9, 1, theme.token_color("number")) in kinds
    assert (13, 6, theme.token_color("comment")) in kinds


def test_a_long_text_is_coloured_bit_by_bit_to_its_end(qapp, qtbot):
    document = QTextDocument('{"a": 1},\n' * 4000)
    highlighter = Highlighter(document)
    highlighter.show_language("json")
    assert colours(document, 3999) == {}
    qtbot.waitUntil(lambda: colours(document, 3999) != {})
    assert colours(document, 3999)['"a"'] == theme.token_color("key")
    assert colours(document, 2000)['"a"'] == theme.token_color("key")


def test_what_is_visible_is_coloured_first(qapp, qtbot):
    document = QTextDocument('{"a": 1},\n' * 20_000)
    highlighter = Highlighter(document, lambda: [document.findBlockByNumber(19_000)])
    highlighter.show_language("json")
    qtbot.waitUntil(lambda: colours(document, 19_000) != {})
    assert colours(document, 18_999) == {}
