"""Drawings lose what could run, load or swell, and keep the rest."""

import base64

import pytest

from app.preview.svg import DEEPEST, MOST_ELEMENTS, clean_svg
from app.work.job import JobProblem

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def cleaned(inside, head=""):
    text = f'{head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'
    return clean_svg(text.encode())


def inside(drawing):
    return drawing.svg.decode().partition(">")[2].removesuffix("</svg>")


def test_a_harmless_drawing_stays_as_it_is():
    drawn = '<g fill="url(#g)"><path class="a &amp; b"></path><text xml:space="preserve">1 &lt; 2</text></g>'
    assert inside(cleaned(drawn)) == drawn
    assert cleaned(drawn).left_out == ""


@pytest.mark.parametrize(
    ("drawn", "kept", "told"),
    [
        ("<script>alert(1)</script>", "", "1 script"),
        ("<x:script xmlns:x='urn:x'>alert(1)</x:script>", "", "1 script"),
        ('<g onclick="alert(1)" ONLOAD="x"/>', "<g></g>", "2 scripts"),
        ("<foreignObject><script/><p/></foreignObject>", "", "1 foreign object"),
        ('<rect><animate attributeName="x"/></rect>', "<rect></rect>", "1 animation"),
        ('<image href="http://h/a.png"/>', "<image></image>", "1 external reference"),
        ('<image xlink:href="file:///etc/passwd"/>', "<image></image>", "1 external reference"),
        ('<image href=" //h/a.png"/>', "<image></image>", "1 external reference"),
        ('<use xlink:href="other.svg#a"/>', "<use></use>", "1 external reference"),
        ('<use href="data:image/svg+xml;base64,AAAA#a"/>', "<use></use>", "1 external reference"),
        ('<use href="#a"/>', '<use xlink:href="#a"></use>', ""),
        ('<g fill="url(http://h/x#a)"/>', '<g fill="none"></g>', "1 external reference"),
        ("<g style=\"fill: URL( 'http://h/x' )\"/>", '<g style="fill: none"></g>', "1 external reference"),
        ('<g style="fill:u\\rl(http://h/x)"/>', '<g style="fill:none"></g>', "1 external reference"),
        ('<g style="fill:u/**/rl(x"/>', '<g style="fill:u rl(x"></g>', ""),
        ("<style>@import url(//h/a); a{}</style>", "<style> a{}</style>", "1 external reference"),
        ("<style>@import 'http://h/a.css'</style>", "<style></style>", "1 external reference"),
        ("<style>@font-face{src:url(http://h/f)}b{}</style>", "<style>b{}</style>", "1 external reference"),
        ('<a href="http://h/"><path/></a>', "<g><path></path></g>", "1 external reference"),
        ('<g xml:base="http://h/"/>', "<g></g>", ""),
        ("<metadata><title>x</title></metadata>", "", ""),
    ],
)  # fmt: skip
def test_what_runs_or_leads_out_is_left_out(drawn, kept, told):
    assert inside(cleaned(drawn)) == kept
    assert cleaned(drawn).left_out == told


def test_an_embedded_bitmap_stays_and_an_embedded_drawing_goes():
    bitmap = base64.b64encode(PNG).decode()
    assert bitmap in inside(cleaned(f'<image href="data:image/svg+xml;base64,{bitmap}"/>'))
    drawing = base64.b64encode(b"<svg><image href='http://h/'/></svg>").decode()
    for head in ("data:image/png;base64,", "data:image/png,", "data:base64,"):
        assert inside(cleaned(f'<image href="{head}{drawing}"/>')) == "<image></image>"


def test_short_words_may_be_entities():
    drawing = cleaned("<text>&n;</text>", '<!DOCTYPE svg [<!ENTITY n "Größe">]>')
    assert inside(drawing) == "<text>Größe</text>"


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">',
        f'<!ENTITY a "{"x" * 300}">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://h/x.dtd"> %a;',
    ],
)
def test_entities_that_could_grow_or_load_are_refused(declared):
    with pytest.raises(JobProblem, match=r"it declares the entity '[ab]'"):
        cleaned("<text>&a;</text>", f"<!DOCTYPE svg [{declared}]>")


def test_what_is_no_drawing_says_why():
    with pytest.raises(JobProblem, match="it begins with <html>, not with <svg>"):
        clean_svg(b"<html/>")
    with pytest.raises(JobProblem, match=r"\(mismatched tag at line 2, column 3\)"):
        clean_svg(b"<svg>\n</g>")


def test_depth_and_number_are_limited():
    with pytest.raises(JobProblem, match="nested more than"):
        cleaned("<g>" * DEEPEST + "</g>" * DEEPEST)
    with pytest.raises(JobProblem, match="more than 200,000 elements"):
        cleaned("<g/>" * MOST_ELEMENTS)
