"""Hexadecimal lines made where they are looked at."""

from hypothesis import given
from hypothesis import strategies as st

from ui.kit.hex_text import HexText
from ui.kit.text_source import TextSource


def test_a_line_has_its_offset_its_octets_and_their_characters():
    assert bytes(HexText(b"GET / HTTP/1.1\r\nHost")) == (
        b"00000000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1..\n"
        b"00000010  48 6f 73 74                                       Host\n"
    )


def test_what_is_masked_shows_neither_octets_nor_characters():
    text = bytes(HexText(b"Cookie: abcdefghijk\r\n", ((8, 19),))).decode()
    assert "43 6f 6f 6b 69 65 3a 20  ** ** ** ** ** ** ** **  Cookie: ********" in text
    assert "** ** ** 0d 0a" in text


@given(st.binary(max_size=200), st.lists(st.tuples(st.integers(0, 40), st.integers(41, 90)), max_size=1))
def test_any_part_is_the_part_of_the_whole(octets, masked):
    text = HexText(octets, masked)
    whole = "".join(text._line(number) for number in range((len(octets) + 15) // 16)).encode()
    assert len(text) == len(whole)
    assert bytes(text) == whole
    for start in range(0, len(whole), 7):
        assert text[start : start + 40] == whole[start : start + 40]
        assert text[start] == whole[start]


def test_the_text_view_reads_its_rows():
    source = TextSource(HexText(bytes(4096)))
    while source.index(1.0):
        pass
    assert source.lines == 256


def test_an_end_far_away_costs_nothing():
    read = []

    class Watched(bytes):
        def __getitem__(self, key):
            read.append(super().__getitem__(key))
            return read[-1]

    text = HexText(Watched(32_000_000))
    assert text[len(text) - 5 :] == b"....\n"
    assert 0 < sum(map(len, read)) <= 32
