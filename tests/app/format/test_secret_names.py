import pytest

from app.format.secret_names import names_secret


@pytest.mark.parametrize(
    "name", ["TOKEN", "GITHUB_TOKEN", "accessToken", "X-Api-Key", "db.password", "apiKey2"]
)
def test_names_of_credentials_are_known(name):
    assert names_secret(name)


@pytest.mark.parametrize("name", ["tokenizer", "SPIN", "HOME", "keyboard", "baseUrl", "author"])
def test_other_names_are_left_alone(name):
    assert not names_secret(name)
