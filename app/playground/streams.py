"""Answers of any length, made while they are sent: bytes, lines, JSON, and Server-Sent Events."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterable, Iterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.playground.endpoint import Endpoint
from app.playground.parameters import path_integer, query_integer, query_number
from app.playground.problems import Problem

_PIECE = 64 * 1024  # bytes sent at a time
_MOST_BYTES = 10 * 1024**3
_MOST_JSON = 1024**3
_MOST_ITEMS = 10_000_000


async def answer_bytes(request: Request) -> Response:
    """``n`` pseudo-random bytes; the same ``seed`` gives the same bytes."""
    count = path_integer(request, "n", 0, _MOST_BYTES)
    seed = query_integer(request, "seed", 0, 0, 2**63)
    headers = {"Content-Length": str(count)}
    return StreamingResponse(_in_turns(_random_bytes(count, seed)), 200, headers, "application/octet-stream")


async def answer_json_array(request: Request) -> Response:
    """An array of records, ``size`` bytes long or a record longer."""
    size = query_integer(request, "size", 10_000, 2, _MOST_JSON)
    return StreamingResponse(_in_turns(_json_array(size)), media_type="application/json")


async def answer_lines(request: Request) -> Response:
    """``n`` numbered lines of text."""
    count = path_integer(request, "n", 0, _MOST_ITEMS)
    return StreamingResponse(_in_turns(_lines(count)), media_type="text/plain")


async def answer_stream(request: Request) -> Response:
    """``n`` JSON objects, one a line, each sent as it is made, ``interval`` seconds apart."""
    count = path_integer(request, "n", 0, _MOST_ITEMS)
    interval = query_number(request, "interval", 0, 0, 60)
    return StreamingResponse(_objects(count, interval), media_type="application/x-ndjson")


async def answer_events(request: Request) -> Response:
    """``n`` events, ``interval`` seconds apart, going on after the client's Last-Event-ID."""
    count = query_integer(request, "n", 5, 0, _MOST_ITEMS)
    interval = query_number(request, "interval", 0.1, 0, 60)
    last = request.headers.get("last-event-id", "0")
    if not last.isdecimal():
        raise Problem(400, f"Last-Event-ID is {last!r}; the playground numbers its events.")
    headers = {"Cache-Control": "no-store"}
    return StreamingResponse(_events(int(last), count, interval), 200, headers, "text/event-stream")


async def _in_turns(pieces: Iterable[bytes]) -> AsyncIterator[bytes]:
    """Let the other connections have their turn after each piece.

    Sending does not wait while the buffer has room, nor once the client has gone.
    """
    for piece in pieces:
        yield piece
        await asyncio.sleep(0)


def _random_bytes(count: int, seed: int) -> Iterator[bytes]:
    source = random.Random(seed)
    while count:
        piece = min(count, _PIECE)
        yield source.randbytes(piece)
        count -= piece


def _json_array(size: int) -> Iterator[bytes]:
    """Records until ``size`` is reached, sent in pieces."""
    piece = bytearray(b"[")
    sent = number = 0
    while sent + len(piece) < size - 1:
        piece += (b",\n " if number else b"\n ") + _record(number)
        number += 1
        if len(piece) >= _PIECE:
            yield bytes(piece)
            sent += len(piece)
            piece.clear()
    yield bytes(piece) + b"\n]"


def _record(number: int) -> bytes:
    # Written by hand: json.dumps is six times slower, and an array may have a million of these.
    active = "true" if number % 2 == 0 else "false"
    tags = ("", '"red"', '"red", "grün"')[number % 3]
    parent = f'{{"id": {number // 2}}}' if number else "null"
    return (
        f'{{"id": {number}, "name": "Item {number}", "price": {number % 1000}.50, "active": {active}, '
        f'"tags": [{tags}], "parent": {parent}}}'
    ).encode()


def _lines(count: int) -> Iterator[bytes]:
    for first in range(0, count, 1000):
        numbers = range(first + 1, min(first + 1000, count) + 1)
        yield "".join(f"Line {number} of {count}\n" for number in numbers).encode()


async def _objects(count: int, interval: float) -> AsyncIterator[bytes]:
    for number in range(count):
        if number:
            await asyncio.sleep(interval)
        yield json.dumps({"id": number, "of": count}).encode() + b"\n"


async def _events(last: int, count: int, interval: float) -> AsyncIterator[bytes]:
    yield b": The playground counts.\nretry: 1000\n\n"
    for number in range(last + 1, last + count + 1):
        if number > last + 1:
            await asyncio.sleep(interval)
        data = json.dumps({"number": number})
        yield f"id: {number}\nevent: tick\ndata: {data}\n\n".encode()


ENDPOINTS = (
    Endpoint("/bytes/{n:int}", "Pseudo-random bytes by seed.", answer_bytes, example="/bytes/1024?seed=7"),
    Endpoint("/json", "An array of about size bytes.", answer_json_array, example="/json?size=100000"),
    Endpoint("/lines/{n:int}", "Numbered lines.", answer_lines, example="/lines/100"),
    Endpoint(
        "/stream/{n:int}",
        "JSON objects, one a line, interval seconds apart.",
        answer_stream,
        example="/stream/10",
    ),
    Endpoint(
        "/sse",
        "n Server-Sent Events, interval seconds apart.",
        answer_events,
        example="/sse?n=3&interval=0.1",
    ),
)
