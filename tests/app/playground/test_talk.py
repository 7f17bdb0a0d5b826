"""The WebSocket says back what it hears."""

import pytest
from websockets.exceptions import ConnectionClosedOK
from websockets.sync.client import connect


@pytest.mark.parametrize("secure", [False, True])
def test_text_and_bytes_come_back(playground, trusting, secure):
    address = (playground.https if secure else playground.http).replace("http", "ws", 1) + "/ws"
    with connect(address, ssl=trusting if secure else None, proxy=None) as socket:
        for message in ("hello", "", "ü" * 100_000, b"\x00\xff", b""):
            socket.send(message)
            assert socket.recv() == message


def test_the_first_subprotocol_offered_is_taken(playground):
    with connect(
        playground.http.replace("http", "ws") + "/ws", subprotocols=["a", "b"], proxy=None
    ) as socket:
        assert socket.subprotocol == "a"


@pytest.mark.parametrize("name", ["client", "client2"])
def test_a_plain_request_is_asked_to_upgrade(request, name):
    assert request.getfixturevalue(name).get("/ws").status_code == 426


def test_it_closes_when_the_client_does(playground):
    with connect(playground.http.replace("http", "ws") + "/ws", proxy=None) as socket:
        socket.close()
        with pytest.raises(ConnectionClosedOK):
            socket.recv()
