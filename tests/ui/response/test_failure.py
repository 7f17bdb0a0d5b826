"""A failure says what, when, why, and what to do."""

import pytest

from app.model.exchange import Failure
from ui.response.failure import FailureView, is_certificate_failure, phase_sentence


@pytest.fixture
def view(qtbot):
    made = FailureView()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_all_that_is_known_is_on_the_page(view):
    view.show_failure(Failure("dns", "dns", "The host was not found.", "[Errno -2] unknown", "Check it."))
    assert view.words() == (
        "The host was not found.",
        "Failed while looking up the host's name.",
        "[Errno -2] unknown",
        "Check it.",
    )


def test_what_is_missing_takes_no_room(view):
    view.show_failure(Failure("timeout", "wait", "No response within 3 s."))
    assert view.words() == ("No response within 3 s.", "Failed while waiting for the response.")


def test_a_cancelled_send_is_no_failure_of_a_phase(view):
    view.show_failure(Failure("cancelled", "send", "Cancelled."))
    assert view.words() == ("Cancelled.",)


@pytest.mark.parametrize(
    ("failure", "offered"),
    [
        (Failure("tls", "tls", "The certificate has expired."), True),
        (Failure("tls", "tls", "TLS failed.", "CERTIFICATE_VERIFY_FAILED"), True),
        (Failure("tls", "tls", "TLS failed.", "wrong version number"), False),
        (Failure("connect", "connect", "Refused: certificate"), False),
    ],
)
def test_not_to_verify_is_offered_for_certificates_alone(view, failure, offered):
    view.show_failure(failure)
    assert is_certificate_failure(failure) is offered
    assert view.unverified.isVisible() is offered


def test_sending_again_is_not_offered_where_it_cannot_help(view):
    view.show_failure(Failure("invalid", "prepare", "The URL has no host."))
    assert not view.again.isVisible()


def test_every_phase_has_its_sentence():
    assert phase_sentence(Failure("reset", "receive", "")) == "Failed while receiving the response."
