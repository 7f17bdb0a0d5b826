"""Headers that the client chooses."""

import pytest


@pytest.mark.parametrize("name", ["client", "client2"])
def test_repeated_headers_are_kept_in_order(request, name):
    answer = request.getfixturevalue(name).get("/headers?x-one=1&X-Two=%C3%A9&x-one=2")
    assert answer.headers.get_list("x-one") == ["1", "2"]
    assert (b"x-two", "é".encode()) in [(key.lower(), value) for key, value in answer.headers.raw]


def test_a_chosen_type_takes_the_place_of_the_usual_one(client):
    assert client.get("/headers?content-type=text/x-odd").headers.get_list("content-type") == ["text/x-odd"]
    assert client.get("/headers?Content-Type=text/x-odd").headers.get_list("content-type") == ["text/x-odd"]


@pytest.mark.parametrize(
    "query", ["Content-Length=5", "Transfer-Encoding=x", "te=x", "a%20b=1", "x=%0d%0aSet-Cookie:a", "=1"]
)
def test_what_would_break_the_answer_is_refused(client, query):
    assert client.get(f"/headers?{query}").status_code == 400


def test_server_timing_has_measures(client):
    assert "db;dur=53.2" in client.get("/server-timing").headers["server-timing"]
