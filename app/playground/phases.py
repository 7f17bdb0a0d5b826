"""Answers that take their time, so that the phases of an exchange can be checked against known delays."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.playground.answers import answer_json
from app.playground.echo import describe_request
from app.playground.endpoint import ANY, Endpoint
from app.playground.parameters import path_number, query_integer, query_number

LONGEST = 60.0  # seconds
_MOST_BYTES = 10 * 1024 * 1024


async def answer_late(request: Request) -> Response:
    """Wait, then answer: all the time is before the first byte."""
    await asyncio.sleep(path_number(request, "seconds", 0, LONGEST))
    return answer_json(describe_request(request))


async def answer_in_drops(request: Request) -> Response:
    """Headers after ``delay`` seconds, then the body in ``groups`` spread over ``duration`` seconds."""
    delay = query_number(request, "delay", 0, 0, LONGEST)
    duration = query_number(request, "duration", 2, 0, LONGEST)
    size = query_integer(request, "bytes", 10, 0, _MOST_BYTES)
    groups = query_integer(request, "groups", 10, 1, 1000)
    headers = {} if request.query_params.get("chunked") == "1" else {"Content-Length": str(size)}
    await asyncio.sleep(delay)
    return StreamingResponse(
        _drip(size, groups, duration), headers=headers, media_type="application/octet-stream"
    )


async def _drip(size: int, groups: int, duration: float) -> AsyncIterator[bytes]:
    """Each group follows its share of the time, so that the last byte comes exactly at the end of it."""
    start = asyncio.get_running_loop().time()
    sent = 0
    for group in range(1, groups + 1):
        due = start + duration * group / groups
        await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
        upto = size * group // groups
        if upto > sent:
            yield b"*" * (upto - sent)
        sent = upto


ENDPOINTS = (
    Endpoint(
        "/delay/{seconds:float}",
        "Wait this long (at most 60 s) before the headers.",
        answer_late,
        ANY,
        example="/delay/0.2",
    ),
    Endpoint(
        "/drip",
        "Wait delay seconds, then drip the bytes in groups over duration seconds; chunked=1 for no length.",
        answer_in_drops,
        example="/drip?duration=0.3&bytes=100&delay=0.1",
    ),
)
