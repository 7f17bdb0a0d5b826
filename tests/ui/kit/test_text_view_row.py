"""Bytes, characters and Qt's units of one row agree, and colours survive a soft cut."""

from hypothesis import given
from hypothesis import strategies as st

from ui.kit.text_source import Row, TextSource
from ui.kit.text_view_row import color_rows, count_units, read_row


def row_text(data):
    return read_row(TextSource(data), Row(0, len(data), True))


@given(st.text("ab\tü😀\x07€", max_size=20))
def test_every_character_has_a_place_and_comes_back(text):
    row = row_text(text.encode())
    for length in range(len(text) + 1):
        offset = len(text[:length].encode())
        unit = count_units(text[:length])
        assert row.unit_of(offset) == unit
        assert row.offset_of(unit) == offset


@given(st.binary(max_size=20))
def test_bytes_that_are_no_text_have_a_place_too(data):
    row = row_text(data)
    assert row.offset_of(count_units(row.shown)) == len(data)
    assert row.unit_of(len(data)) == count_units(row.shown)


def test_control_characters_are_shown_as_their_pictures():
    row = row_text(b"a\x1b[0m\x00\xff")
    assert row.shown == "a\u241b[0m\u2400\ufffd"
    assert not row.plain


def test_half_a_pair_of_units_is_the_character_before():
    assert row_text("😀".encode()).offset_of(1) == 0


def spans_of(source, language="json", first=0):
    texts = [read_row(source, row) for row in source.rows_from(source.start_of(first), 10)]
    found = color_rows(source, texts, language)
    return [
        [(text.shown[start : start + length], kind) for start, length, kind in spans]
        for text, spans in zip(texts, found, strict=True)
    ]


def indexed(data):
    source = TextSource(data, 160)
    while source.index(1.0):
        pass
    return source


def test_a_string_cut_into_rows_keeps_its_colour():
    source = indexed(b'["' + b"true " * 100 + b'", true]')
    rows = spans_of(source)
    assert len(rows) > 2
    assert all(kind == "string" for row in rows[1:-1] for _, kind in row)
    assert rows[-1][-2:] == [("true", "boolean"), ("]", "punctuation")]


def test_a_view_that_begins_inside_a_string_knows_it():
    source = indexed(b"[" + b'{"key": "some text", "n": 1}, ' * 1000 + b"]")
    whole = spans_of(source, first=0)[5]
    assert whole == spans_of(source, first=5)[0]
    deep = spans_of(source, first=150)[0]
    kinds = {kind for piece, kind in deep if "text" in piece}
    assert kinds == {"string"}


def test_text_has_no_colours():
    assert spans_of(indexed(b'{"a": 1}\n2'), "text") == [[], []]


def test_what_cannot_be_seen_has_a_sign_and_a_name():
    row = row_text("a\u202eb\u200bc\u2028d\U000e0041".encode() + b"\xff")
    assert row.shown == "a←b¦c↵d¦\ufffd"
    assert row.name_of(1) == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert row.name_of(len(row.decoded.encode("utf-8", "surrogateescape")) - 1) == "Byte FF: not valid UTF-8"
    assert row.name_of(0) == ""


def test_joiners_show_only_where_they_join_nothing():
    assert row_text("👩\u200d💻".encode()).shown == "👩\u200d💻"
    assert row_text("a\u200db".encode()).shown == "a¦b"
