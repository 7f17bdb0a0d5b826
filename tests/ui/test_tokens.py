import itertools
from dataclasses import fields

import pytest

from app.model.exchange import PHASES
from ui import tokens
from ui.tokens import DARK, LIGHT, Tokens

SURFACES = ("panel", "sidebar", "selection", "hover")
HUES = ("green", "amber", "blue", "violet", "red", "teal", "pink", "indigo")
SYNTAX = ("key", "string", "number", "boolean", "null", "punctuation")
PHASE_BARS = sorted(set(tokens.PHASE_TOKENS.values()))
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(color):
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_agrees_with_the_known_extremes():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@THEMES
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("words", ["text", "muted", "link", *HUES, *SYNTAX])
def test_words_can_be_read_on_every_surface(theme, words, surface):
    assert contrast(getattr(theme, words), getattr(theme, surface)) >= 4.5


@THEMES
@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("green", "ok_back"),
        ("amber", "warn_back"),
        ("red", "danger_back"),
        ("text", "warn_back"),
        ("text", "danger_back"),
        ("text", "mark"),
        ("accent_text", "accent"),
        ("accent_text", "accent_hover"),
        ("muted", "window"),
        ("text", "input"),
    ],
)
def test_words_can_be_read_on_their_tint(theme, words, back):
    assert contrast(getattr(theme, words), getattr(theme, back)) >= 4.5


@THEMES
@pytest.mark.parametrize("shape", ["faint", "focus", "accent", *PHASE_BARS])
def test_bars_and_outlines_stand_out_from_the_panel(theme, shape):
    assert contrast(getattr(theme, shape), theme.panel) >= 3


@THEMES
def test_neighbouring_bars_of_the_waterfall_differ(theme):
    bars = [getattr(theme, tokens.PHASE_TOKENS[phase]) for phase in PHASES]
    assert all(one != other for one, other in itertools.pairwise(bars))


@THEMES
def test_every_colour_is_written_out_in_full(theme):
    for field in fields(Tokens):
        value = getattr(theme, field.name)
        assert len(value) == 7
        assert value.startswith("#")
        int(value[1:], 16)


@pytest.mark.parametrize(
    "table",
    [
        tokens.METHOD_TOKENS,
        tokens.STATUS_TOKENS,
        tokens.STATUS_BACK_TOKENS,
        tokens.PHASE_TOKENS,
        tokens.SYNTAX_TOKENS,
    ],
)
def test_every_table_names_tokens_that_exist(table):
    assert set(table.values()) <= {field.name for field in fields(Tokens)}
