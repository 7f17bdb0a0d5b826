from dataclasses import replace

import pytest

from app.errors import InvalidRequest
from app.http.address import read_address
from app.http.redirects import follow, is_downgrade, location
from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth, NoAuth
from app.model.body import NoBody, TextBody
from app.model.exchange import Exchange, Response, SentRequest, Timing
from tests.app.http.sending import resolved

URL = "https://a.example/b/c?d"
BODY = TextBody("json", "{}")
TYPED = [("Authorization", "x"), ("Cookie", "a=1"), ("Host", "b"), ("Content-Type", "t/t"), ("X", "1")]


def answer(status, place):
    return Response(status, "", "HTTP/1.1", (("location", place),))


def next_of(request, status=302, place="/next"):
    return follow(request, read_address(request.url), answer(status, place))


@pytest.mark.parametrize(
    ("status", "method", "after"),
    [
        (301, "POST", "GET"),
        (302, "POST", "GET"),
        (301, "PUT", "PUT"),
        (302, "GET", "GET"),
        (303, "PUT", "GET"),
        (303, "HEAD", "HEAD"),
        (307, "POST", "POST"),
        (308, "POST", "POST"),
    ],
)
def test_the_status_decides_the_next_method_and_whether_the_body_goes_along(status, method, after):
    found = next_of(resolved(URL, method, body=BODY), status)
    assert found.method == after
    assert found.body == (BODY if after == method else NoBody())


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("/x", "https://a.example/x"),
        ("x?y", "https://a.example/b/x?y"),
        ("?y", "https://a.example/b/c?y"),
        ("//b.example/x", "https://b.example/x"),
        ("http://b.example", "http://b.example"),
        ("/ä ö", "https://a.example/%C3%A4%20%C3%B6"),
    ],
)
def test_the_location_is_read_against_the_url(place, url):
    assert next_of(resolved(URL), place=place).url == url


@pytest.mark.parametrize("place", ["ftp://a.example", "mailto:a@b", "http://"])
def test_a_location_that_is_no_web_address_is_refused(place):
    with pytest.raises(InvalidRequest):
        next_of(resolved(URL), place=place)


def test_what_names_the_user_stays_with_its_origin():
    request = resolved(URL, headers=TYPED, auth=BearerAuth("t"))
    near, far = next_of(request), next_of(request, place="https://b.example")
    assert [row.name for row in near.headers] == ["Authorization", "Cookie", "Host", "Content-Type", "X"]
    assert near.auth == BearerAuth("t")
    assert [row.name for row in far.headers] == ["Content-Type", "X"]
    assert far.auth == NoAuth()


@pytest.mark.parametrize("place", ["http://a.example", "https://a.example:444"])
def test_another_scheme_or_port_is_another_origin(place):
    assert next_of(resolved(URL, auth=BearerAuth("t")), place=place).auth == NoAuth()


def test_headers_of_the_body_go_with_it():
    found = next_of(resolved(URL, "POST", TYPED, BODY), 303)
    assert "Content-Type" not in [row.name for row in found.headers]


def test_credentials_of_the_url_go_along_on_the_same_origin():
    assert next_of(resolved("https://ada:pw@a.example/")).auth == BasicAuth("ada", "pw")
    assert next_of(resolved("https://ada:pw@a.example/"), place="//b.example").auth == NoAuth()


def test_a_key_in_the_query_is_not_added_twice():
    assert next_of(resolved(URL, auth=ApiKeyAuth("k", "v", "query"))).auth == NoAuth()


@pytest.mark.parametrize(("status", "leads"), [(300, False), (304, False), (200, False), (308, True)])
def test_only_five_statuses_redirect(status, leads):
    assert (location(answer(status, "/x")) is not None) == leads
    assert location(None) is None


def test_leaving_encryption_is_noticed():
    def hop(url):
        return Exchange(SentRequest("GET", url, "/", "HTTP/1.1"), None, Timing())

    down = replace(hop("http://b"), history=(hop("https://a"),))
    up = replace(hop("https://b"), history=(hop("http://a"),))
    assert is_downgrade(down)
    assert not is_downgrade(up)
