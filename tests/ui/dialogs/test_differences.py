"""Both sides of a conflict are said in the words of the editor, without secrets."""

import pytest

from app.model.auth import BasicAuth, BearerAuth, NoAuth
from app.model.body import FileBody, FormBody, NoBody, TextBody
from app.model.field import Field
from app.model.options import ClientCertificate, Proxy
from ui.dialogs.differences import title, words


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (("method",), "Method"),
        (("headers", "Accept"), "Header Accept"),
        (("options", "connect_timeout"), "Option connect timeout"),
    ],
)
def test_a_fact_has_the_name_that_the_editor_gives_it(where, text):
    assert title(where) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((Field("A", "1"), Field("B", "2", False)), "A: 1\n(off) B: 2"),
        (TextBody("json", "{}"), "json\n{}"),
        (FormBody((Field("x", "y"),)), "form\nfields: x: y"),
        (FileBody("x"), "file\npath: x"),
        (5, "5"),
        (NoBody(), "none"),
        (NoAuth(), "none"),
        (None, "none"),
    ],
)
def test_every_kind_of_value_is_said_in_words(value, text):
    assert words(value) == text


@pytest.mark.parametrize(
    "value",
    [
        BasicAuth("ada", "canary"),
        BearerAuth("canary"),
        Proxy("http://h", "ada", "canary"),
        ClientCertificate("ada", "", "canary"),
    ],
)
def test_passwords_and_tokens_are_never_shown(value):
    assert "canary" not in words(value)
    assert "••••" in words(value)


def test_a_huge_body_is_cut():
    assert len(words(TextBody("text", "x" * 100_000))) < 3_000
