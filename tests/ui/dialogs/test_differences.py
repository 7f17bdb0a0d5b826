"""Two versions of a request are compared in the words of the editor, without secrets."""

from app.model.auth import BasicAuth, BearerAuth, NoAuth
from app.model.body import FileBody, FormBody, NoBody, TextBody
from app.model.field import Field
from app.model.request import Options, Request
from ui.dialogs.differences import Difference, differences


def test_equal_requests_do_not_differ():
    assert differences(Request("a"), Request("a")) == ()


def test_every_kind_of_field_is_said_in_words():
    yours = Request("a", headers=(Field("A", "1"), Field("B", "2", False)), body=TextBody("json", "{}"))
    theirs = Request("b", "PUT", body=FormBody((Field("x", "y"),)), options=Options(timeout=5))
    assert differences(yours, theirs) == (
        Difference("Name", "a", "b"),
        Difference("Method", "GET", "PUT"),
        Difference("Headers", "A: 1\n(off) B: 2", "none"),
        Difference("Body", "json\n{}", "form\nfields: x: y"),
        Difference("Options", "options\nhttp version: auto", "options\nhttp version: auto\ntimeout: 5"),
    )


def test_rows_that_mirror_the_url_are_not_named_twice():
    yours = Request(url="/a?x=1", query=(Field("x", "1"),))
    theirs = Request(url="/a?x=2", query=(Field("x", "2"),))
    assert differences(yours, theirs) == (Difference("URL", "/a?x=1", "/a?x=2"),)


def test_passwords_and_tokens_are_never_shown():
    found = differences(Request(auth=BasicAuth("ada", "canary")), Request(auth=BearerAuth("canary")))
    assert found == (Difference("Auth", "basic\nusername: ada\npassword: ••••", "bearer\ntoken: ••••"),)


def test_nothing_is_called_none():
    found = differences(Request(auth=NoAuth(), body=NoBody()), Request(auth=BearerAuth(), body=FileBody("x")))
    assert found == (Difference("Body", "none", "file\npath: x"), Difference("Auth", "none", "bearer"))


def test_a_huge_body_is_cut():
    (found,) = differences(Request(body=TextBody("text", "x" * 100_000)), Request())
    assert len(found.yours) < 3_000
