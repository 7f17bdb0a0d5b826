"""Statuses, caching, and the two broken answers."""

import h2.exceptions
import httpx
import pytest


@pytest.mark.parametrize("name", ["client", "client2"])
@pytest.mark.parametrize("status", [200, 204, 205, 301, 304, 404, 418, 451, 500, 599])
def test_every_status_can_be_had(request, name, status):
    assert request.getfixturevalue(name).get(f"/status/{status}").status_code == status


@pytest.mark.parametrize(
    ("status", "name"), [(302, "location"), (401, "www-authenticate"), (405, "allow"), (503, "retry-after")]
)
def test_a_status_brings_its_header(client, status, name):
    assert name in client.get(f"/status/{status}").headers


def test_a_known_etag_is_not_sent_again(client):
    first = client.get("/cache")
    for known in (first.headers["etag"], 'W/"x", W/' + first.headers["etag"], "*"):
        again = client.get("/cache", headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get("/cache", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_truncated_answer_is_noticed_and_the_next_one_is_whole(client):
    with pytest.raises(httpx.RemoteProtocolError, match="received 100 bytes, expected 1000"):
        client.get("/truncated")
    assert client.get("/status/200").status_code == 200


def test_a_truncated_stream_of_http2_ends_as_well(playground):
    with (
        httpx.Client(base_url=playground.http, http1=False, http2=True) as prior,
        pytest.raises((httpx.ProtocolError, h2.exceptions.InvalidBodyLengthError)),
    ):
        prior.get("/truncated")


def test_the_wrong_type_is_html_under_the_name_of_json(client):
    answer = client.get("/wrong-type")
    assert answer.headers["content-type"] == "application/json"
    assert answer.text.startswith("<!doctype html>")
