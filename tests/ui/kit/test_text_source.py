"""Rows and lines found by the sparse index are those of the whole text, however it is cut into blocks."""

from hypothesis import given
from hypothesis import strategies as st

from app.model.payload import Payload
from ui.kit.text_source import BLOCK, ROW_LIMIT, TextSource, open_buffer

LINES = st.lists(
    st.one_of(
        st.text("abü😀 ", max_size=20),
        st.integers(1, 3 * ROW_LIMIT).map("x".__mul__),
        st.integers(1, 100).map("ü😀".__mul__),
    ),
    max_size=30,
)


def indexed(text):
    source = TextSource(text)
    while source.index(1.0):
        pass
    return source


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_the_rows_together_are_the_text(lines, line_break, ended):
    text = line_break.join(lines) + (line_break if ended and lines else "")
    source = indexed(text.encode())
    rows = source.read(0, source.rows + 5)
    assert len(rows) == max(1, source.rows) or not text
    shown = "".join(
        (line_break if row.begins_line and index else "") + source.buffer[row.start : row.end].decode()
        for index, row in enumerate(rows)
    )
    assert shown == text.removesuffix(line_break)
    assert source.lines == len(shown.split(line_break))


@given(LINES)
def test_a_row_is_found_by_its_number_and_by_its_bytes(lines):
    source = indexed("\n".join(lines).encode())
    rows = source.read(0, source.rows)
    for number, row in enumerate(rows):
        assert source.read(number, 1) == [row]
        assert source.row_of(row.start) == number
        assert source.row_of(max(row.start, row.end - 1)) == number


def test_blocks_are_seamless():
    text = b"".join(b"%06d line\r\n" % number for number in range(4 * BLOCK // 13))
    source = indexed(text)
    lines = text.split(b"\r\n")[:-1]
    assert source.rows == source.lines == len(lines)
    for number in (0, 1, BLOCK // 13 - 1, BLOCK // 13, BLOCK // 13 + 1, len(lines) - 1):
        (row,) = source.read(number, 1)
        assert text[row.start : row.end] == lines[number]
        assert source.line_of(row.start) == number + 1


def test_a_long_line_is_cut_between_characters():
    source = indexed(("ü😀" * 50_000).encode())
    for row in source.read(source.rows // 2, 50):
        assert source.buffer[row.start : row.end].decode()
        assert row.end - row.start <= 2 * ROW_LIMIT


def test_bytes_that_are_no_text_are_cut_all_the_same():
    source = indexed(b"\x80" * 1000)
    assert sum(row.end - row.start for row in source.read(0, 100)) == 1000


def test_the_index_works_in_slices():
    source = TextSource(b"x\n" * 5 * BLOCK)
    assert source.index(0.0)
    assert not source.complete
    assert 0 < source.rows <= BLOCK // 2 + 1
    # What is indexed so far can be read already.
    assert len(source.read(0, 10)) == 10


def test_a_line_break_at_the_end_begins_no_line():
    assert indexed(b"a\nb\n").lines == 2
    assert indexed(b"a\nb\n").rows == 2
    assert indexed(b"a\nb").lines == 2
    assert indexed(b"\n").lines == 1


def test_the_bounds_of_a_line_leave_out_its_break():
    source = indexed(b"one\ntwo\nthree")
    assert source.line_bounds(5) == (4, 7)
    assert source.line_bounds(9) == (8, 13)


def test_a_body_in_memory_or_in_a_file_gives_the_same_bytes(tmp_path):
    path = tmp_path / "body"
    path.write_bytes(b"some text")
    mapped = open_buffer(Payload(9, None, path))
    assert bytes(mapped[:]) == open_buffer(Payload(9, b"some text")) == b"some text"
    assert open_buffer(Payload(0, None, path)) == b""
