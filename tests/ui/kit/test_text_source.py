"""Rows and lines found by the sparse index are those of the whole text, however it is cut into blocks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.payload import Payload
from ui.kit import text_blocks, text_source
from ui.kit.text_file import FileText
from ui.kit.text_source import BLOCK, TextSource, open_buffer, open_text

LINES = st.lists(
    st.one_of(
        st.text("abü😀 \t{,", max_size=20),
        st.integers(1, 600).map("x".__mul__),
        st.integers(1, 100).map("ü😀漢".__mul__),
    ),
    max_size=20,
)
BREAKS = st.lists(st.sampled_from(["\n", "\n", "\r\n", "\r"]), min_size=20, max_size=20)
WIDTHS = st.sampled_from([0, 20, 80])


@pytest.fixture(autouse=True, scope="module")
def small_blocks():
    """Blocks so small that every text has many borders."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (text_blocks, text_source):
            patch.setattr(module, "BLOCK", 64)
            patch.setattr(module, "REACH", 20)
        yield


def indexed(text, width=0):
    source = TextSource(text, width)
    while source.index(1.0):
        pass
    return source


def joined(lines, breaks):
    return "".join(line + end for line, end in zip(lines, breaks, strict=False)).encode()


def lines_of(text):
    found = re.split(rb"\r\n|\r|\n", text)
    return found if found[-1] else found[:-1]


@given(LINES, BREAKS, WIDTHS)
def test_the_rows_together_are_the_lines(lines, breaks, width):
    text = joined(lines, breaks)
    source = indexed(text, width)
    pieces = []
    for row in source.rows_from(0, 10_000) if text else []:
        if row.begins_line:
            pieces.append(b"")
        pieces[-1] += text[row.start : row.end]
    assert pieces == lines_of(text)
    assert source.lines == len(pieces)


@given(LINES, BREAKS, WIDTHS)
def test_a_row_is_found_by_its_number_its_bytes_and_its_neighbours(lines, breaks, width):
    text = joined(lines, breaks) or b"x"
    source = indexed(text, width)
    rows = source.rows_from(0, 10_000)
    assert source.rows == len(rows)
    line = 0
    for number, row in enumerate(rows):
        line += row.begins_line
        assert source.start_of(number) == row.start
        assert source.row_of(row.start) == number
        assert source.row_at(max(row.start, row.end - 1)) == row
        assert source.step(row.start, -number) == 0
        assert source.step(0, number) == row.start
        assert source.line_of(row.start) == line
        if row.begins_line:
            assert source.line_start(line) == row.start
        start, end = source.line_bounds(row.start)
        assert text[start:end] == lines_of(text)[line - 1]


@given(LINES, BREAKS, WIDTHS, WIDTHS, st.floats(0, 1))
def test_a_text_that_grew_or_was_wrapped_anew_is_as_if_shown_at_once(lines, breaks, width, before, part):
    text = joined(lines, breaks)
    source = TextSource(text[: int(len(text) * part)], before)
    source.index(0.0)
    source.grow(text)
    source.index(0.0)
    source.wrap(width)
    while source.index(1.0):
        pass
    assert source.rows_from(0, 10_000) == indexed(text, width).rows_from(0, 10_000)
    assert source.lines == indexed(text, width).lines


@given(LINES, BREAKS)
def test_a_wrapped_row_is_no_longer_than_the_width(lines, breaks):
    text = joined(lines, breaks)
    for row in indexed(text, 30).rows_from(0, 10_000) if text else []:
        assert len(text[row.start : row.end].decode()) <= 30


def test_a_line_is_wrapped_after_a_word():
    source = indexed(b"the quick brown fox jumps over", 20)
    assert [source.buffer[row.start : row.end] for row in source.rows_from(0, 5)] == [
        b"the quick brown fox ",
        b"jumps over",
    ]


def test_wide_characters_and_tabs_take_their_columns():
    assert len(indexed(("漢" * 20).encode(), 20).rows_from(0, 10)) == 2
    assert len(indexed(b"\t" * 20, 20).rows_from(0, 10)) == 4


def test_bytes_that_are_no_text_are_cut_all_the_same():
    source = indexed(b"\x80" * 1000)
    assert sum(row.end - row.start for row in source.rows_from(0, 100)) == 1000


def test_the_index_works_in_slices_and_the_end_is_there_at_once():
    text = b"line\n" * 5 * BLOCK + b"last"
    source = TextSource(text)
    assert source.index(0.0)
    assert not source.complete
    last = source.row_at(source.size)
    assert text[last.start : last.end] == b"last"
    assert source.line_of(last.start) is None


def test_a_line_break_at_the_end_begins_no_line():
    assert indexed(b"a\nb\n").lines == 2
    assert indexed(b"a\nb\n").rows == 2
    assert indexed(b"a\nb").lines == 2
    assert indexed(b"\n").lines == 1
    assert indexed(b"").lines == 0


def test_a_body_in_memory_or_in_a_file_gives_the_same_bytes(tmp_path):
    path = tmp_path / "body"
    path.write_bytes(b"some text")
    mapped = open_buffer(Payload(9, None, path))
    assert bytes(mapped[:]) == open_buffer(Payload(9, b"some text")) == b"some text"
    assert open_buffer(Payload(0, None, path)) == b""
    read = open_text(Payload(9, None, path))
    assert isinstance(read, FileText)
    assert read[0:9] == open_text(Payload(9, b"some text")) == b"some text"
