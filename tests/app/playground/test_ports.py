"""Ports on loopback, for both families."""

import socket

import pytest

from app.errors import AppError
from app.playground.ports import bind_loopback


def test_only_loopback_is_bound():
    sockets = bind_loopback(0, fall_back=False)
    hosts = [one.getsockname()[0] for one in sockets.bound]
    sockets.close()
    assert hosts in (["127.0.0.1"], ["127.0.0.1", "::1"])


def test_both_families_share_the_number():
    sockets = bind_loopback(0, fall_back=False)
    assert {one.getsockname()[1] for one in sockets.bound} == {sockets.port}
    sockets.close()


@pytest.mark.parametrize("port", [-1, 70000])
def test_a_number_that_is_no_port_is_told(port):
    with pytest.raises(AppError, match=str(port)):
        bind_loopback(port, fall_back=False)


def test_a_taken_port_falls_back_to_a_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sockets = bind_loopback(port, fall_back=True)
        assert sockets.port != port
        sockets.close()
