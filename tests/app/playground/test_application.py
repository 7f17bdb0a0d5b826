"""The whole table of endpoints."""

import re

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.playground import application
from app.playground.application import list_endpoints

# What these answer to a plain GET of their example, for want of credentials or by their nature.
_OTHER = {"/status/{n:int}": 418, "/bearer": 401, "/forms": 405, "/todo/login": 405, "/todo/reset": 405}
_OTHER |= {"/todo/items": 401, "/todo/items/{id:int}": 401, "/digest-auth/{user}/{password}": 401}
_OTHER |= {"/basic-auth/{user}/{password}": 401, "/redirect/{n:int}": 302, "/redirect-to": 307}
_OTHER |= {"/ws": 426}
_OTHER |= {"/cookies/set": 302, "/cookies/delete": 302}


# /truncated ends in an error by design; test_statuses.py looks at that.
_WHOLE = [endpoint for endpoint in list_endpoints() if endpoint.path != "/truncated"]


@pytest.mark.parametrize("endpoint", _WHOLE, ids=lambda endpoint: endpoint.path)
def test_every_endpoint_answers_its_example(endpoint, client2):
    answer = client2.get(endpoint.example or endpoint.path)
    assert answer.status_code == _OTHER.get(endpoint.path, 200)


def test_no_path_is_there_twice():
    paths = [endpoint.path for endpoint in list_endpoints()]
    assert len(paths) == len(set(paths))


def test_the_table_in_the_docstring_has_every_path():
    told = set(re.findall("``(/[^`]*)``", application.__doc__)) - {"/"}
    assert told == {re.sub(":[a-z]+", "", endpoint.path) for endpoint in list_endpoints()}


_PATHS = st.sampled_from([endpoint.example or endpoint.path for endpoint in _WHOLE])
_ODD = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=_PATHS, query=_ODD, scheme=st.sampled_from(["Basic ", "Bearer ", "Digest ", "Digest a="]), rest=_ODD
)
def test_no_odd_request_breaks_the_server(client, path, query, scheme, rest):
    headers = {
        "Authorization": (scheme + rest).strip().encode("latin-1"),
        "Content-Type": rest.strip().encode("latin-1"),
    }
    answer = client.request(
        "POST", path.partition("?")[0], params=query, headers=headers, content=rest.encode()
    )
    assert answer.status_code < 500


def test_two_playgrounds_share_no_items(playground):
    from app.playground import Playground

    login = {"user": "ada", "password": "lovelace"}
    with Playground() as other:
        token = httpx.post(other.http + "/todo/login", json=login).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        assert httpx.get(other.http + "/todo/items", headers=headers).status_code == 200
        assert httpx.get(playground.http + "/todo/items", headers=headers).status_code == 401
