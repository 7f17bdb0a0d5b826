"""The Wire tab over sends to real servers."""

import asyncio

import pytest

from app.model.body import TextBody
from app.model.options import Travel
from app.wire import tap
from tests.app.http.sending import resolved, sending
from tests.app.wire.scripted import answering, ok, serving
from ui.response.wire import FRAMES, HEX, RECEIVED, SENT, TEXT, WireView

KEY = "hush-hush-canary"
CREDENTIALS = (("Authorization", "Bearer abcdef"), ("X-Key", KEY))


@pytest.fixture
def view(qtbot):
    made = WireView()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


async def until(signal, true):
    """Wait for the signal after which something is true."""
    changed = asyncio.Event()
    signal.connect(lambda *_: changed.set())
    async with asyncio.timeout(5):
        while not true():
            await changed.wait()
            changed.clear()


async def send(request, *answers):
    """Send to a server that gives these answers, or one with a cookie."""
    script = answering(*(answers or (ok(b"hello", b"Set-Cookie: a=secret"),)))
    async with serving(script) as server, sending() as sender:
        return await sender.send(request(server.url))


async def test_the_octets_of_both_ways_are_shown_with_their_line_breaks(view):
    view.show_exchange(await send(lambda url: resolved(f"{url}/a", "POST", body=TextBody("text", "x\r\ny"))))
    view.sides.set_current(SENT)
    lines = view.text.visible_text().split("\n")
    assert lines[0] == "POST /a HTTP/1.1␍␊"
    assert lines[-3:] == ["␍␊", "x␍␊", "y"]
    view.sides.set_current(RECEIVED)
    assert view.text.visible_text().startswith("HTTP/1.1 200 OK␍␊\nContent-Length: 5␍␊\n")
    view.forms.set_current(HEX)
    assert view.text.visible_text().startswith("00000000  48 54 54 50 2f 31 2e 31  20 32 30 30")


@pytest.mark.parametrize("form", [TEXT, HEX])
async def test_credentials_and_secrets_are_masked_until_they_are_revealed(view, form):
    exchange = await send(lambda url: resolved(f"{url}/?k={KEY}", headers=CREDENTIALS, secrets=(KEY,)))
    view.show_exchange(exchange)
    view.forms.set_current(form)

    def said():
        words = ""
        for side in (SENT, RECEIVED):
            view.sides.set_current(side)
            shown = view.text.visible_text()
            words += "".join(line[60:] for line in shown.split("\n")) if form == HEX else shown
        return words

    before = said()
    assert not any(word in before for word in (KEY, "abcdef", "a=secret"))
    assert view.reveal.isVisible()
    view.reveal.click()
    after = said()
    assert all(word in after for word in (KEY, "abcdef", "a=secret"))
    view.show_exchange(exchange)
    assert KEY not in said()


async def test_nothing_is_to_be_revealed_where_nothing_is_masked(view):
    view.show_exchange(await send(lambda url: resolved(url)))
    view.sides.set_current(SENT)
    assert not view.reveal.isVisible()


async def test_each_hop_can_be_chosen(view):
    moved = b"HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n"
    view.show_exchange(await send(lambda url: resolved(f"{url}/here"), moved, ok()))
    view.sides.set_current(SENT)
    assert view.text.visible_text().startswith("GET /there ")
    assert [view.hops.itemText(index) for index in range(2)] == ["1. GET /here · 302", "2. GET /there · 200"]
    view.hops.setCurrentIndex(0)
    assert view.text.visible_text().startswith("GET /here ")


async def test_frames_of_http2_are_a_table_and_their_packed_headers_are_masked(view, playground):
    travel = Travel(ca_file=str(playground.ca), http_version="2")
    async with sending() as sender:
        request = resolved(f"{playground.https}/get", headers=CREDENTIALS, travel=travel)
        view.show_exchange(await sender.send(request))
    view.framed_sides.set_current(FRAMES)
    rows = view.table.rows()
    sent = next(row for row in rows if row[2] == "HEADERS")
    assert sent[1:5] == ("→ sent", "HEADERS", "END_STREAM END_HEADERS", "1")
    assert any(row[1:3] == ("← received", "DATA") for row in rows)
    assert view.summary() == f"{len(rows)} frames"
    view.framed_sides.set_current(SENT)
    view.forms.set_current(HEX)
    first = view.text.visible_text().split("\n")[0]
    assert first.endswith("*******")


async def test_more_than_is_kept_is_told_and_does_not_hold_up_the_window(qtbot, monkeypatch):
    made = WireView()
    qtbot.addWidget(made)
    made.show()
    monkeypatch.setattr(tap.Tap.__init__, "__defaults__", (1000, 2_000_000))
    async with serving(answering(ok(b"x" * 3_000_000))) as server, sending() as sender:
        exchange = await sender.send(resolved(server.url))
    made.sides.set_current(RECEIVED)
    made.show_exchange(exchange)
    assert made.summary() == "first 2.0 MB of 3.0 MB"
    await until(made.text.lines_changed, made.text.visible_text)
    assert made.text.visible_text().startswith("HTTP/1.1 200 OK")
    made.forget()


def test_a_send_that_reached_nobody_says_so(view, make_failure):
    view.show_exchange(make_failure())
    assert view._empty.isVisible()
    assert view.summary() == ""
