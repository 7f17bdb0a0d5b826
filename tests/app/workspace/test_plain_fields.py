"""A literal that stays in the file is asked about once, and the answer is in no shared file."""

from dataclasses import replace

import pytest

from app.model.auth import BearerAuth
from app.model.field import Field
from app.model.request import Request
from app.model.url import query_rows
from app.workspace.plain_fields import PlainFields

REQUEST = Request(auth=BearerAuth("abc"), headers=(Field("X-Api-Key", "k-1"),))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "plain.json"


@pytest.fixture
def plain(file):
    return PlainFields(file, lambda: "shop")


def labels(fields):
    return [field.label for field in fields]


def test_a_field_is_asked_about_once_however_its_text_changes(plain, file):
    assert labels(plain.to_ask("a.yml", REQUEST)) == ["Header X-Api-Key", "Token"]
    plain.keep("a.yml", plain.to_ask("a.yml", REQUEST)[:1])
    moved = Request(auth=BearerAuth("abc"), headers=(Field("Accept", "a"), Field("X-Api-Key", "k-2")))
    again = PlainFields(file, lambda: "shop")
    assert labels(again.to_ask("a.yml", moved)) == ["Token"]
    assert labels(again.to_ask("b.yml", moved)) == ["Header X-Api-Key", "Token"]
    assert labels(PlainFields(file, lambda: "other").to_ask("a.yml", moved)) == ["Header X-Api-Key", "Token"]


def test_the_answer_holds_no_text_of_the_field(plain, file):
    plain.keep("a.yml", plain.to_ask("a.yml", REQUEST))
    assert "k-1" not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_answers_follow_moved_items(plain):
    for path in ("old/a.yml", "b.yml"):
        plain.keep(path, plain.to_ask(path, REQUEST))
    plain.follow({"old": "new", "b.yml": "c.yml"})
    assert plain.to_ask("new/a.yml", REQUEST) == plain.to_ask("c.yml", REQUEST) == ()
    assert plain.to_ask("old/a.yml", REQUEST) != ()


@pytest.mark.parametrize("content", [b"{", b"[]"])
def test_a_broken_file_asks_again(plain, file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    assert labels(plain.to_ask("a.yml", REQUEST)) == ["Header X-Api-Key", "Token"]


def test_a_folder_that_cannot_be_written_costs_no_save(plain, file):
    file.parent.write_bytes(b"a file in the way")
    plain.keep("a.yml", plain.to_ask("a.yml", REQUEST))
    assert plain.to_ask("a.yml", REQUEST) != ()


def test_without_secrets_an_item_has_nothing_but_them_changed(plain):
    url = "https://ada:hunter2@h/a?api_key=k-1&page=2"
    request = Request("One", "PUT", url, query_rows(url, ()), headers=REQUEST.headers, auth=REQUEST.auth)
    bare = plain.bare("a.yml", request)
    assert bare.url == "https://ada:@h/a?api_key=&page=2"
    assert (bare.headers, bare.auth) == ((Field("X-Api-Key", ""),), BearerAuth(""))
    assert (bare.name, bare.method) == ("One", "PUT")
    assert plain.bare("a.yml", bare) == bare


def test_what_the_user_wants_in_the_file_stays_and_what_is_being_typed_goes(plain):
    plain.keep("a.yml", plain.to_ask("a.yml", REQUEST)[:1])
    typed = replace(REQUEST, headers=(*REQUEST.headers, Field("X-More", "ghp_abcd")))
    assert plain.bare("a.yml", typed).headers == (Field("X-Api-Key", "k-1"), Field("X-More", ""))
