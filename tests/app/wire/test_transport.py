"""Whatever a server does, an exchange ends rightly and soon, and the next one works."""

import pytest

from app.wire.options import Options
from tests.app.wire.ending import ending, request_to, tidy, times_for
from tests.app.wire.hostile import HTTP1, RESET, TEN, Behaviour, Hostile, listening
from tests.app.wire.hostile2 import HTTP2, Hostile2


def named(rows):
    return pytest.mark.parametrize("behaviour", rows, ids=[row.name.replace(" ", "-") for row in rows])


@named(HTTP1)
async def test_a_hostile_server_ends_an_exchange_rightly_and_the_next_one_works(behaviour):
    async with listening(Hostile(behaviour).serve) as port, tidy() as transport:
        url = f"http://127.0.0.1:{port}/"
        more = {"deadline": behaviour.deadline} if behaviour.deadline else {}
        more["timeout"] = times_for(behaviour.end)
        request = request_to(url, behaviour.method, b"x" * behaviour.body, **more)
        assert await ending(transport, request) == behaviour.end
        assert await ending(transport, request_to(url + "next")) == "200 next"


@pytest.mark.parametrize("last", ["close", RESET])
async def test_an_answer_cut_at_any_byte_is_a_failure(last):
    whole = TEN + b"0123456789"
    async with tidy() as transport:
        for cut in range(len(whole)):
            steps = (whole[:cut], last) if cut else (last,)
            async with listening(Hostile(Behaviour("", steps, "")).serve) as port:
                url = f"http://127.0.0.1:{port}/"
                kind, phase = (await ending(transport, request_to(url, "POST"))).split("/")
                assert kind in ("protocol", "reset")
                assert phase in ("wait", "receive")


@named(HTTP2)
async def test_a_hostile_http2_server_ends_an_exchange_rightly_and_the_next_one_works(behaviour):
    options = Options(http_version="2")
    async with listening(Hostile2(behaviour).serve) as port, tidy(options) as transport:
        url = f"http://127.0.0.1:{port}/"
        more = {"deadline": behaviour.deadline} if behaviour.deadline else {}
        more["timeout"] = times_for(behaviour.end)
        request = request_to(url, behaviour.method, b"x" * behaviour.body, **more)
        assert await ending(transport, request) == behaviour.end
        assert await ending(transport, request_to(url + "next")) == "200 next"
