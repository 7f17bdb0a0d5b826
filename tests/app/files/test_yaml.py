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
    ("text", "place", "words"),
    [
        ("a: 1\nb: [\n", (3, 1), "a value is missing here, or a bracket above is not closed"),
        ("a: {b: 1\n", (2, 1), "a comma or a closing bracket is missing"),
        ("a: 1\na: 2\n", (2, 1), "the key a stands here twice"),
        ("a: 1\nb:\n  c: !python/name x\n", (3, 6), "the tag !python/name is not allowed"),
        ("a: !!python/object x", (1, 4), "the tag !!python/object is not allowed"),
        ("!!binary a: b", (1, 1), "the tag !!binary is not allowed"),
        ("a: 1\n---\nb: 2\n", (2, 1), "a second document starts here"),
        ("a: 1\n...\nb: 2\n", (3, 1), "a second document starts here"),
        ("a: 1\n? [b]\n: 2\n", (2, 3), "a key must be a text"),
        ("a: &a [*a]\n", (1, 4), "nested deeper"),
        ("a: b\n\tc: d\n", (2, 1), "a tab cannot indent"),
        ("a: b\nc: *d\n", (2, 4), "this alias (*) repeats something that no anchor (&) names"),
        ("a: &b 1\nc: &b 2\n", (2, 4), "this anchor (&) has the name of an earlier one"),
        ("a: &b {c: 1}\nd:\n  <<: *b\n", (3, 3), "a merge key (<<) is not read: write the keys out"),
        ("a: 1\nb: \x01\n", (2, 4), "the character U+0001 is not allowed"),
        ("a: b: c", (1, 5), "a colon cannot stand here"),
        ("a: @b", (1, 4), "a text cannot begin with this character: put it in quotes"),
        ('a: 1\nb: "c\nd: 1\n', (2, 4), "the quote that opens here is not closed"),
        ('a: "\\q"', (1, 5), "there is no such escape"),
        ("a:\n  - 1\n b: 2\n", (3, 2), "a key is expected here"),
        ("- 1\na: 2\n", (2, 1), "a row is expected here"),
        ("a: 1\nb\nc: 2\n", (3, 1), "the colon of this key, or of the one above, is missing"),
        ("a: - 1", (1, 4), "a row with a dash cannot stand here"),
        ("a: |x\n  b", (1, 5), "only a comment may follow on the line of | or >"),
        ("%YAML 3.0\n---\na: 1", (1, 1), "this version of YAML is not known"),
        (
            "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n",
            (2, 1),
            "unsolved merge conflict at line 2",
        ),
        ("[" * 100_000, (1, 101), "nested deeper than 100 levels"),
        ("- " * 100_000, (1, 201), "nested deeper than 100 levels"),
        ("a:\n  " + "{a: " * 2000, (2, 399), "nested deeper than 100 levels"),
        ("".join(" " * depth + "a:\n" for depth in range(2000)), (101, 101), "nested deeper than 100"),
        ("a: b\n" * 1_000_000, (50_000, 1), "more than 100,000 values"),
    ],
)
def test_a_bad_file_is_one_sentence_with_its_place(text, place, words):
    with pytest.raises(UnreadableFile) as caught:
        yaml.read(text, HERE)
    assert words in str(caught.value)
    assert caught.value.path == HERE
    assert (caught.value.line, caught.value.column) == place


def test_an_alias_bomb_is_refused():
    with pytest.raises(UnreadableFile, match="aliases repeat more data"):
        yaml.read(BOMB, HERE)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"#" * (yaml.LARGEST_FILE + 1), "login.yml is larger than the 8 MB"),
        (b"a: 1\nb: \xff", "login.yml, line 2, column 4: this is not UTF-8 text"),
        ("a: 1\n".encode("utf-16"), "login.yml is UTF-16 text"),
        ("a: 1\n".encode("utf-16-be"), "login.yml is UTF-16 text"),
        (b"a: 1\nb: x\0y", "login.yml, line 2, column 5: the character U.0000 is not allowed"),
    ],
)
def test_a_file_over_the_limit_and_one_that_is_no_text_are_refused(content, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        yaml.load(content, HERE)


def test_moderate_use_of_aliases_is_read():
    assert yaml.read("a: &a {b: 1}\nc: *a\nd: *a\n", HERE) == {"a": {"b": 1}, "c": {"b": 1}, "d": {"b": 1}}


def test_line_ends_and_byte_order_mark_are_remembered():
    source = yaml.decode(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", HERE)
    assert source.text == "a: 1\nb: 2\n"
    assert source.encode("a: 2\n") == b"\xef\xbb\xbfa: 2\r\n"
