"""The filter over a body: typed with keys, asked in a real process, shown in place of the whole."""

import asyncio
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ui.response.body import BodyView

BODY = b'{"a": [1.00, 2], "b": 3}'


@pytest.fixture
def body(qtbot, loop, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = BodyView()
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show()
    made.activateWindow()
    yield made
    made.forget()
    qtbot.waitUntil(lambda: not asyncio.all_tasks(loop), timeout=15000)
    assert list(Path(tmp_path).iterdir()) == []


def wait_for(qtbot, condition):
    qtbot.waitUntil(condition, timeout=15000)


def test_what_is_typed_is_asked_and_shown_until_it_is_cleared(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(BODY))
    body.bar.filter.click()
    bar = body.filter.bar
    assert bar.field.hasFocus()
    qtbot.keyClicks(bar.field, "$.a[*]")
    wait_for(qtbot, body.part.isVisible)
    assert body.text.visible_text() == "[\n  1.00,\n  2\n]"
    assert body.part.sentence().startswith("Filtered: 2 matches · ")
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not body.part.isVisible()
    assert '"b": 3' in body.text.visible_text()


def test_the_strip_above_the_part_clears_the_filter_too(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(BODY))
    body.filter.ask_path("$.b")
    wait_for(qtbot, body.part.isVisible)
    body.part.button.click()
    assert not body.filter.bar.isVisible()
    assert '"a": [' in body.text.visible_text()


def test_a_malformed_expression_says_where_and_the_part_stays(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(BODY))
    body.filter.ask_path("$.b")
    wait_for(qtbot, body.part.isVisible)
    bar = body.filter.bar
    bar.open_bar("$.b[")
    wait_for(qtbot, lambda: bool(bar.problem_words()))
    assert bar.problem_words() == "Unbalanced brackets, at its end."
    assert body.part.isVisible()


def test_the_next_response_is_filtered_by_the_same_expression(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(BODY))
    body.filter.ask_path("$.b")
    wait_for(qtbot, body.part.isVisible)
    body.show_exchange(make_exchange(b'{"b": 4}'))
    wait_for(qtbot, lambda: body.text.visible_text() == "[\n  4\n]")
    body.show_exchange(make_exchange(b"plain", "text/plain"))
    assert not body.bar.filter.isVisible()
    assert not body.filter.bar.isVisible()
    assert body.text.visible_text() == "plain"
    body.show_exchange(make_exchange(b'{"b": 5}'))
    wait_for(qtbot, lambda: body.text.visible_text() == "[\n  5\n]")


def test_the_places_of_the_matches_are_shown_in_place_of_their_values(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(BODY))
    body.filter.ask_path("$.b")
    body.filter.bar.form.set_current(1)
    wait_for(qtbot, lambda: "$['b']" in body.text.visible_text())


def test_jq_is_a_choice_and_says_where_digits_may_be_lost(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(b'{"n": 123456789012345678901234567890}'))
    body.open_filter()
    bar = body.filter.bar
    qtbot.keyClick(bar.languages, Qt.Key.Key_Down)
    assert bar.language == "jq"
    bar.open_bar(".n + 1")
    wait_for(qtbot, lambda: bool(bar.note_words()))
    assert "15 digits" in bar.note_words()
    bar.open_bar(".n")
    wait_for(qtbot, lambda: "567890" in body.text.visible_text())
    assert bar.note_words() == ""


def test_a_filter_that_takes_long_can_be_stopped(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(BODY))
    body.open_filter()
    bar = body.filter.bar
    bar.languages.setCurrentIndex(1)
    bar.open_bar("[range(1e9)]")
    wait_for(qtbot, body.filter.strip.isVisible)
    body.filter.strip.button.click()
    assert not body.filter.strip.isVisible()
    assert not body.part.isVisible()
