"""The bodies of a comparison: what they are decides how they are compared."""

import pytest
from PySide6.QtCore import Qt

from app.diff.side import Side
from app.model.payload import Payload
from ui.response.compare_body import STRUCTURE, TWO_COLUMNS, CompareBody


@pytest.fixture
def body(qtbot):
    made = CompareBody()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


@pytest.fixture
def compare(body, qtbot):
    def run(left, right, content_type="text/plain", other_type=None):
        sides = (
            Side("left", 200, payload=Payload(len(left), left), content_type=content_type),
            Side("right", 200, payload=Payload(len(right), right), content_type=other_type or content_type),
        )
        body.show_sides(*sides)
        qtbot.waitUntil(lambda: not body.busy(), timeout=15_000)
        return body

    return run


def test_binary_bodies_tell_where_they_differ_and_their_digests(compare):
    said = compare(b"\x00\x01\x02", b"\x00\x01\x03\x04", "image/png").said()
    assert "differ from byte 2 on" in said
    assert "3 B (3 bytes)" in said
    assert "SHA-256 ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc" in said


def test_a_binary_body_against_a_text_is_compared_as_octets(compare):
    assert "differ from byte 0" in compare(b"\x00\x01", b"text", "image/png", "text/plain").said()


def test_texts_in_different_encodings_are_compared_as_characters(compare):
    body = compare(
        "grün\n".encode("latin-1"),
        "grün\n".encode("utf-16"),
        "text/plain; charset=latin-1",
        "text/plain; charset=utf-16",
    )
    assert body.said().startswith("No differences")


def test_invalid_json_is_compared_as_text_with_a_sentence(body, compare, qtbot):
    body.mode.set_current(STRUCTURE)
    compare(b'{"a": 1}', b'{"a": ', "application/json")
    assert "no JSON" in body.notice.sentence() or "as received" in body.notice.sentence()
    assert body.canvas.rows.diff.changes == 1


def test_json_that_is_written_otherwise_has_no_differences_once_formatted(compare, qtbot):
    body = compare(b'{"a":1,"b":[1,2]}', b'{ "a": 1,\n"b": [1, 2] }', "application/json")
    assert body.said() == "No differences once both are formatted."
    body.rules_button.click()
    body.rules.as_received.click()
    qtbot.waitUntil(lambda: not body.busy(), timeout=15_000)
    assert body.canvas.rows.diff.changes == 1


def test_a_large_body_is_compared_in_a_worker(compare, qtbot):
    left = b"".join(b"line %d\n" % number for number in range(30_000))
    right = left.replace(b"line 29000\n", b"").replace(b"line 5\n", b"other\n")
    body = compare(left, right)
    assert body.canvas.rows.diff.changes == 2
    assert "line 29000" in body.canvas.selected_text() or body.step(1) is None
    assert "line 29000" in body.canvas.selected_text()


def test_a_large_document_is_compared_in_a_worker(body, compare):
    body.mode.set_current(STRUCTURE)
    left = b"[" + b",".join(b'{"id":%d}' % number for number in range(20_000)) + b"]"
    compare(left, left.replace(b'{"id":777}', b'{"id":-1}'), "application/json")
    assert [found.path for found in body.list.differences()] == ["$[777].id"]


def test_a_comparison_can_be_cancelled(body, qtbot):
    left = b"".join(b"line %d\n" % number for number in range(300_000))
    data = Payload(len(left), left)
    body.show_sides(Side("a", payload=data), Side("b", payload=Payload(len(left), left.replace(b"9", b"8"))))
    qtbot.keyClick(body.cancel, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: body.said() == "The comparison did not come to its end.")
    assert not body.busy()


def test_a_narrow_pane_shows_one_column(body, compare):
    compare(b"a\nb\n", b"a\nc\n")
    body.columns.set_current(TWO_COLUMNS)
    assert body.canvas.rows.two_columns
    body.resize(400, 400)
    assert not body.canvas.rows.two_columns
    assert not body.columns.isVisible()
    assert body.width() == 400
