"""What the body view makes of a body: text, picture, nothing, and what is not what it says."""

import asyncio
import json

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage

from app.format.pretty import INLINE_LIMIT, THREAD_LIMIT
from app.format.reading import read_body
from app.model.payload import Payload
from tests.ui.stage import click
from ui.response.body import BodyView
from ui.response.body_pages import PreviewPage, TablePage, TreePage
from ui.response.pace import BEGINNING


@pytest.fixture
def body(qtbot, loop):
    made = BodyView()
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show()
    yield made
    made.forget()
    qtbot.waitUntil(lambda: not asyncio.all_tasks(loop), timeout=15000)


def test_json_is_pretty_or_raw_as_the_user_likes_and_stays_so(body, make_exchange):
    body.show_exchange(make_exchange(b'{"n":1.00}'))
    assert body.text.visible_text() == '{\n  "n": 1.00\n}'
    assert body.kind_words() == "JSON · 3 lines"
    body.choose_view("raw")
    assert body.text.visible_text() == '{"n":1.00}'
    body.show_exchange(make_exchange(b"[ 2 ]"))
    assert body.text.visible_text() == "[ 2 ]"
    assert body.view == "raw"


def test_a_body_that_is_not_what_it_says_is_shown_with_the_reason(body, make_exchange):
    body.show_exchange(make_exchange(b'{"a": 1,\n oops}'))
    assert body.notice.isVisible()
    assert body.notice.sentence() == (
        "The server says application/json, but this is not JSON: expected '\"' at line 2, column 2."
    )
    assert body.notice.hint() == "Shown as text."
    assert body.text.visible_text() == '{"a": 1,\n oops}'
    assert "pretty" not in body.offered
    body.show_exchange(make_exchange(b"[1]"))
    assert not body.notice.isVisible()


def test_an_html_error_page_that_claims_to_be_json_is_shown_as_html(body, make_exchange):
    body.show_exchange(make_exchange(b"<html><body>Bad gateway</body></html>", status=502))
    assert body.notice.hint() == "Shown as HTML."
    assert body.kind_words() == "HTML · 1 line"


def test_text_that_only_looks_like_json_is_no_reason_to_complain(body, make_exchange):
    body.show_exchange(make_exchange(b'{"a": half', "text/plain"))
    assert not body.notice.isVisible()
    assert body.text.visible_text() == '{"a": half'


@pytest.mark.parametrize(("encoding", "charset"), [("latin-1", "iso-8859-1"), ("utf-16", "utf-16")])
def test_every_encoding_is_shown_as_text(body, make_exchange, encoding, charset):
    body.show_exchange(make_exchange('["grün"]'.encode(encoding), f"application/json; charset={charset}"))
    assert body.text.visible_text() == '[\n  "grün"\n]'
    body.choose_view("raw")
    assert body.text.visible_text() == '["grün"]'


