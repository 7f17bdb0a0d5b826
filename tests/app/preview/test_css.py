"""Styles keep what is harmless."""

import pytest

from app.preview.css import clean_declarations, clean_sheet


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("color: red; TEXT-ALIGN: center", "color: red; text-align: center"),
        ("color: rgb(1, 2, 3) !important", "color: rgb(1, 2, 3)"),
        ("background: url(http://h/a.png)", ""),
        ("background: red url(http://h/a.png)", ""),
        ("background: u\\rl(x)", ""),
        ("list-style-image: url(x); font-size: 99999999px; position: fixed; width: 1e9px", ""),
        ("font-family: Comic Sans", ""),
        ("font-family: 'Noto Sans Mono', serif", "font-family: monospace"),
        ("color", ""),
    ],
)
def test_declarations_neither_load_nor_swell(style, kept):
    assert clean_declarations(style) == kept


def test_without_colors_the_shape_stays():
    assert clean_declarations("color: red; font-weight: 700", colors=False) == "font-weight: 700"


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".a, p { color: red }", ".a, p { color: red }"),
        ("/* } */ p { color: red }", "p { color: red }"),
        ("@import 'http://h/a.css'; p { color: red }", "p { color: red }"),
        ("@media print { p { color: red } } b { color: blue }", "b { color: blue }"),
        ("@font-face { src: url(http://h/f) } b { color: blue }", "b { color: blue }"),
        ("a[href] { color: red }", ""),
        ("p { color: red", ""),
        ("@media {", ""),
    ],
)
def test_sheets_keep_plain_rules(sheet, kept):
    assert clean_sheet(sheet) == kept


def test_a_sheet_has_a_hundred_rules_at_most():
    assert clean_sheet("p { color: red }" * 500).count("\n") == 99
