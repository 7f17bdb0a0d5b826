"""Which encoding a body has, and its text as UTF-8."""

import codecs

import pytest

from app.format.charset import ENCODINGS, encoding_of, encoding_title, to_utf8, transcoded
from app.format.source import silent


@pytest.mark.parametrize(
    ("header", "sample", "encoding"),
    [
        ("text/plain; charset=ISO-8859-2", b"x", "iso8859-2"),
        ('text/plain; Charset="utf-16le"', b"x", "utf-16-le"),
        ("text/plain; charset=latin-1", codecs.BOM_UTF8 + b"x", "utf-8-sig"),
        ("text/plain; charset=nonsense", "ü".encode(), "utf-8"),
        ("text/plain; charset=hex", b"x", "utf-8"),
        ("", b"<?xml version='1.0' encoding='windows-1252'?>", "cp1252"),
        ("text/html", b"<html><meta charset=koi8-r>", "koi8-r"),
        ("", "ü".encode("latin-1"), "latin-1"),
        ("", "x".encode("utf-16"), "utf-16"),
        ("text/plain; charset=idna", b"x", "utf-8"),
        ("text/plain; charset=undefined", b"x", "utf-8"),
        ("application/json", '{"a": 1}'.encode("utf-16-le"), "utf-16-le"),
        ("application/json", '{"a": 1}'.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_the_surest_sign_of_an_encoding_wins(header, sample, encoding):
    assert encoding_of(header, sample) == encoding


def test_a_sample_that_ends_inside_a_character_is_still_utf8():
    assert encoding_of("", "aü".encode()[:-1]) == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "latin-1", "utf-8-sig", "cp1252"])
def test_every_encoding_comes_out_as_utf8_without_a_mark(encoding):
    assert to_utf8("grün".encode(encoding), encoding) == "grün".encode()


@pytest.mark.parametrize(("codec", "title"), ENCODINGS[1:])
def test_every_encoding_of_the_menu_reads_any_bytes(codec, title):
    assert encoding_title(codec) == title
    assert to_utf8(bytes(range(256)), codec)
    assert b"".join(transcoded(bytes(range(256)), codec, silent)) == to_utf8(bytes(range(256)), codec)


def test_an_encoding_that_is_in_no_menu_has_a_name_all_the_same():
    assert encoding_title("cp866") == "CP866"
    assert encoding_title("utf-8-sig") == "UTF-8"


def test_bytes_that_are_no_utf8_are_left_as_they_came():
    assert to_utf8(b"a\xffb", "utf-8") == b"a\xffb"
