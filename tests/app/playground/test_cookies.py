"""Cookies are set, shown and deleted."""

import httpx
import pytest


def test_cookies_are_set_shown_and_deleted(playground):
    with httpx.Client(base_url=playground.http, verify=False, follow_redirects=True) as jar:
        assert jar.get("/cookies/set?a=1&b=x=y").json() == {"cookies": {"a": "1", "b": "x=y"}}
        assert jar.get("/cookies/delete?a").json() == {"cookies": {"b": "x=y"}}


def test_cookies_in_several_headers_are_all_seen(client2):
    headers = [("Cookie", "a=1"), ("Cookie", "b=2; c")]
    assert client2.get("/cookies", headers=headers).json() == {"cookies": {"a": "1", "b": "2", "c": ""}}


@pytest.mark.parametrize("query", ["a=1;%20Domain=x", "a%20b=1", "a=%0d%0a"])
def test_what_is_no_cookie_is_refused(client, query):
    assert client.get(f"/cookies/set?{query}").status_code == 400
