"""Digest authentication, with httpx as the other side."""

import httpx
import pytest

from app.playground.digest import expected_response


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256", "MD5-sess", "SHA-256-sess"])
def test_the_right_password_opens(client, algorithm):
    path = f"/digest-auth/ada/lovelace?algorithm={algorithm}"
    answer = client.get(path, auth=httpx.DigestAuth("ada", "lovelace"))
    assert answer.json() == {"authenticated": True, "user": "ada", "algorithm": algorithm}


@pytest.mark.parametrize("credentials", [("ada", "wrong"), ("eve", "lovelace")])
def test_wrong_credentials_are_refused(client2, credentials):
    path = "/digest-auth/ada/lovelace?algorithm=SHA-256"
    assert client2.get(path, auth=httpx.DigestAuth(*credentials)).status_code == 401


def test_both_algorithms_are_offered_the_better_first(client):
    better, older = client.get("/digest-auth/a/b").headers.get_list("www-authenticate")
    assert ("algorithm=SHA-256" in better, "algorithm=MD5" in older) == (True, True)
    answer = client.get("/digest-auth/a/b", auth=httpx.DigestAuth("a", "b"))
    assert answer.json()["algorithm"] == "SHA-256"


def test_an_answer_cannot_be_played_twice(client):
    answer = client.get("/digest-auth/a/b?algorithm=MD5", auth=httpx.DigestAuth("a", "b"))
    again = client.get(answer.request.url, headers={"Authorization": answer.request.headers["authorization"]})
    assert (again.status_code, "stale=true" in again.headers["www-authenticate"]) == (401, True)


def test_an_answer_for_another_address_is_refused(client):
    answer = client.get("/digest-auth/a/b?algorithm=MD5", auth=httpx.DigestAuth("a", "b"))
    headers = {"Authorization": answer.request.headers["authorization"]}
    assert client.get("/digest-auth/a/b?algorithm=MD5&x=1", headers=headers).status_code == 400


@pytest.mark.parametrize(
    "text", ["x", "a=", "username=a", 'username=a,nonce=b,uri="/",response=c,qop=d,nc=e,cnonce=f']
)
def test_credentials_that_cannot_be_read_are_told(client, text):
    answer = client.get("/digest-auth/a/b", headers={"Authorization": f"Digest {text}"})
    assert answer.status_code == 400


def test_the_example_of_the_rfc_gives_its_response():
    # RFC 7616 section 3.9.1, with the realm of the playground in place of "http-auth@example.org".
    given = {
        "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        "uri": "/dir/index.html",
        "qop": "auth",
        "nc": "00000001",
        "cnonce": "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    }
    md5 = expected_response(given, "MD5", ("Mufasa", "Circle of Life"), "GET", "http-auth@example.org")
    assert md5 == b"8ca523f5e9506fed4657c9700eebdbec"
    sha = expected_response(given, "SHA-256", ("Mufasa", "Circle of Life"), "GET", "http-auth@example.org")
    assert sha == b"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
