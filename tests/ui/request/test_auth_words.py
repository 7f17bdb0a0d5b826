"""Every kind of auth has a name that people know."""

import pytest

from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth, InheritAuth, NoAuth, OtherAuth
from ui.request.auth_words import auth_title


@pytest.mark.parametrize(
    ("auth", "title"),
    [
        (NoAuth(), ""),
        (InheritAuth(), ""),
        (BasicAuth(), "Basic"),
        (BearerAuth(), "Bearer"),
        (ApiKeyAuth(), "API key"),
        (OtherAuth("oauth2"), "OAuth 2"),
        (OtherAuth("hawk"), "hawk"),
    ],
)
def test_the_title_of_an_auth(auth, title):
    assert auth_title(auth) == title
