import asyncio
import socket

import pytest

from app.wire.dial import connect, is_literal, look_up

FREE = (socket.AF_INET, ("127.0.0.1", 0))


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield (socket.AF_INET, server.getsockname())


@pytest.fixture
def refusing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
    return (socket.AF_INET, address)


@pytest.fixture
def silent():
    """An address that accepts nothing more: its queue of connections is full."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(server.getsockname())
        yield (socket.AF_INET, server.getsockname())
        for filler in fillers:
            filler.close()


@pytest.mark.parametrize(("host", "literal"), [("127.0.0.1", True), ("::1", True), ("localhost", False)])
def test_ip_addresses_need_no_look_up(host, literal):
    assert is_literal(host) is literal


async def test_families_take_turns():
    addresses = await look_up("localhost", 80)
    assert all(place[:2] in (("127.0.0.1", 80), ("::1", 80)) for _, place in addresses)


async def test_a_name_that_does_not_exist_is_an_error():
    with pytest.raises(socket.gaierror):
        await look_up("no.such.host.invalid", 80)


async def test_the_next_address_is_tried_when_one_refuses(listening, refusing):
    connected = await connect([refusing, listening])
    assert connected.getpeername() == listening[1]
    connected.close()


async def test_a_silent_address_gets_a_head_start_only(listening, silent):
    async with asyncio.timeout(5):
        connected = await connect([silent, listening])
    assert connected.getpeername() == listening[1]
    connected.close()


async def test_the_error_is_the_one_of_the_first_address(refusing):
    with pytest.raises(ConnectionRefusedError):
        await connect([refusing, refusing])


async def test_a_cancelled_race_leaves_no_socket_open(silent):
    # An open socket would be a ResourceWarning, which is an error.
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await connect([silent, silent])
