"""XML and HTML indented: only white space between tags changes."""

import re
import time
from xml.etree import ElementTree

from hypothesis import example, given
from hypothesis import strategies as st

from app.format.markup import indent_html, indent_xml
from app.format.source import silent

NAMES = st.sampled_from(["a", "b", "item", "x:y"])
TEXTS = st.sampled_from(["", " ", "text", "  two words ", "&amp;", "<![CDATA[ <b> ]]>", "<!-- c -->", "\n  "])


def indent_markup(text, html):
    pieces = (indent_html if html else indent_xml)(text.encode(), silent)
    return b"".join(pieces).decode()


@st.composite
def documents(draw, depth=3):
    name = draw(NAMES).replace(":", "")
    children = draw(st.lists(documents(depth=depth - 1), max_size=3)) if depth else []
    inner = "".join(draw(TEXTS) + child for child in children) + draw(TEXTS)
    attribute = draw(st.sampled_from(["", " k='1 > 0'", ' xml:space="preserve"']))
    return f"<{name}{attribute}>{inner}</{name}>" if inner else f"<{name}{attribute}/>"


def text_of(element):
    """Every text that stands in an element beside other text; blank text between tags is layout."""
    mixed = [element.text or "", *(child.tail or "" for child in element)]
    keep = any(part.strip() for part in mixed) or not len(element)
    return (element.tag, element.attrib, mixed if keep else [], [text_of(child) for child in element])


def test_elements_go_to_lines_and_text_stays_in_its_element():
    source = "<?xml version='1.0'?><a x='1>2'><b>text <i>mixed</i> tail</b><c/><d>  </d><e><f>1</f></e></a>"
    assert indent_markup(source, html=False) == (
        "<?xml version='1.0'?>\n"
        "<a x='1>2'>\n"
        "  <b>text <i>mixed</i> tail</b>\n"
        "  <c/>\n"
        "  <d>  </d>\n"
        "  <e>\n"
        "    <f>1</f>\n"
        "  </e>\n"
        "</a>\n"
    )


def test_space_that_xml_preserves_is_preserved():
    source = '<a><p xml:space="preserve"> <q/> </p></a>'
    assert '  <p xml:space="preserve"> <q/> </p>\n' in indent_markup(source, html=False)


@example("<a><!-- c --></a>")
@given(documents())
def test_an_indented_document_says_the_same(source):
    indented = indent_markup(source, html=False)
    assert text_of(ElementTree.fromstring(indented)) == text_of(ElementTree.fromstring(source))


@given(documents())
def test_what_is_indented_stays_as_it_is(source):
    once = indent_markup(source, html=False)
    assert indent_markup(once, html=False).strip() == once.strip()


@given(st.text("<>/!-[]?\"'= abp\n", max_size=80), st.booleans())
def test_no_character_of_a_broken_document_is_lost(source, html):
    squeeze = re.compile(r"\s")
    assert squeeze.sub("", indent_markup(source, html)) == squeeze.sub("", source)


def test_html_keeps_inline_runs_together_and_closes_what_html_closes():
    source = (
        "<!DOCTYPE html><html><head><title>Hi</title><meta charset=utf-8></head><body>"
        "<p>One <b>two</b> three<p>Next<ul><li>a<li>b</ul>tail <img src=x></body></html>"
    )
    lines = [line.strip() for line in indent_markup(source, html=True).splitlines()]
    assert lines[2:5] == ["<head>", "<title>Hi</title>", "<meta charset=utf-8>"]
    assert "One <b>two</b> three" in lines
    assert "tail <img src=x>" in lines
    assert lines[-1] == "</html>"


def test_lines_of_html_text_are_indented_and_short_elements_of_several_lines_are_opened():
    source = "<div><p>\n one\n      <b>two</b>\n</p><h1>Title</h1></div>"
    assert indent_markup(source, html=True) == (
        "<div>\n  <p>\n    one\n    <b>two</b>\n  </p>\n  <h1>Title</h1>\n</div>\n"
    )


HTML = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<div>",
            "</div>",
            "<br>",
            "<li>",
            "text",
            " ",
            "\n",
            "<pre> x\n y</pre>",
        ]
    ),
    max_size=25,
).map("".join)


@given(HTML)
def test_html_changes_only_in_white_space_and_what_is_indented_stays(source):
    once = indent_markup(source, html=True)
    assert "".join(once.split()) == "".join(source.split())
    assert indent_markup(once, html=True).strip() == once.strip()


def test_pre_and_script_are_not_touched():
    inner = "<pre> a\n   b</pre><script>if (a<b) { x = '</div>' }</script>"
    indented = indent_markup(f"<div>{inner}</div>", html=True)
    assert "<pre> a\n   b</pre>" in indented
    assert "<script>if (a<b) { x = '</div>' }</script>" in indented


def test_a_hostile_document_takes_no_more_than_linear_time():
    begun = time.process_time()
    for piece in ("<!--", '<a "', "<!x[", "<a", "<a>", "</a>", "<?", "<![CDATA["):
        indent_markup(piece * 20_000, html=True)
    # Quadratic time would be minutes.
    assert time.process_time() - begun < 10
