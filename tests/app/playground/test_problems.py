"""Refusals as problem details (RFC 9457)."""

from app.playground.problems import reason_phrase


def test_a_missing_page_is_a_problem_document(client):
    answer = client.get("/nowhere")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing at /nowhere; the index at / lists what there is.",
        "instance": "/nowhere",
    }


def test_a_status_that_nobody_registered_has_a_name_too():
    assert (reason_phrase(418), reason_phrase(299)) == ("I'm a Teapot", "Status 299")
