import asyncio
import socket

import pytest

from app.wire.pipe import Pipe


async def pipe_pair():
    mine, theirs = socket.socketpair()
    mine.setblocking(False)
    theirs.setblocking(False)
    _, pipe = await asyncio.get_running_loop().create_connection(Pipe, sock=mine)
    return pipe, theirs


async def close(pipe, theirs):
    pipe.close()
    theirs.close()
    await asyncio.sleep(0)


async def test_a_read_gives_what_came_and_nothing_at_the_end():
    pipe, theirs = await pipe_pair()
    theirs.send(b"hello")
    assert await pipe.read(3) == b"hel"
    assert await pipe.read(9) == b"lo"
    theirs.close()
    assert await pipe.read(9) == b""
    assert pipe.readable
    await close(pipe, theirs)


async def test_what_came_before_an_error_is_read_first():
    pipe, theirs = await pipe_pair()
    pipe.data_received(b"413")
    pipe.connection_lost(ConnectionResetError("reset"))
    assert await pipe.read(9) == b"413"
    with pytest.raises(ConnectionResetError):
        await pipe.read(9)
    await close(pipe, theirs)


async def test_a_reader_that_is_slow_stops_the_sender():
    pipe, theirs = await pipe_pair()
    sent = 0
    # Two turns of the loop read what the socket holds; a paused pipe leaves it there.
    for _ in range(1000):
        try:
            sent += theirs.send(b"x" * 65536)
        except BlockingIOError:
            pass
        await asyncio.sleep(0)
    assert sent < 8 * 1024 * 1024
    received = 0
    while received < sent:
        received += len(await pipe.read(65536))
    await close(pipe, theirs)


async def test_a_write_ends_when_the_system_took_the_bytes():
    pipe, theirs = await pipe_pair()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await pipe.write(b"x" * 16 * 1024 * 1024)
    await close(pipe, theirs)


async def test_a_write_on_a_closed_pipe_fails():
    pipe, theirs = await pipe_pair()
    pipe.close()
    with pytest.raises(ConnectionResetError):
        await pipe.write(b"x")
    await close(pipe, theirs)


async def test_a_cancelled_read_loses_nothing():
    pipe, theirs = await pipe_pair()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await pipe.read(9)
    theirs.send(b"late")
    assert await pipe.read(9) == b"late"
    await close(pipe, theirs)
