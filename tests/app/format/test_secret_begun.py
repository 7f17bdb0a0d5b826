"""What somebody is just typing counts as a secret before it is one; ports and references never do."""

import pytest

from app.format.secret_begun import begins_secret, may_name_secret


@pytest.mark.parametrize(
    "text", ["sk-abcd", "Bearer eyJhbGci", "https://ada:hunt", "https://ada:1x", "x ghp_1234 y"]
)
def test_what_may_become_a_secret_counts_as_one(text):
    assert begins_secret(text)


@pytest.mark.parametrize(
    "text",
    ["https://h:80", "http://h:8080/a?b", "https://ada:{{password}}", "http://[::1]:80", "task-list", ""],
)
def test_ordinary_text_does_not(text):
    assert not begins_secret(text)


@pytest.mark.parametrize(
    "text", ["token: abc", "- name: X-Api-Key\n  value: 1", '{"password": "x"', "a: sk-1234"]
)
def test_a_file_with_a_value_where_secrets_stand_counts(text):
    assert may_name_secret(text)


@pytest.mark.parametrize(
    "text", ["auth: inherit", "token: '{{token}}'", "info:\n  name: Hello\n", "url: http://h"]
)
def test_a_file_without_one_does_not(text):
    assert not may_name_secret(text)
