"""Pages lose what could run, load or swell, and come in pieces that are well-formed."""

import re

import pytest

from app.preview.page import DEEPEST, MOST_CELLS, MOST_ELEMENTS, MOST_TEXT, clean_page


def cleaned(html, **more):
    return clean_page(html.encode(), **more)


def body(html, **more):
    return "".join(cleaned(html, **more).pieces)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>a <b>b</b></p>", "<p>a <b>b</b></p>"),
        ("<p>1 < 2 &amp; 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p>x<script>alert('<p>')</script></p>", "<p>x</p>"),
        ("<p onclick=x style='color:red;background:url(x)'>x</p>", '<p style="color: red">x</p>'),
        ("<p>x<iframe src=http://h>y</iframe><object data=x></object></p>", "<p>x</p>"),
        ("<p>x<svg><image href=http://h/></svg></p>", "<p>x</p>"),
        ("<p><img src=http://h/a.png alt='a \"b'></p>", '<p><img src="placeholder:a%20%22b"></p>'),
        ("<p><img src=file:///etc/passwd width=99999></p>", '<p><img src="placeholder:" width="800"></p>'),
        ("<a href='javascript:x'>l</a>", '<a href="javascript:x">l</a>'),
        ("<section><unknown>x</unknown></section>", "<div>x</div>"),
        ("<p hidden>x</p><p style='display: none'>y</p>", ""),
        ("<table><td colspan=999 rowspan=-1 background=http://h>", '<table><td colspan="50"></td></table>'),
        ("<noscript>without</noscript>", "without"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_runs_or_loads_is_gone(html, kept):
    assert body(html) == kept


def test_what_was_left_out_is_told():
    page = cleaned("<link rel=stylesheet href=x><script></script><script></script><img src=x><p>t")
    assert page.left_out == "1 style sheet, 2 scripts, 1 picture"


def test_the_title_and_the_harmless_styles_are_kept():
    page = cleaned("<title> A\n page </title><style>@import 'x'; p { color: red }</style><p>t")
    assert page.title == "A page"
    assert page.sheet == "p { color: red }\n"
    assert cleaned("<style>p { color: red }</style>", colors=False).sheet == ""


def test_embedded_pictures_are_kept_apart():
    page = cleaned("<p><img src='data:image/png;base64,AAAA'><img src='data:text/html;base64,AAAA'></p>")
    assert page.images == ("AAAA",)
    assert page.pieces == ('<p><img src="image:0"><img src="placeholder:"></p>',)


def test_every_piece_is_well_formed_by_itself():
    rows = "".join(f"<tr><td>{number}</td><td>words {number}</td></tr>" for number in range(500))
    page = cleaned(f"<div><table border=1>{rows}</table></div>")
    assert len(page.pieces) > 5
    for piece in page.pieces:
        assert re.match(r'(<div>)<table border="1"><tr>', piece)
        assert piece.endswith("</tr></table></div>")
    assert re.findall(r"words (\d+)", "".join(page.pieces)) == [str(number) for number in range(500)]


def test_a_word_without_end_is_put_in_several_pieces():
    page = cleaned("<pre>" + "x" * 100_000 + "</pre>")
    assert max(map(len, page.pieces)) < 10_000
    assert "".join(page.pieces).count("x") == 100_000


@pytest.mark.parametrize(
    "html",
    [
        "<b>x</b>" * (MOST_ELEMENTS + 1),
        "<p>" + "x" * (MOST_TEXT + 1),
        "<table><tr>" + "<td>x" * (MOST_CELLS + 1),
        "<div>" * 100_000,
        "<table><tr><td>" * 10_000,
        "<img src='data:image/png;base64," + "A" * 5_000_000 + "'>",
    ],
)
def test_a_page_beyond_a_limit_ends_early(html):
    assert not cleaned(html).whole


def test_what_is_nested_too_deeply_becomes_flat():
    page = cleaned("<div>" * 150 + "deep")
    assert page.whole
    assert page.pieces[0].count("<div>") == DEEPEST
    assert body("<table><tr><td>" * 20 + "deep").count("<table>") == 4


@pytest.mark.parametrize(
    "html", ["<" * 50_000, "<!--" * 20_000, "<a b='" * 20_000, "&#" * 50_000, "\x00<p>\x00"]
)
def test_rubbish_is_read_without_complaint(html):
    assert cleaned(html).pieces is not None
