"""A secret in a file is spoken of in the words that the window has for its field."""

import pytest

from app.files.document import REQUEST, fresh
from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth
from app.model.body import FormBody
from app.model.field import Field
from app.model.request import Request
from app.workspace.secret_fields import literal_secrets
from app.workspace.secret_search import search_file
from app.workspace.secret_words import words_for

ROWS = (Field("X-Api-Key", "k-12"), Field("Accept", "a/b"))


@pytest.mark.parametrize(
    "request_",
    [
        Request("A", url="http://h/", auth=BasicAuth("ada", "pw-12")),
        Request("A", url="http://h/", auth=BearerAuth("t-12")),
        Request("A", url="http://h/", auth=ApiKeyAuth("X", "k-12")),
        Request("A", url="http://me:pw-12@h/", headers=ROWS),
        Request("A", "POST", "http://h/", body=FormBody((Field("password", "pw-12"),))),
    ],
)
def test_the_search_says_what_the_window_says(request_):
    found = [finding.label for finding in search_file(fresh(request_, REQUEST), "a.yml")]
    assert found == [field.label for field in literal_secrets(request_)]


@pytest.mark.parametrize(
    ("place", "name", "rule", "words"),
    [
        (("http", "url"), "url", "named token", "Parameter token"),
        (("variables", 0, "value", "data"), "pin", "named pin", "Variable pin"),
        (
            ("config", "proxy", "config", "auth", "password"),
            "password",
            "named password",
            "Password of the proxy",
        ),
        (("http", "body", "data"), "body", "GitHub token", "Body"),
        (("examples", 0, "response", "body", "data"), "body", "GitHub token", "Body of an example"),
        (("x", 1, "y"), "y", "looks random", "x[2].y"),
        ((), "TOKEN", "named TOKEN", "Variable TOKEN"),
    ],
)
def test_each_place_has_its_words(place, name, rule, words):
    assert words_for(place, name, rule) == words
