"""Doors open to the right credentials only."""

import pytest

from app.playground.auth import mask


def test_basic_wants_the_user_and_password_of_the_path(client):
    assert client.get("/basic-auth/ada/l%C3%B6ve", auth=("ada", "löve")).json() == {
        "authenticated": True,
        "user": "ada",
    }
    refused = client.get("/basic-auth/ada/x", auth=("ada", "y"))
    assert (refused.status_code, refused.headers["www-authenticate"][:5]) == (401, "Basic")


@pytest.mark.parametrize("value", ["", "Basic", "Basic %%%", "Basic /w==", "Bearer x"])
def test_malformed_basic_credentials_are_refused(client, value):
    assert client.get("/basic-auth/a/b", headers={"Authorization": value}).status_code == 401


def test_a_bearer_token_comes_back_masked(client):
    answer = client.get("/bearer", headers={"Authorization": "bearer secret-token"})
    assert answer.json()["token"] == "sec*********"
    assert client.get("/bearer").headers["www-authenticate"].startswith("Bearer")


def test_a_short_secret_is_masked_whole():
    assert mask("abc") == "***"


def test_the_key_goes_in_a_header_or_in_the_query(client):
    assert client.get("/api-key", headers={"X-Api-Key": "demo-key"}).json()["in"] == "header"
    assert client.get("/api-key?api_key=demo-key").json()["in"] == "query"
    assert client.get("/api-key?api_key=no").status_code == 401
