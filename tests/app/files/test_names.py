"""File names that every platform takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files import names


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Create user", "create-user"),
        ("GET /users/:id?", "get-users-id"),
        ("Größe  ändern", "größe-ändern"),
        ("e\u0301", "é"),
        ("..hidden.", "hidden"),
        ("CON", "con-1"),
        ("aux.v2", "aux.v2-1"),
        ("Folder", "folder-1"),
        ("👋 hello", "👋-hello"),
        (" ... ", "request"),
        ("", "request"),
    ],
)
def test_a_name_becomes_a_short_plain_file_name(name, slug):
    assert names.slug(name) == slug


def test_the_name_of_an_environment_stays_as_it_is_where_it_can():
    assert names.safe("Test: EU/West") == "Test- EU-West"


@given(st.text())
def test_no_name_makes_a_file_that_some_system_refuses(name):
    slug = names.slug(name)
    assert 0 < len(slug.encode()) <= 76
    assert not set(slug) & set('<>:"/\\|?*')
    assert slug[0] not in ". "
    assert slug[-1] not in ". "


def test_a_name_that_differs_only_in_case_is_taken():
    assert names.free("login", ".yml", ["Login.YML", "login-2.yml"]) == "login-3.yml"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("report.pdf", "report.pdf"),
        ("CON.txt", "CON-1.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("x" * 300 + ".json", "x" * 72 + ".json"),
        ("../../etc/passwd", "etc-passwd"),
        (".json", "response.json"),
        ("", "response"),
        ("a.b c", "a.b c"),
    ],
)
def test_a_file_name_keeps_its_ending_and_hides_nothing(name, file):
    assert names.file_name(name) == file
