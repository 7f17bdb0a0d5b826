"""A history in a folder, and exchanges to put into it."""

from datetime import datetime

import pytest

from app.history import History, Origin, Record
from app.model.exchange import Exchange, Response, SentRequest, Timing
from app.model.payload import Payload
from app.model.request import Request

SHOP = Origin("shop-1", "Shop", "items/list.yml", "Local")
JSON = ("Content-Type", "application/json")


def body(text):
    data = text if isinstance(text, bytes) else text.encode()
    return Payload(len(data), data)


def make_record(url="http://shop.test/items", answer='{"fruit": "apple"}', status=200, **more):
    """A send as the program hands it in; ``more`` are fields of the exchange, or `request`, `place`, ..."""
    headers = more.pop("headers", (JSON,))
    sent = SentRequest(more.pop("method", "GET"), url, "/", "HTTP/1.1", headers, body(more.pop("sent", "")))
    response = Response(
        status, "OK", "HTTP/1.1", (JSON, *more.pop("answered", ())), body(answer), len(answer)
    )
    request = more.pop("request", Request("List", sent.method, "{{base}}/items"))
    place, secrets = more.pop("origin", SHOP), more.pop("secrets", ())
    started = more.pop("started", datetime(2026, 3, 1, 14, 3))
    response = more.pop("response", response)
    exchange = Exchange(sent, response, Timing(total=12.5), started=started, **more)
    return Record(exchange, request, place, secrets)


@pytest.fixture
def told():
    return []


@pytest.fixture
def history(tmp_path, told):
    made = History(tmp_path / "history", told.append)
    yield made
    made.close()


@pytest.fixture
def new_path(tmp_path):
    return lambda: tmp_path / "unpacked.body"
