"""The waiting page: time, phase, amount."""

import time

import pytest

from app.model.exchange import Progress
from ui.response.sending import SendingView


@pytest.fixture
def sending(qtbot):
    made = SendingView()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.stop()


def test_the_time_ticks_until_it_is_stopped(sending, qtbot):
    sending.start(time.perf_counter() - 12.0)
    assert sending.words()[0] == "12.0 s"
    qtbot.waitUntil(lambda: sending.words()[0] > "12.0 s")
    sending.start(time.perf_counter() - 75.0)
    assert sending.words()[0] == "1 m 15 s"


@pytest.mark.parametrize(
    ("progress", "phase", "amount"),
    [
        (Progress("dns"), "Looking up the host…", ""),
        (Progress("send", sent=500, sent_total=2000), "Sending…", "500 B of 2.0 KB"),
        (Progress("wait", hop=2), "Waiting for the response… · redirect 2", ""),
        (Progress("receive", received=1500), "Receiving…", "1.5 KB"),
        (Progress("receive", sent=9, received=10, received_total=20), "Receiving…", "10 B of 20 B"),
    ],
)
def test_progress_is_told_in_words(sending, progress, phase, amount):
    sending.start(time.perf_counter())
    sending.show_progress(progress)
    assert sending.words()[1:] == (phase, amount)


def test_cancel_is_one_press_away(sending, qtbot):
    with qtbot.waitSignal(sending.cancel_requested):
        sending.cancel.click()
