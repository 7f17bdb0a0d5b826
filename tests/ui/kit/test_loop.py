import asyncio
import threading
import time

import pytest


@pytest.mark.parametrize("seconds", [0.001, 0.02, 0.06])
async def test_a_timer_never_comes_early(seconds):
    start = time.monotonic()
    await asyncio.sleep(seconds)
    assert time.monotonic() - start >= seconds


async def test_blocking_work_runs_in_a_thread_of_our_own():
    name = await asyncio.to_thread(lambda: threading.current_thread().name)
    assert name.startswith("sonde")


async def test_a_cancelled_timer_stays_silent():
    rung = []
    handle = asyncio.get_running_loop().call_later(0.005, rung.append, "rung")
    handle.cancel()
    await asyncio.sleep(0.01)
    assert rung == []


async def test_a_local_server_can_be_spoken_to():
    async def answer(reader, writer):
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(b"sonde\n")
        assert await reader.readline() == b"sonde\n"
        writer.close()
        await writer.wait_closed()
