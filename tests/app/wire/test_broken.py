import h2.events
import h2.exceptions
import httpcore
import httpx
import pytest

from app.wire.broken import as_httpx_errors


def translated(error):
    with pytest.raises(httpx.TransportError) as caught, as_httpx_errors():
        raise error
    return caught.value


def test_the_cause_of_a_network_error_is_kept():
    cause = ConnectionRefusedError(111, "refused")
    error = translated(httpcore.ConnectError(cause))
    assert isinstance(error, httpx.ConnectError)
    assert error.__cause__ is cause


def test_a_reset_stream_is_told_with_its_code():
    event = h2.events.StreamReset(stream_id=1, error_code=7)
    assert "REFUSED_STREAM (7)" in str(translated(httpcore.RemoteProtocolError(event)))


def test_a_goaway_is_told_with_its_code():
    event = h2.events.ConnectionTerminated()
    event.error_code = 0
    assert "GOAWAY" in str(translated(httpcore.RemoteProtocolError(event)))


def test_broken_frames_are_the_servers_fault():
    assert isinstance(translated(h2.exceptions.ProtocolError("bad frame")), httpx.RemoteProtocolError)


def test_other_errors_pass_untouched():
    with pytest.raises(KeyError), as_httpx_errors():
        raise KeyError("mine")
