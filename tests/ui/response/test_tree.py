"""The tree of a body as people use it: keys, the clipboard, finding, broken bodies and screen readers."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication

from app.format.reading import read_body
from app.model.payload import Payload
from ui.response.tree import BodyTree

DOCUMENT = b'{"id": 1.00, "name": "gr\\u00fcn", "tags": ["a", {"x y": [1, 2]}], "empty": {}, "name": null}'


@pytest.fixture
def tree(qtbot):
    made = BodyTree()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.list.setFocus()
    yield made
    made.forget()


@pytest.fixture
def show(tree, qtbot):
    def show_body(data, content_type="application/json", **more):
        tree.show_reading(read_body(Payload(len(data), data, **more), content_type))
        settle(tree, qtbot)

    return show_body


def settle(tree, qtbot):
    qtbot.waitUntil(lambda: not tree.list.tree.slices._timer.isActive(), timeout=10000)


def shown(tree):
    """The rows as text, indented by their level."""
    model = tree.list.tree
    return [f"{row.level * ' '}{model.data(model.index(place))}" for place, row in enumerate(model.rows)]


def press(tree, qtbot, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(tree.list, key, modifier)
        settle(tree, qtbot)


def test_every_member_is_shown_as_it_stands_in_the_text(tree, show):
    show(DOCUMENT)
    assert shown(tree) == [
        "$  { 5 }",
        " id  1.00",
        ' name  "gr\\u00fcn"',
        " tags  [ 2 ]",
        " empty  {}",
        " name  null",
    ]


def test_arrows_open_close_and_move(tree, show, qtbot):
    show(DOCUMENT)
    press(tree, qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert shown(tree)[3:6] == [" tags  [ 2 ]", '  0  "a"', "  1  { 1 }"]
    press(tree, qtbot, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert tree.bar.path() == "$.tags[1]"
    press(tree, qtbot, Qt.Key.Key_Asterisk)
    assert shown(tree)[5:9] == ["  1  { 1 }", "   x y  [ 2 ]", "    0  1", "    1  2"]
    press(tree, qtbot, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert tree.bar.path() == "$.tags"
    press(tree, qtbot, Qt.Key.Key_Left, Qt.Key.Key_End)
    assert (len(shown(tree)), tree.bar.path()) == (6, "$.name")
    press(tree, qtbot, Qt.Key.Key_Home)
    assert tree.bar.path() == "$"


def test_levels_are_opened_all_at_once_and_closed_again(tree, show, qtbot):
    show(DOCUMENT)
    tree.list.tree.expand_all_to(2)
    settle(tree, qtbot)
    assert [row.level for row in tree.list.tree.rows] == [0, 1, 1, 1, 2, 2, 1, 1]
    tree.list.tree.expand_all_to(5)
    settle(tree, qtbot)
    assert max(row.level for row in tree.list.tree.rows) == 4
    tree.list.tree.collapse_all()
    settle(tree, qtbot)
    assert len(shown(tree)) == 6


def test_values_and_paths_are_copied(tree, show, qtbot):
    show(DOCUMENT)
    press(tree, qtbot, Qt.Key.Key_Down)
    press(tree, qtbot, Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "1.00"
    press(tree, qtbot, Qt.Key.Key_Down)
    press(tree, qtbot, Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "grün"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    tree.list.tree.expand_all_to(4)
    settle(tree, qtbot)
    tree.list.go_to(next(row for row in tree.list.tree.rows if row.level == 4))
    press(tree, qtbot, Qt.Key.Key_C, modifier=both)
    assert QGuiApplication.clipboard().text() == "$.tags[1]['x y'][0]"


def choose(tree, row, title):
    menu = tree.list.make_menu(row)
    next(action for action in menu.actions() if action.text() == title).trigger()
    menu.deleteLater()


def test_the_menu_copies_a_subtree_and_asks_for_the_filter_and_the_text(tree, show, qtbot):
    show(DOCUMENT)
    tags = tree.list.tree.rows[3]
    choose(tree, tags, "Copy subtree, formatted")
    assert QGuiApplication.clipboard().text().startswith('[\n  "a",\n  {\n    "x y"')
    choose(tree, tags, "Copy value")
    assert QGuiApplication.clipboard().text() == '["a", {"x y": [1, 2]}]'
    choose(tree, tags, "Copy path for jq")
    assert QGuiApplication.clipboard().text() == ".tags"
    with qtbot.waitSignal(tree.filter_wanted) as asked:
        choose(tree, tags, "Filter by this path")
    assert asked.args == ["$.tags"]
    with qtbot.waitSignal(tree.text_wanted) as asked:
        choose(tree, tags, "Show in the text")
    assert DOCUMENT[asked.args[0] :].startswith(b'"tags"')


def test_finding_opens_the_way_to_keys_and_values(tree, show, qtbot):
    items = [{"id": number, "deep": {"word": f"w{number}"}} for number in range(3000)]
    show(json.dumps({"items": items}).encode())
    tree.open_find()
    qtbot.keyClicks(tree.find_bar.field, "w2999")
    qtbot.waitUntil(lambda: tree.bar.path() == "$.items[2999].deep.word", timeout=10000)
    assert tree.find_bar.count_words() == "1 of 1"
    tree.find_bar.field.setText('"word"')
    qtbot.waitUntil(lambda: tree.find_bar.count_words().endswith("of 3,000"), timeout=10000)
    before = tree.bar.path()
    qtbot.keyClick(tree.find_bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tree.bar.path() not in ("", before), timeout=10000)
    tree.find_bar.field.setText("nowhere")
    qtbot.waitUntil(lambda: tree.find_bar.count_words() == "Not found", timeout=10000)


def test_a_body_that_breaks_off_is_shown_up_to_the_place(tree, show, qtbot):
    show(b'{"a": 1,\n "b": [1, 2')
    assert [row.strip() for row in shown(tree)][:3] == ["$  { 2 }", "a  1", "b  [ 2 ]"]
    assert tree.notice.sentence() == "This JSON cannot be read on: it ends too early at line 2, column 12."
    with qtbot.waitSignal(tree.text_wanted) as asked:
        tree.notice.chosen.emit(0)
    assert asked.args == [20]


def test_a_body_that_is_no_json_says_so(tree, show):
    show(b"oops")
    assert shown(tree) == []
    assert tree.notice.sentence() == "This JSON cannot be read on: a value is expected at line 1, column 1."
    show(b"[1]")
    assert not tree.notice.isVisible()


def test_xml_shows_attributes_texts_and_comments_and_expands_nothing(tree, show):
    show(
        b'<!DOCTYPE a [<!ENTITY b "boom">]><a x="1"><b>&b;</b><!-- no --><c>t<d/></c><![CDATA[<e>]]></a>',
        "application/xml",
    )
    assert [row.strip() for row in shown(tree)] == [
        "/  2",
        'DOCTYPE  a [<!ENTITY b "boom">]',
        "a  5",
        "@x  1",
        "b  &b;",
        "comment  no",
        "c  2",
        "CDATA  <e>",
    ]
    assert tree.path_of(tree.list.tree.rows[3]) == "/a[1]/@x"
    assert tree.path_of(tree.list.tree.rows[6]) == "/a[1]/c[1]"


def test_all_of_an_xml_document_is_expanded_from_its_root(tree, show, qtbot):
    show(b"<a><b><c><d>1</d></c></b><b/></a>", "application/xml")
    press(tree, qtbot, Qt.Key.Key_Asterisk)
    assert [row.strip() for row in shown(tree)] == ["/  1", "a  2", "b  1", "c  1", "d  1", "b"]


def test_lines_of_json_are_records(tree, show):
    show(b'{"a":1}\n{"a":2}\n', "application/x-ndjson")
    assert shown(tree) == ["$  [ 2 ]", " 0  { 1 }", " 1  { 1 }"]


def test_other_encodings_are_read(tree, show):
    show('{"grün": "ü"}'.encode("utf-16"), "application/json; charset=utf-16")
    assert shown(tree)[1] == ' grün  "ü"'


def test_deep_nesting_is_opened_level_by_level(tree, show, qtbot):
    show(b'{"a":' * 30_000 + b"1" + b"}" * 30_000)
    assert len(shown(tree)) == 2
    press(tree, qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert tree.bar.path() == "$.a.a"
    assert len(shown(tree)) == 3


def test_a_command_that_would_open_too_much_stops_with_a_sentence(tree, show, qtbot):
    show(json.dumps([[number] * 50 for number in range(900)]).encode())
    press(tree, qtbot, Qt.Key.Key_Asterisk)
    assert tree.notice.sentence() == "Stopped after 20,000 rows."
    rows = tree.list.tree.rows
    assert [row.index for row in rows if row.level == 1] == list(range(900))
    assert rows[1].is_open
    assert not rows[-1].is_open


def test_a_screen_reader_hears_every_row(tree, show):
    show(DOCUMENT)
    interface = QAccessible.queryAccessibleInterface(tree.list)
    assert interface.text(QAccessible.Text.Name) == "Tree of the body"
    heard = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert heard[:4] == [
        "$, 5 members, level 1, open",
        "id, 1.00, level 2",
        'name, "gr\\u00fcn", level 2',
        "tags, 2 items, level 2, closed",
    ]


def test_typing_finds_the_next_name(tree, show, qtbot):
    show(DOCUMENT)
    qtbot.keyClicks(tree.list, "ta")
    assert tree.bar.path() == "$.tags"
