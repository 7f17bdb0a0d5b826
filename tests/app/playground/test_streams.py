"""Streams are as long as asked for, and always the same."""

import json

import pytest


@pytest.fixture(params=["client", "client2"])
def either(request):
    """One version of HTTP after the other."""
    return request.getfixturevalue(request.param)


def test_a_seed_decides_the_bytes(either):
    first = either.get("/bytes/200000?seed=7").content
    assert (len(first), first) == (200000, either.get("/bytes/200000?seed=7").content)
    assert first != either.get("/bytes/200000?seed=8").content


def test_no_bytes_are_an_answer_too(either):
    assert either.get("/bytes/0").content == b""


@pytest.mark.parametrize("size", [2, 100, 10_000, 300_000])
def test_a_json_array_has_about_the_size_asked_for(either, size):
    body = either.get(f"/json?size={size}").content
    assert size <= len(body) + 1 <= size + 200
    assert [record["id"] for record in json.loads(body)] == list(range(len(json.loads(body))))


def test_lines_are_numbered(either):
    lines = either.get("/lines/2500").text.splitlines()
    assert (len(lines), lines[-1]) == (2500, "Line 2500 of 2500")


def test_objects_come_one_a_line(either):
    answer = either.get("/stream/3?interval=0.01")
    assert [json.loads(line)["id"] for line in answer.iter_lines()] == [0, 1, 2]


def test_events_come_in_order(either):
    answer = either.get("/sse?n=2&interval=0.01")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.split("\n\n")[1:3] == [
        'id: 1\nevent: tick\ndata: {"number": 1}',
        'id: 2\nevent: tick\ndata: {"number": 2}',
    ]


def test_events_go_on_where_the_client_stopped(client):
    assert "id: 8\n" in client.get("/sse?n=1", headers={"Last-Event-ID": "7"}).text
    assert client.get("/sse", headers={"Last-Event-ID": "x"}).status_code == 400


def test_a_client_may_leave_in_the_middle(either):
    with either.stream("GET", "/bytes/1000000000") as answer:
        next(answer.iter_raw())
    assert either.get("/status/200").status_code == 200
