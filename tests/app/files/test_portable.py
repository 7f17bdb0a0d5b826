"""Names that other systems cannot have, and paths out of the collection, are noticed."""

import pytest

from app.files.portable import leaves, outside_paths, troubles


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        (["a/con.yml"], "it is that of a device"),
        (["a/LPT1.list.yml"], "it is that of a device"),
        (["a:b.yml"], "it has ':'"),
        (["a./x.yml", "a."], "it ends with '.'"),
        (["who?.yml"], "it has '?'"),
        (["Users.yml", "users.yml"], "the same name as Users.yml"),
        (["caf\u00e9.yml", "cafe\u0301.yml"], "the same name as"),
        (["stra\u00dfe.yml", "STRASSE.yml"], "the same name as STRASSE.yml"),
        (["\u00e9" * 126 + ".yml"], "it is too long"),
        (["/".join(["folder"] * 30) + "/x.yml"], "too many for some Windows computers"),
        (["cafe\u0301.yml"], "taken apart (NFD)"),
    ],
)
def test_a_name_that_some_system_cannot_have_is_told(paths, words):
    assert any(words in reason for _, reason, _ in troubles(paths))


def test_of_two_folders_that_clash_only_these_are_told_and_not_what_is_in_them():
    paths = ["Users", "Users/a.yml", "users", "users/a.yml"]
    assert [path for path, _, _ in troubles(paths)] == ["users"]


def test_ordinary_names_are_no_trouble():
    assert not list(troubles(["create user.yml", "caf\u00e9/z\u00fcrich.yml", "console.yml", "a.b.yml"]))


@pytest.mark.parametrize(
    ("path", "out"),
    [
        ("files/a.png", False),
        ("./a/../b.png", False),
        ("a/../../b", True),
        ("..\\b", True),
        ("/etc/passwd", True),
        ("~/a", True),
        ("C:\\a", True),
        ("\\\\server\\share", True),
        ("{{folder}}/a", False),
    ],
)
def test_a_path_leaves_by_its_words(path, out):
    assert leaves(path) is out


def test_every_key_that_names_a_file_is_looked_at():
    part = {"name": "p", "type": "file", "value": ["../a", "b"]}
    data = {"http": {"body": {"type": "multipart-form", "data": [part]}}, "dotEnvFilePath": "/x"}
    assert list(outside_paths(data)) == [
        (("http", "body", "data", 0, "value"), "../a"),
        (("dotEnvFilePath",), "/x"),
    ]
