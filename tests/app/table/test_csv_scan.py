"""Comma-separated values: what the standard library writes is read back, and what nobody should write too."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.table.csv_scan import cells, first_rows, has_header, kind_of, records, sniff_delimiter
from app.table.json_scan import Broken

# A record must have something in it, else it is an empty line.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
rows = st.lists(st.lists(texts, min_size=1, max_size=4).filter(any), max_size=6)


def read(data, delimiter=","):
    return [cells(data[start:end], delimiter) for start, end in records(data, delimiter)]


@given(rows, st.sampled_from(",;\t|"), st.sampled_from(["\r\n", "\n"]))
def test_what_a_writer_wrote_is_read_back(table, delimiter, line_break):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=line_break, quoting=csv.QUOTE_ALL).writerows(table)
    assert read(file.getvalue().encode(), delimiter) == table


def test_line_breaks_and_doubled_quotes_stay_in_their_cells():
    data = b'a,"two\r\nlines","say ""hi""",\r\nb,c,d,e'
    assert read(data) == [["a", "two\r\nlines", 'say "hi"', ""], ["b", "c", "d", "e"]]


def test_lines_may_end_with_a_carriage_return_alone():
    assert read(b"a,b\rc,d\r") == [["a", "b"], ["c", "d"]]


def test_empty_lines_are_no_records():
    assert read(b"\n\na,b\n\n\nc,d\n\n") == [["a", "b"], ["c", "d"]]


def test_a_quote_within_a_cell_is_a_letter():
    assert read(b'5" nail,1\nb,2\n') == [['5" nail', "1"], ["b", "2"]]


def test_a_quote_that_is_never_closed_ends_the_table_with_its_row():
    data = b'a,b\n1,"open\n2,3\n'
    found = []
    with pytest.raises(Broken) as caught:
        found.extend(data[start:end] for start, end in records(data, ","))
    assert found == [b"a,b", b'1,"open\n2,3\n']
    assert (str(caught.value), caught.value.offset) == ("a quote in row 2 is never closed", 4)


def test_nul_bytes_and_bytes_that_are_no_text_are_read():
    assert read(b"a\x00b,\xff\n") == [["a\x00b", "\ufffd"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_parts_all_rows(delimiter):
    rows = [("name", "price; more, or less"), ("x", "1"), ("y", "2")]
    data = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows).encode()
    assert sniff_delimiter(data) == delimiter


def test_a_row_too_short_or_too_long_does_not_hide_the_delimiter():
    assert sniff_delimiter(b"id;name;price\n1;a;2\n2;b\n3;c;4\n4;d;5;6\n5;e;6\n") == ";"


def test_decimal_commas_part_no_cells():
    assert sniff_delimiter(b"a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n") == ";"


def test_a_single_column_is_parted_by_nothing():
    assert sniff_delimiter(b"one\ntwo\nthree\n") == ","
    assert first_rows(b"one\ntwo\n", ",") == [["one"], ["two"]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b"id,name\n1,x\n", True), (b"1,x\n2,y\n", False), (b"a,a\nb,c\n", False), (b"a,\nb,c\n", False)],
)
def test_titles_are_told_from_values(data, expected):
    assert has_header(first_rows(data, ",")) is expected


def test_what_only_looks_like_a_number_is_a_text():
    kinds = [kind_of(text) for text in ("1.00", "-2e5", "007", "1,5", "+1", "", "١")]
    assert kinds == ["number", "number", "string", "string", "string", "empty", "string"]
