"""The to-do API from login to deletion."""

import httpx
import pytest


@pytest.fixture
def todo(playground):
    """A client that has logged in, and a list as it was at the start."""
    with httpx.Client(base_url=playground.http, verify=False) as made:
        made.post("/todo/reset")
        token = made.post("/todo/login", json={"user": "ada", "password": "lovelace"}).json()["token"]
        made.headers["Authorization"] = f"Bearer {token}"
        yield made


def test_an_item_lives_from_post_to_delete(todo):
    made = todo.post("/todo/items", json={"title": "Tea", "priority": 1})
    assert (made.status_code, made.json()) == (201, {"id": 4, "title": "Tea", "done": False, "priority": 1})
    place = made.headers["location"]
    assert todo.patch(place, json={"done": True}).json()["done"] is True
    assert todo.put(place, json={"id": 4, "title": "Coffee"}).json() == {
        "id": 4,
        "title": "Coffee",
        "done": False,
        "priority": 2,
    }
    assert todo.get(place).json()["title"] == "Coffee"
    assert todo.delete(place).status_code == 204
    assert todo.get(place).status_code == 404


def test_items_are_filtered_by_done(todo):
    counts = {
        query: todo.get(f"/todo/items{query}").json()["total"] for query in ("", "?done=true", "?done=false")
    }
    assert counts == {"": 3, "?done=true": 1, "?done=false": 2}
    assert todo.get("/todo/items?done=perhaps").status_code == 400


def test_reset_brings_the_first_items_back(todo):
    todo.delete("/todo/items/1")
    assert todo.post("/todo/reset").status_code == 204
    assert todo.get("/todo/items").json()["total"] == 3


def test_a_wrong_password_is_told_as_a_problem(client):
    answer = client.post("/todo/login", json={"user": "ada", "password": "x"})
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


@pytest.mark.parametrize(("headers", "error"), [({}, False), ({"Authorization": "Bearer made-up"}, True)])
def test_without_a_good_token_nothing_is_shown(client, headers, error):
    answer = client.get("/todo/items", headers=headers)
    assert answer.status_code == 401
    assert ("invalid_token" in answer.headers["www-authenticate"]) is error


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"[]", "application/json", 422),
        (b'{"title": "Write the first request"}', "application/json", 409),
    ],
)
def test_a_bad_body_gets_the_fitting_status(todo, content, kind, status):
    answer = todo.post("/todo/items", content=content, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_every_mistake_is_told_at_once(todo):
    answer = todo.post("/todo/items", json={"title": " ", "done": 1, "priority": True, "colour": "red"})
    pointers = [error["pointer"] for error in answer.json()["errors"]]
    assert (answer.status_code, pointers) == (422, ["#/title", "#/done", "#/priority", "#/colour"])
    assert todo.put("/todo/items/1", json={}).json()["errors"][0]["pointer"] == "#/title"
