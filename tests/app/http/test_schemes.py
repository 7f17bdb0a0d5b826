import pytest

from app.errors import InvalidRequest
from app.http.schemes import auth_header, basic, with_auth_query
from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth, InheritAuth, NoAuth, OtherAuth


def test_basic_is_base64_of_utf8():
    # The example of RFC 7617 section 2.1.
    assert auth_header(BasicAuth("test", "123£")) == ("Authorization", "Basic dGVzdDoxMjPCow==")


def test_a_colon_belongs_to_the_password_only():
    assert basic("a", "b:c") == "Basic YTpiOmM="
    with pytest.raises(InvalidRequest, match="colon"):
        basic("a:b", "c")


def test_control_characters_are_refused():
    with pytest.raises(InvalidRequest, match="control character"):
        basic("a", "b\n")


def test_bearer_is_the_token_as_typed():
    assert auth_header(BearerAuth("a.b-c")) == ("Authorization", "Bearer a.b-c")


def test_an_api_key_goes_into_a_header_or_into_the_query():
    assert auth_header(ApiKeyAuth("X-Key", "v")) == ("X-Key", "v")
    assert auth_header(ApiKeyAuth("k", "v", "query")) is None
    assert with_auth_query("/a", ApiKeyAuth("X-Key", "v")) == "/a"


@pytest.mark.parametrize(
    ("target", "after"),
    [("/a", "/a?k%26=v%20w"), ("/a?b=c", "/a?b=c&k%26=v%20w"), ("/a?", "/a?k%26=v%20w")],
)
def test_a_key_in_the_query_is_encoded_and_comes_last(target, after):
    assert with_auth_query(target, ApiKeyAuth("k&", "v w", "query")) == after


@pytest.mark.parametrize("auth", [NoAuth(), InheritAuth()])
def test_no_auth_adds_nothing(auth):
    assert auth_header(auth) is None


def test_a_scheme_that_is_not_supported_is_named():
    with pytest.raises(InvalidRequest, match="Digest authentication is not supported yet"):
        auth_header(OtherAuth("digest"))
