"""Secret fields of requests, folders and environments: what is found, and how its place is filled."""

import pytest

from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth, NoAuth, OtherAuth
from app.model.body import FormBody, MultipartBody, Part
from app.model.collection import Defaults
from app.model.environment import Environment, Variable
from app.model.field import Field
from app.model.options import ClientCertificate, HostCertificate, Options, Proxy
from app.model.request import Request
from app.model.url import query_rows
from app.workspace.secret_fields import (
    SecretField,
    literal_secrets,
    looks_secret,
    place_text,
    suggested_name,
    text_at,
)

OAUTH = OtherAuth(
    "oauth2", {"credentials": {"clientId": "me", "clientSecret": "s3cret"}, "pkce": {"on": True}}
)
FULL = Request(
    url="https://me:pw-1@h/:id?api_key=k%201&page=2",
    query=query_rows("https://me:pw-1@h/:id?api_key=k%201&page=2", ()),
    path=(Field("id", "1"), Field("token", "in-the-path")),
    headers=(Field("Accept", "a"), Field("Authorization", "Bearer abc"), Field("X-Api-Key", "{{key}}")),
    body=FormBody((Field("password", "pw-2"), Field("user", "ada"))),
    auth=BasicAuth("ada", "pw-3"),
    options=Options(
        proxy=Proxy("http://u:pw-4@p", "u", "pw-5"), certificate=ClientCertificate("a.p12", "", "pw-6")
    ),
    variables=(Variable("token", "v-1"), Variable("kept", "", secret=True)),
)
PLACES = {
    "url": "pw-1",
    "query.0": "k%201",
    "path.1": "in-the-path",
    "headers.1": "abc",
    "password": "pw-3",
    "body.0": "pw-2",
    "proxy.url": "pw-4",
    "proxy.password": "pw-5",
    "certificate.passphrase": "pw-6",
    "variables.0": "v-1",
}


def found(item):
    return {each.field: each.value for each in literal_secrets(item)}


@pytest.mark.parametrize(
    ("auth", "field", "name"),
    [
        (BearerAuth(), "token", "token"),
        (BasicAuth(), "password", "password"),
        (BasicAuth("ada"), "password", "ada_password"),
        (BasicAuth("{{user}}"), "password", "password"),
        (ApiKeyAuth("X-Key"), "value", "X-Key"),
        (ApiKeyAuth(), "value", "value"),
        (OAUTH, "auth.credentials.clientSecret", "clientSecret"),
    ],
)
def test_a_name_says_what_the_secret_is_for(auth, field, name):
    assert suggested_name(Request(auth=auth), field) == name


def test_a_token_in_the_place_of_a_user_is_found_and_is_no_part_of_a_name():
    token = "ghp_" + "A1b2C3d4" * 5
    request = Request(auth=BasicAuth(token, "x"))
    assert literal_secrets(request)[0] == SecretField("username", "Username", token)
    assert suggested_name(request, "password") == "password"
    assert place_text(request, "username", "{{user}}").auth == BasicAuth("{{user}}", "x")
    assert not literal_secrets(Request(auth=BasicAuth("ada.lovelace@example.org-0123456789", "")))


def test_every_kind_of_field_is_found():
    assert found(FULL) == PLACES


@pytest.mark.parametrize("field", PLACES)
def test_a_name_takes_the_place_of_the_secret_alone(field):
    assert text_at(FULL, field) == PLACES[field]
    placed = place_text(FULL, field, "{{it}}")
    assert found(placed) == {name: text for name, text in PLACES.items() if name != field}
    assert place_text(placed, field, PLACES[field]) != placed


def test_a_parameter_changes_in_the_url_too():
    placed = place_text(FULL, "query.0", "{{key}}")
    assert placed.url == "https://me:pw-1@h/:id?api_key={{key}}&page=2"
    assert placed.query[0] == Field("api_key", "{{key}}")


def test_a_url_without_a_table_has_parameters_too():
    request = Request(url="https://h/?token=abc")
    assert found(request) == {"query.0": "abc"}
    assert place_text(request, "query.0", "{{t}}").url == "https://h/?token={{t}}"


def test_the_word_for_the_scheme_stays_in_a_header():
    assert place_text(FULL, "headers.1", "{{token}}").headers[1] == Field("Authorization", "Bearer {{token}}")


def test_any_row_can_be_moved_though_nothing_says_that_it_is_a_secret():
    assert text_at(FULL, "headers.0") == "a"
    assert place_text(FULL, "headers.0", "{{a}}").headers[0] == Field("Accept", "{{a}}")


def test_schemes_that_are_only_kept_have_secrets_too():
    request = Request(auth=OAUTH)
    assert found(request) == {"auth.credentials.clientSecret": "s3cret"}
    placed = place_text(request, "auth.credentials.clientSecret", "{{x}}")
    assert placed.auth.data == {
        "credentials": {"clientId": "me", "clientSecret": "{{x}}"},
        "pkce": {"on": 1},
    }


def test_the_path_of_a_key_is_none_and_its_text_is():
    for kind, places in (("file", {}), ("text", {"auth.privateKey.value": "abc"})):
        assert (
            found(Request(auth=OtherAuth("oauth1", {"privateKey": {"type": kind, "value": "abc"}}))) == places
        )


def test_parts_of_a_form_are_rows():
    request = Request(body=MultipartBody((Part("token", "abc"),)))
    assert found(request) == {"body.0": "abc"}
    assert place_text(request, "body.0", "{{x}}").body.parts[0].value == "{{x}}"


def test_what_a_folder_gives_is_searched_too():
    certificate = HostCertificate("api.example.org", ClientCertificate("a.p12", "", "phrase"))
    defaults = Defaults((Field("Cookie", "a=1"),), BearerAuth("abc"), certificates=(certificate,))
    assert found(defaults) == {"headers.0": "a=1", "token": "abc", "certificates.0": "phrase"}
    assert literal_secrets(defaults)[2].label == "Passphrase for api.example.org"
    placed = place_text(defaults, "certificates.0", "{{phrase}}")
    assert placed.certificates[0].certificate.passphrase == "{{phrase}}"


def test_a_variable_of_an_environment_becomes_a_secret_one():
    environment = Environment("Local", "environments/Local.yml", (Variable("db", "postgres://me:pw-1@h"),))
    assert found(environment) == {"variables.0": "postgres://me:pw-1@h"}
    assert place_text(environment, "variables.0", "").variables == (Variable("db", secret=True),)


def test_a_scheme_without_that_field_is_left_alone():
    for auth in (NoAuth(), BasicAuth("ada", "x")):
        assert place_text(Request(auth=auth), "token", "{{token}}").auth == auth
    assert place_text(Request(), "headers.4", "x") == Request()
    assert text_at(Request(), "certificate.passphrase") == ""


def test_an_empty_place_is_filled():
    assert place_text(Request(auth=BearerAuth()), "token", "{{token}}").auth == BearerAuth("{{token}}")


def test_a_row_or_a_url_is_judged_as_it_is_typed():
    assert looks_secret("X-Api-Key", "abc")
    assert not looks_secret("Accept", "abc")
    assert looks_secret("", "https://h/?api_key=abc")


def test_nothing_that_is_printed_tells_the_text():
    assert "pw-9" not in repr(SecretField("url", "Login in the URL", "pw-9"))
