"""Secret fields of a request's auth: a name for what is typed, and how its place is filled."""

import pytest

from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth, NoAuth
from app.model.request import Request
from app.workspace.secret_fields import place_text, suggested_name


@pytest.mark.parametrize(
    ("auth", "field", "name"),
    [
        (BearerAuth(), "token", "token"),
        (BasicAuth(), "password", "password"),
        (BasicAuth("ada"), "password", "ada_password"),
        (BasicAuth("{{user}}"), "password", "password"),
        (ApiKeyAuth("X-Key"), "value", "X-Key"),
        (ApiKeyAuth(), "value", "value"),
    ],
)
def test_a_name_says_what_the_secret_is_for(auth, field, name):
    assert suggested_name(Request(auth=auth), field) == name


def test_the_text_takes_its_place():
    assert place_text(Request(auth=BearerAuth("old")), "token", "{{token}}").auth == BearerAuth("{{token}}")


def test_a_scheme_without_that_field_is_left_alone():
    for auth in (NoAuth(), BasicAuth("ada", "x")):
        assert place_text(Request(auth=auth), "token", "{{token}}").auth == auth
