"""XML that is well-formed is indented; where it is not, the place is told."""

import pytest

from app.format.source import Malformed, silent
from app.format.xml_format import format_xml


def run(source):
    return b"".join(format_xml(source, silent))


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (b"<a>\n<b></a>", "mismatched tag at line 2, column 6"),
        (b"<a>\n & </a>", "invalid character at line 2, column 3"),
        ("<ü>&nbsp;</ü>".encode(), "undefined entity at line 1, column 4"),
        (b"<a/><b/>", "junk after document element at line 1, column 5"),
        (b"<a b=1/>", "invalid character at line 1, column 6"),
        (b"<a>\n<b>text", "it ends too early, at line 2"),
        (b"<a><![CDATA[ x", "it ends too early, at line 1"),
        (b'{"a": 1}', "it does not begin with a tag, at line 1, column 1"),
        (b" \n", "it is empty"),
        (b"<a>x</a>\x00", "invalid character at line 1, column 9"),
    ],
)
def test_a_mistake_is_told_with_its_place(source, problem):
    with pytest.raises(Malformed) as raised:
        run(source)
    assert str(raised.value) == problem


def test_an_entity_bomb_is_indented_and_nothing_of_it_is_expanded():
    entities = b"".join(b'<!ENTITY l%d "&l%d;&l%d;">' % (n + 1, n, n) for n in range(60))
    source = b'<!DOCTYPE a [<!ENTITY l0 "lol">' + entities + b"]><a><b>&l60;</b></a>"
    assert run(source) == source.replace(b"]><a><b>", b"]>\n<a>\n  <b>").replace(b"</a>", b"\n</a>\n")


def test_an_entity_of_the_outside_is_not_fetched(tmp_path):
    (tmp_path / "secret").write_text("secret", "utf-8")
    source = f'<!DOCTYPE a SYSTEM "file://{tmp_path}/secret"><a><b>&x;</b></a>'.encode()
    assert b"&x;" in run(source)


def test_a_hundred_thousand_levels_take_no_gigabytes():
    source = b"<a>" * 100_000 + b"<b/>" + b"</a>" * 100_000
    formatted = run(source)
    assert b"".join(formatted.split()) == source
    assert len(formatted) < 100 * len(source)


def test_a_declared_encoding_is_of_no_matter_once_the_text_is_utf8():
    source = "<?xml version='1.0' encoding='latin-1'?><a>ü</a>".encode()
    assert "<a>ü</a>".encode() in run(source)


def test_a_doctype_with_declarations_stays_whole():
    doctype = b"<!DOCTYPE a [<!-- ]> ' --><!ELEMENT a (b)>\n<!ATTLIST a c CDATA ']>'>]>"
    assert run(doctype + b"<a><b/></a>") == doctype + b"\n<a>\n  <b/>\n</a>\n"