@pytest.mark.parametrize("size", [INLINE_LIMIT + 1, THREAD_LIMIT + 1])
def test_a_large_body_is_raw_at_once_and_pretty_when_it_is_ready(body, make_exchange, qtbot, tmp_path, size):
    data = json.dumps(["x" * 90] * (size // 90)).encode()
    path = tmp_path / "body"
    path.write_bytes(data)
    body.show_exchange(make_exchange(data, payload=Payload(len(data), None, path)))
    assert body.text.visible_text().startswith('["xxx')
    assert body.texts.strip.sentence() == "Formatting…"
    assert body.texts.strip.isVisible()
    qtbot.waitUntil(lambda: body.text.visible_text().startswith('[\n  "xxx'), timeout=15000)
    assert not body.texts.strip.isVisible()
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_response_ends_the_formatting_of_the_old_one(body, make_exchange, qtbot, tmp_path):
    data = json.dumps(["x" * 90] * 50_000).encode()
    body.show_exchange(make_exchange(data))
    body.show_exchange(make_exchange(b"[1]"))
    assert body.text.visible_text() == "[\n  1\n]"
    assert body.kind_words() == "JSON · 3 lines"


def png_of(width, height):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill("#2563EB")
    data, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())


def test_a_picture_is_previewed_and_its_bytes_are_a_click_away(body, make_exchange, qtbot):
    data = png_of(320, 200)
    body.show_exchange(make_exchange(data, "image/png"))
    assert (body.view, body.offered) == ("preview", ("preview", "hex"))
    assert not body.has_text
    page = body.findChild(PreviewPage)
    qtbot.waitUntil(lambda: "320 × 200" in page.preview.current.bar.facts(), timeout=15000)
    with qtbot.waitSignal(body.save_requested):
        page.save_requested.emit()
    body.choose_view("hex")
    assert body.text.visible_text().startswith("00000000  89 50 4e 47")
    body.show_exchange(make_exchange(b"[1]"))
    assert body.text.isVisible()
    assert page.preview.current is None


def test_bytes_that_nothing_can_show_are_shown_in_hexadecimal(body, make_exchange):
    body.show_exchange(make_exchange(b"\x00\x01", "application/octet-stream"))
    assert body.offered == ("hex",)
    assert body.kind_words().startswith("Binary")
    assert body.text.visible_text().startswith("00000000  00 01")


def test_a_view_is_made_when_it_is_looked_at(body, make_exchange):
    body.show_exchange(make_exchange(b"<p>Hello</p>", "text/html"))
    assert (body.view, "preview" in body.offered) == ("pretty", True)
    assert body.findChild(PreviewPage) is None
    body.choose_view("preview")
    assert body.findChild(PreviewPage).isVisible()
    body.copy_text()
    assert QGuiApplication.clipboard().text() == "<p>Hello</p>"


def test_a_tree_has_a_find_bar_of_its_own_and_shows_its_places_in_the_text(body, make_exchange):
    body.show_exchange(make_exchange(b'{"a": 1, "b": oops}'))
    body.choose_view("tree")
    body.open_find()
    page = body.findChild(TreePage)
    assert (body.view, page.tree.find_bar.isVisible()) == ("tree", True)
    page.tree.notice.chosen.emit(0)
    assert (body.view, body.text.caret_offset) == ("raw", 14)
    body.show_exchange(make_exchange(b"[1]"))
    assert page.tree.list.tree.rows == []


def test_each_kind_of_body_keeps_the_view_chosen_for_it(body, make_exchange):
    body.show_exchange(make_exchange(b"[1]"))
    body.choose_view("raw")
    body.show_exchange(make_exchange(b"<p>Hello</p>", "text/html"))
    assert body.view == "pretty"
    body.show_exchange(make_exchange(b"[2]"))
    assert body.view == "raw"


def test_the_user_says_what_a_body_is(body, make_exchange):
    body.show_exchange(make_exchange("ü=1".encode("latin-1"), "text/plain; charset=utf-8"))
    assert body.bar.kind.toolTip() == "Text, by its first bytes"
    menu = body.bar.kind.menu_of_choices()
    choose(menu, "ISO-8859-1 (Western)")
    assert body.text.visible_text() == "ü=1"
    assert body.bar.kind.text() == "Text · ISO-8859-1"
    assert body.bar.kind.toolTip() == "Text, as you chose"
    choose(body.bar.kind.menu_of_choices(), "YAML")
    assert body.kind_words().startswith("YAML")


def choose(menu, title):
    submenus = [action.menu() for action in menu.actions() if action.menu()]
    actions = [*menu.actions(), *(action for below in submenus for action in below.actions())]
    (found,) = [action for action in actions if action.text() == title]
    found.trigger()
    menu.deleteLater()


@pytest.mark.parametrize(
    ("method", "status", "sentence"),
    [
        ("HEAD", 200, "No body: a response to HEAD has none."),
        ("DELETE", 204, "No body: 204 No Content has none."),
        ("GET", 200, "No body: the server sent none."),
    ],
)
def test_an_empty_body_says_why(body, make_exchange, method, status, sentence):
    body.show_exchange(make_exchange(b"", status=status, method=method))
    assert body.empty_words() == sentence
    assert not body.text.isVisible()


def test_a_body_in_a_file_is_let_go(body, make_exchange, tmp_path):
    path = tmp_path / "body"
    path.write_bytes(b"some text")
    body.show_exchange(make_exchange(b"some text", "text/plain", payload=Payload(9, None, path)))
    assert body.text.visible_text() == "some text"
    body.forget()
    assert body.text.visible_text() == ""
    path.unlink()


def arriving(make_exchange, data, content_type="application/json"):
    return make_exchange(b"", content_type, payload=Payload(len(data), data, None, False)).response


def test_json_is_raw_while_it_arrives_and_pretty_when_it_is_whole(body, make_exchange):
    body.show_arriving(arriving(make_exchange, b""))
    assert body.empty_words() == "Nothing of the body has come yet."
    body.show_arriving(arriving(make_exchange, b'{"a":'))
    assert (body.offered, body.text.visible_text()) == (("raw",), '{"a":')
    body.show_arriving(arriving(make_exchange, b'{"a": 1'))
    assert body.text.visible_text() == '{"a": 1'
    body.show_exchange(make_exchange(b'{"a": 1}'))
    assert body.text.visible_text() == '{\n  "a": 1\n}'


def test_what_the_user_works_with_stays_as_it_is_when_the_rest_has_come(body, make_exchange):
    body.show_arriving(arriving(make_exchange, b'{"a":'))
    body.text.select_all()
    body.show_exchange(make_exchange(b'{"a": 1}'))
    assert (body.view, body.text.visible_text()) == ("raw", '{"a": 1}')
    body.choose_view("pretty")
    assert body.text.visible_text() == '{\n  "a": 1\n}'


def test_bytes_on_their_way_are_named(body, make_exchange):
    body.show_arriving(arriving(make_exchange, b"\x89PNG\r\n\x1a\n\x00", "image/png"))
    assert body.empty_words() == "PNG image is on its way."


def test_the_place_of_a_problem_is_a_click_away(body, make_exchange):
    lines = [b'"line %d",' % number for number in range(500)]
    body.show_exchange(make_exchange(b"[\n" + b"\n".join(lines) + b"\noops]"))
    assert "line 502" in body.notice.sentence()
    assert "oops" not in body.text.visible_text()
    click(body.notice, "Go there")
    assert "oops" in body.text.visible_text()
    assert body.text.hasFocus()


def test_what_is_nearly_json_is_formatted_and_said(body, make_exchange):
    body.show_exchange(make_exchange(b'{"a": 1, // one\n"b": [2]}'))
    assert body.view == "pretty"
    assert '"b": [' in body.text.visible_text()
    assert body.notice.hint() == "Formatted all the same."


def test_a_large_body_of_another_encoding_is_read_by_a_process(body, make_exchange, qtbot, tmp_path):
    data = ("grün\n" * 60_000).encode("utf-16")
    path = tmp_path / "body"
    path.write_bytes(data)
    payload = Payload(len(data), None, path)
    body.show_exchange(make_exchange(data, "text/plain; charset=utf-16", payload=payload))
    assert body.texts.strip.sentence() == "Reading…"
    qtbot.waitUntil(lambda: body.text.visible_text().startswith("grün"), timeout=15000)
    assert not body.texts.strip.isVisible()
    assert list(tmp_path.iterdir()) == [path]


def test_formatting_can_be_stopped_and_begun_again(body, make_exchange, qtbot):
    data = json.dumps(["x" * 90] * 20_000).encode()
    body.show_exchange(make_exchange(data))
    body.texts.strip.button.click()
    assert (body.view, body.texts.strip.isVisible()) == ("raw", False)
    body.choose_view("pretty")
    qtbot.waitUntil(lambda: body.text.visible_text().startswith('[\n  "xxx'), timeout=15000)


def test_a_line_is_gone_to_and_the_place_is_told(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(json.dumps(list(range(3000))).encode()))
    assert body.kind_words() == "JSON · 3,002 lines"
    body.open_go_to()
    bar = body.texts.go_bar
    qtbot.keyClicks(bar.field, "nowhere")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.problem_words()
    bar.field.setText("1500:4")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert body.bar.facts() == "Ln 1,500, Col 4 · 3,002 lines"
    assert "1498" in body.text.visible_text()


def test_long_lines_are_wrapped_until_the_user_wishes_otherwise(body, make_exchange):
    body.show_exchange(make_exchange(b"word " * 200, "text/plain"))
    assert body.text.visible_text().count("\n") > 5
    body.bar.wrap.click()
    assert body.text.visible_text().count("\n") == 0
    body.show_exchange(make_exchange(b"word " * 300, "text/plain"))
    assert body.text.visible_text().count("\n") == 0


def test_find_goes_from_a_preview_to_the_text(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(b"<p>Hello</p>", "text/html"))
    body.choose_view("preview")
    body.open_find()
    assert body.view == "pretty"
    qtbot.keyClicks(body.find_bar.field, "hello")
    qtbot.waitUntil(lambda: body.find_bar.count_words() == "1 of 1")
    body.find_bar.switches.is_regex.setChecked(True)
    body.find_bar.field.setText("(")
    qtbot.waitUntil(lambda: bool(body.find_bar.problem_words()))


def test_a_part_is_shown_in_place_of_the_whole_until_it_is_cleared(body, make_exchange):
    body.show_exchange(make_exchange(b'{"a": [1, 2], "b": 3}'))
    for found in (b"[1]", b"[1, 2]"):
        body.show_part(read_body(Payload(len(found), found), "application/json"), "Filtered: 1 match")
    assert body.text.visible_text() == "[\n  1,\n  2\n]"
    assert (body.part.isVisible(), body.part.sentence()) == (True, "Filtered: 1 match")
    body.part.button.click()
    assert '"b": 3' in body.text.visible_text()
    assert not body.part.isVisible()
    body.show_part(read_body(Payload(1, b"1"), "application/json"), "Filtered: 1 match")
    body.show_exchange(make_exchange(b"[4]"))
    assert not body.part.isVisible()


def test_long_texts_are_wrapped_only_when_the_user_says_so(body, make_exchange):
    body.show_exchange(make_exchange(b"word " * 300_000, "text/plain"))
    assert not body.text.wraps
    body.bar.wrap.click()
    assert body.text.wraps
    body.show_exchange(make_exchange(b"word " * 300_000, "text/plain"))
    assert body.text.wraps


def test_of_a_text_that_rushes_in_the_beginning_is_shown(body, make_exchange, tmp_path):
    path = tmp_path / "body"
    path.write_bytes(b"a line of text\n" * 400_000)
    size = path.stat().st_size
    half = make_exchange(b"", "text/plain", payload=Payload(size // 2, None, path, False))
    body.show_arriving(half.response)
    assert len(body.text.source.buffer) == BEGINNING
    body.show_exchange(make_exchange(b"", "text/plain", payload=Payload(size, None, path)))
    assert len(body.text.source.buffer) == size


def test_rows_are_a_table_and_csv_is_one_at_first_sight(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(b'[{"a": 1.00, "b": "x"}, {"a": 2}]'))
    assert (body.view, "table" in body.offered) == ("pretty", True)
    body.choose_view("table")
    grid = body.findChild(TablePage).table.grid
    qtbot.waitUntil(lambda: grid.model().rowCount() == 2)
    body.show_exchange(make_exchange(b"a,b\n1,2\n", "text/csv"))
    assert body.view == "table"
    with qtbot.waitSignal(body.csv_requested):
        body.findChild(TablePage).table.save_csv_requested.emit()
    body.show_exchange(make_exchange(b"true"))
    assert "table" not in body.offered
