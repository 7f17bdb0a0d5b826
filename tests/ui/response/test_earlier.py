"""The picker of earlier responses: what it offers and what it tells."""

import pytest

from app.model.payload import Payload
from ui.response.earlier import EarlierPicker, exchange_words


@pytest.fixture
def picker(qtbot):
    made = EarlierPicker()
    qtbot.addWidget(made)
    return made


def test_a_single_response_needs_no_picker(picker, make_exchange):
    picker.show_exchanges((make_exchange(b"1"),), 0)
    assert not picker.isVisible()
    picker.show_exchanges((make_exchange(b"1"), make_exchange(b"2")), 1)
    assert picker.isVisible()


def test_steps_end_at_the_first_and_at_the_last(picker, make_exchange):
    heard = []
    picker.chosen.connect(heard.append)
    exchanges = tuple(make_exchange(b"1") for _ in range(3))
    picker.show_exchanges(exchanges, 2)
    picker.forth.click()
    picker.back.click()
    picker.show_exchanges(exchanges, 0)
    picker.step(-1)
    assert heard == [1]


def test_the_list_has_the_newest_first_and_a_tick_at_the_one_shown(picker, make_exchange, make_failure):
    picker.show_exchanges((make_exchange(b"[1]"), make_failure()), 0)
    menu = picker.menu()
    last, first = menu.actions()
    assert "The host was not found · " in last.text()
    assert (first.isChecked(), last.isChecked()) == (True, False)
    heard = []
    picker.chosen.connect(heard.append)
    last.trigger()
    assert heard == [1]
    menu.deleteLater()


def test_an_exchange_is_told_in_a_line(make_exchange):
    half = make_exchange(b"[1", payload=Payload(2, b"[1", None, False))
    at = f"{half.started:%H:%M:%S}"
    assert exchange_words(half) == f"{at} · 200 OK · 144 ms · 2 B · incomplete"
