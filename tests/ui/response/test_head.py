"""The head: status and figures."""

from dataclasses import replace

import pytest

from app.model.exchange import Failure
from ui.response.head import ResponseHead, size_words


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [(200, "", "200 OK"), (404, "Not Here", "404 Not Here"), (599, "", "599"), (100, "", "100 Continue")],
)
def test_the_pill_says_the_status_with_the_reason_of_the_server_or_the_registered_one(
    qtbot, make_exchange, status, reason, said
):
    head = ResponseHead()
    qtbot.addWidget(head)
    head.show_exchange(make_exchange(b"", status=status, reason=reason))
    assert head.pill.text() == said


def test_a_compressed_body_has_two_sizes(make_exchange):
    response = make_exchange(b"x" * 98_100, wire_size=12_400).response
    assert size_words(response) == ("12.4 KB", "98.1 KB decoded")
    assert size_words(make_exchange(b"x" * 10).response) == ("10 B",)


def test_a_cancelled_send_is_called_so(qtbot, make_failure):
    head = ResponseHead()
    qtbot.addWidget(head)
    head.show_exchange(make_failure())
    assert head.pill.text() == "Failed"
    head.show_exchange(replace(make_failure(), failure=Failure("cancelled", "send", "Cancelled.")))
    assert head.pill.text() == "Cancelled"
