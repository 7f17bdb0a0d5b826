"""Redirects end where they should."""

import pytest


@pytest.mark.parametrize("path", ["/redirect/3", "/redirect/3?absolute=1"])
def test_a_chain_has_as_many_steps_as_it_says(client, path):
    answer = client.get(path, follow_redirects=True)
    assert [step.status_code for step in answer.history] == [302, 302, 302]
    assert answer.json()["path"] == "/anything"


def test_absolute_means_a_whole_url(client, playground):
    assert client.get("/redirect/1?absolute=1").headers["location"] == playground.http + "/anything"


def test_a_redirect_keeps_the_method_where_its_status_says_so(client):
    for status, method in ((302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")):
        answer = client.post(
            f"/redirect-to?url=/anything&status={status}", content=b"x", follow_redirects=True
        )
        assert answer.json()["method"] == method


def test_what_no_header_may_hold_is_encoded(client):
    answer = client.get("/redirect-to", params={"url": "/anything?q=é\r\nX: y"})
    assert answer.headers["location"] == "/anything?q=%C3%A9%0D%0AX:%20y"


@pytest.mark.parametrize("query", ["", "url=/&status=304", "url=/&status=200"])
def test_a_redirect_to_nowhere_is_refused(client, query):
    assert client.get(f"/redirect-to?{query}").status_code == 400
