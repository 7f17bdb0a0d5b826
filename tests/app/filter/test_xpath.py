"""XPath on XML and HTML: what is found, what is not expanded, and what is wrong."""

import pytest

from app.filter.found import Notes
from app.filter.xpath import query_markup
from app.work.job import JobProblem

SHOP = b"""<?xml version="1.0" encoding="iso-8859-1"?>
<shop xmlns:p="urn:p">
<item id="1"><name>Tea &amp; more</name></item><item id="2"/><p:note>x</p:note></shop>"""


def found(text, expression, language="xml"):
    return query_markup(text, expression, language, Notes())


@pytest.mark.parametrize(
    ("expression", "matches"),
    [
        ("//item/@id", [b"1", b"2"]),
        ("//item[@id='1']/name/text()", [b"Tea & more"]),
        ("count(//item)", [b"2"]),
        ("1 div 0", [b"Infinity"]),
        ("0 div 0", [b"NaN"]),
        ("count(//item) > 1", [b"true"]),
        ("string(//p:note)", [b"x"]),
        ("//nothing", []),
    ],
)
def test_texts_and_values_are_lines(expression, matches):
    assert found(SHOP, expression) == (matches, "lines")


def test_elements_are_written_with_the_namespaces_they_need():
    assert found(SHOP, "//p:note") == ([b'<p:note xmlns:p="urn:p">x</p:note>'], "lines")
    matches, form = found(b"<r><a><![CDATA[<]]></a><a/></r>", "//a")
    assert (matches, form) == ([b"<a><![CDATA[<]]></a>", b"<a/>"], "elements")


def test_a_namespace_without_a_prefix_gets_one_and_it_is_said():
    notes = Notes()
    feed = b'<feed xmlns="urn:feed"><title>News</title></feed>'
    assert query_markup(feed, "//title", "xml", notes) == ([], "lines")
    assert notes.text == "Elements without a prefix are in urn:feed: write default:name for them."
    assert found(feed, "//default:title/text()") == ([b"News"], "lines")


def test_html_is_read_as_browsers_do():
    matches, form = found(b"<p>one<br>two<p>three", "//p", "html")
    assert (matches, form) == ([b"<p>one<br>two</p>", b"<p>three</p>"], "lines")


def test_entities_are_not_expanded_and_nothing_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    body = f'<!DOCTYPE r [<!ENTITY e SYSTEM "{secret.as_uri()}">]><r>&e;</r>'.encode()
    assert found(body, "//r") == ([b"<r>&e;</r>"], "lines")
    assert found(body, "string(//r)") == ([b""], "lines")


def test_an_entity_bomb_in_an_attribute_is_refused():
    levels = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9)]
    bomb = f'<!DOCTYPE r [<!ENTITY e0 "0123456789">{"".join(levels)}]><r a="&e8;"/>'.encode()
    with pytest.raises(JobProblem, match="amplification"):
        found(bomb, "//r")


@pytest.mark.parametrize(
    ("expression", "clause"),
    [
        ("//item[", "invalid expression, at its end"),
        ("//q:item", "undefined namespace prefix"),
        ("document('/etc/hostname')", "unregistered function"),
    ],
)
def test_what_is_wrong_with_an_expression_is_a_clause(expression, clause):
    with pytest.raises(JobProblem, match=clause):
        found(SHOP, expression)


@pytest.mark.parametrize(
    ("body", "clause"),
    [
        (b"<a>\n<b></a>", "no valid XML: Opening and ending tag mismatch: b line 2 and a at line 2"),
        (b"", "empty"),
        (b"<a>" * 100_000, "depth"),
    ],
)
def test_a_broken_document_is_told(body, clause):
    with pytest.raises(JobProblem, match=clause):
        found(body, "//a")
