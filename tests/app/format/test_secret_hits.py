"""Secrets in texts are found by form, name, place in a URL and randomness, and little else is."""

import pytest

from app.format.secret_hits import members_in, secrets_in, tokens_in

RANDOM = "Zk3vQ9xT7bLm2RwY8sHd4NpF"


def found(name, text):
    return [text[hit.start : hit.end] for hit in secrets_in(name, text)]


@pytest.mark.parametrize(
    "token",
    [
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "github_pat_11ABCDEFG0aBcDeFgHiJkLm_NoPqRsT",
        "glpat-Zx9Yw8Vu7Ts6Rq5Po4Nm",
        "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
        "rk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
        "sk-proj-abcdEFGH1234ijklMNOP5678",
        "xoxb-123456789012-abcdefGHIJKL",
        "AKIAIOSFODNN7EXAMPLE",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "ya29.a0AfH6SMBx1234567890abcdef",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N",
        "npm_abcdEFGH1234ijklMNOP5678qrstUVWX90yz",
        "pypi-AgEIcHlwaS5vcmcCJDEyMzQ1Njc4OTAxMjM0",
        "SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf09kqeF8tAmbihYzrnopKc",
        "hf_abcdEFGH1234ijklMNOP5678qrstUV",
        "dop_v1_" + "0123456789abcdef" * 4,
        "shpat_" + "0123456789abcdef" * 2,
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----",
    ],
)
def test_a_token_is_known_by_its_form_wherever_it_stands(token):
    text = f"see {token} here"
    assert [text[hit.start : hit.end] for hit in tokens_in(text)] == [token]


@pytest.mark.parametrize(
    ("name", "text", "secret"),
    [
        ("Authorization", "Bearer abc-123", "abc-123"),
        ("Authorization", "Basic bWU6cHc=", "bWU6cHc="),
        ("X-Api-Key", "k-123", "k-123"),
        ("Cookie", "sid=12; b=3", "sid=12; b=3"),
        ("clientSecret", " s3cret ", "s3cret"),
        ("url", "https://me:pw-123@example.org/a", "pw-123"),
        ("url", "https://abcdef0123456789@example.org/a", "abcdef0123456789"),
        ("url", "https://example.org/?a=1&api_key=k-123#x", "k-123"),
        ("other", RANDOM, RANDOM),
    ],
)
def test_a_secret_is_found_by_its_name_its_place_or_its_randomness(name, text, secret):
    assert found(name, text) == [secret]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Authorization", "Bearer {{token}}"),
        ("Authorization", "{{token}}"),
        ("password", ""),
        ("password", "<your password>"),
        ("token", "your-token-here"),
        ("token", "•••"),
        ("api_key", "demo-key"),
        ("token", "$TOKEN"),
        ("accessTokenUrl", "https://example.org/token"),
        ("nextPageToken", "abc123def456"),
        ("autoFetchToken", "true"),
        ("id", "550e8400-e29b-41d4-a716-446655440000"),
        ("commit", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("etag", RANDOM),
        ("picture", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"),
        ("docs", "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod 1 A"),
        ("url", "https://{{user}}:{{password}}@example.org/?api_key={{key}}"),
        ("url", "https://user:password@example.org/"),
        ("url", "https://example.org/a:b@c?page_token=xyz"),
        ("path", "/api/v2/customers/orders/Items/Details/Overview"),
        ("token", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
    ],
)
def test_what_is_no_secret_is_left_alone(name, text):
    assert found(name, text) == []


def test_a_variable_that_is_called_like_a_token_is_none():
    name = "ghp_" + "A1b2C3d4" * 5
    assert not secrets_in("password", f"{{{{{name}_password}}}}")
    assert not tokens_in(f"user: {{{{ {name} }}}}")
    assert tokens_in(f"{{{{a}}}} {name} {{{{b}}}}")


def test_members_of_json_that_are_named_as_secrets_are_found():
    text = '{"user": "ada", "password": "s3\\"cret", "token": "{{token}}", "page": "x"}'
    assert [text[hit.start : hit.end] for hit in members_in(text)] == ['s3\\"cret']


def test_the_form_of_a_token_says_more_than_its_name():
    (hit,) = secrets_in("token", "ghp_16C7e42F292c6912E7710c838347Ae178B4a")
    assert hit.rule == "GitHub token"
