import base64
import json

from app.http.har import har_entry, har_timings
from app.model.body import TextBody
from app.model.exchange import Timing
from tests.app.http.sending import resolved, sending
from tests.app.wire.scripted import answering, ok, serving


async def entry_of(url, *arguments, **more):
    async with sending() as sender:
        return har_entry(await sender.send(resolved(url, *arguments, **more)))


def test_connect_includes_tls_and_what_did_not_happen_is_minus_one():
    assert har_timings(Timing(blocked=1, connect=2, tls=3, send=4, wait=5, receive=6)) == {
        "blocked": 1, "dns": -1, "connect": 5, "ssl": 3, "send": 4, "wait": 5, "receive": 6,
    }  # fmt: skip


async def test_an_entry_holds_the_whole_exchange_as_plain_data():
    lines = (b"Content-Type: text/plain", b"Set-Cookie: a=1; Path=/; HttpOnly")
    async with serving(answering(ok(b"hello", *lines))) as server:
        headers = [("Cookie", "b=2; c=3")]
        entry = await entry_of(server.url + "/x?q=%20r&s", "POST", headers, TextBody("json", "[1]"))
    json.dumps(entry)
    request, response = entry["request"], entry["response"]
    assert request["method"] == "POST"
    assert request["queryString"] == [{"name": "q", "value": " r"}, {"name": "s", "value": ""}]
    assert request["cookies"] == [{"name": "b", "value": "2"}, {"name": "c", "value": "3"}]
    assert request["postData"] == {"mimeType": "application/json", "text": "[1]"}
    assert response["status"] == 200
    assert response["content"] == {"size": 5, "mimeType": "text/plain", "text": "hello"}
    assert response["cookies"][0]["httpOnly"] is True
    assert (entry["serverIPAddress"], entry["_reused"], entry["_hops"]) == ("127.0.0.1", False, [])
    assert "_failure" not in entry
    spans = [ms for name, ms in entry["timings"].items() if name != "ssl" and ms > 0]
    assert abs(sum(spans) - entry["time"]) < 5


async def test_bytes_that_are_no_text_are_in_base64():
    async with serving(answering(ok(b"\x00\xff", b"Content-Type: image/png"))) as server:
        content = (await entry_of(server.url))["response"]["content"]
    assert base64.b64decode(content["text"]) == b"\x00\xff"
    assert content["encoding"] == "base64"


async def test_a_failed_exchange_is_status_zero_with_its_failure(unused_port):
    entry = await entry_of(f"http://127.0.0.1:{unused_port}/")
    assert entry["response"]["status"] == 0
    assert entry["_failure"]["kind"] == "connect"
    assert set(entry["_failure"]) == {"kind", "phase", "title", "detail", "hint"}


async def test_hops_are_entries_of_their_own(playground):
    entry = await entry_of(f"{playground.http}/redirect/2")
    assert [hop["response"]["status"] for hop in entry["_hops"]] == [302, 302]
    assert entry["_hops"][0]["response"]["redirectURL"]
