"""Places in a source, and files as sources."""

import pytest

from app.format.source import PIECE, line_break, mapped, place_words, start_of


@pytest.mark.parametrize(
    ("source", "offset", "place"),
    [
        (b"abc", 0, "line 1, column 1"),
        ("üü\näx".encode(), 7, "line 2, column 2"),
        (b"\n" * PIECE + b"ab", PIECE + 1, "line 262,145, column 2"),
        (b"x" * (2 * PIECE), 2 * PIECE, "line 1, column 524,289"),
    ],
)
def test_a_place_is_told_as_people_count(source, offset, place):
    assert place_words(source, offset) == place


def test_a_file_is_mapped_and_an_empty_one_is_empty(tmp_path):
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfabc")
    (tmp_path / "b").touch()
    with mapped(tmp_path / "a") as source:
        assert source[start_of(source) :] == b"abc"
    with mapped(tmp_path / "b") as source:
        assert source == b""


def test_indentation_ends_where_nobody_would_follow_it():
    assert line_break(2) == b"\n    "
    assert line_break(1_000) == line_break(100_000)
