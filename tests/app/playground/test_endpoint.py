"""Methods of an endpoint, and bodies that it does not want."""

import pytest


def test_any_method_reaches_an_open_endpoint(client):
    assert client.request("FROBNICATE", "/anything").json()["method"] == "FROBNICATE"


def test_another_method_is_refused_with_the_ones_allowed(client):
    answer = client.post("/xml")
    assert (answer.status_code, sorted(answer.headers["allow"].split(", "))) == (405, ["GET", "HEAD"])


def test_head_has_the_headers_and_no_body(client):
    head, full = client.head("/xml"), client.get("/xml")
    assert (head.content, head.headers["content-length"]) == (b"", full.headers["content-length"])


def test_an_unwanted_body_leaves_the_connection_open(client):
    first = client.request("GET", "/bytes/3", content=b"x" * 300_000)
    second = client.get("/anything")
    assert first.status_code == 200
    ports = {
        first.extensions["network_stream"].get_extra_info("client_addr")[1],
        second.json()["client"]["port"],
    }
    assert len(ports) == 1


@pytest.mark.parametrize("path", ["/xml", "/nowhere", "/forms", "/status/199"])
def test_a_refusal_leaves_the_connection_open_too(client, path):
    ports = set()
    for _ in range(5):
        assert client.post(path, content=b"x" * 300_000).status_code in (400, 404, 405, 415)
        ports.add(client.get("/anything").json()["client"]["port"])
    assert len(ports) == 1
