"""YAML is read as version 1.2 means it, and refused with file and line where it cannot be."""

from pathlib import Path

import pytest

from app.errors import UnreadableFile
from app.files import yaml

HERE = Path("login.yml")


@pytest.mark.parametrize(
    "text", ["yes", "no", "on", "12:30:45", "1_000", "2024-01-01", "0x1F", "0o14", "=", "<<"]
)
def test_what_only_yaml_1_1_takes_for_something_else_is_text(text):
    assert yaml.read(f"a: {text}", HERE) == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-1.5e3", -1500.0),
        (".inf", float("inf")),
    ],
)
def test_the_core_types_are_read(text, value):
    assert yaml.read(f"a: {text}", HERE) == {"a": value}


@pytest.mark.parametrize("text", ["007", "1.10", "+1", "1e3"])
def test_a_number_remembers_how_it_was_spelled(text):
    assert yaml.read(f"a: {text}", HERE)["a"].text == text


def test_a_number_too_long_to_convert_stays_text():
    assert yaml.read("a: " + "9" * 5000, HERE) == {"a": "9" * 5000}


BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: [\n", 3, "did not find expected node"),
        ("a: 1\na: 2\n", 2, "the key a stands here twice"),
        ("a: 1\nb:\n  c: !python/name x\n", 3, "the tag !python/name is not allowed"),
        ("a: 1\n---\nb: 2\n", 2, "a second document starts here"),
        ("a: 1\n? [b]\n: 2\n", 2, "a key must be a text"),
        ("a: &a [*a]\n", 1, "nested deeper"),
        (BOMB, None, "aliases repeat more data"),
        ("a: b\n\tc: d\n", 2, "login.yml, line 2"),
        ("a: b\nc: *d\n", 2, "undefined alias"),
        ("a: 1\nb: \x01\n", 2, "U+0001 is not allowed"),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", 2, "unsolved merge conflict at line 2"),
        ("[" * 100_000, 1, "nested deeper than 100 levels"),
        ("- " * 100_000, 1, "nested deeper than 100 levels"),
        ("a:\n  " + "{a: " * 2000, 2, "nested deeper than 100 levels"),
    ],
)
def test_a_bad_file_is_one_sentence_with_its_line(text, line, words):
    with pytest.raises(UnreadableFile) as caught:
        yaml.read(text, HERE)
    assert words in str(caught.value)
    assert caught.value.path == HERE
    assert line is None or caught.value.line == line


def test_a_file_over_the_limit_and_one_that_is_no_text_are_refused():
    with pytest.raises(UnreadableFile, match="larger than the 8 MB"):
        yaml.load(b"#" * (yaml.LARGEST_FILE + 1), HERE)
    with pytest.raises(UnreadableFile, match=r"login.yml, line 2: this is not UTF-8 text"):
        yaml.load(b"a: 1\nb: \xff", HERE)


def test_moderate_use_of_aliases_is_read():
    assert yaml.read("a: &a {b: 1}\nc: *a\nd: *a\n", HERE) == {"a": {"b": 1}, "c": {"b": 1}, "d": {"b": 1}}


def test_line_ends_and_byte_order_mark_are_remembered():
    source = yaml.decode(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", HERE)
    assert source.text == "a: 1\nb: 2\n"
    assert source.encode("a: 2\n") == b"\xef\xbb\xbfa: 2\r\n"
