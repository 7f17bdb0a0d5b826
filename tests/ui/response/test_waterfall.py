"""The geometry of the bars, and the strip of the status bar."""

from dataclasses import replace

import pytest

from app.model.exchange import Timing
from ui import theme
from ui.response.waterfall import WaterfallStrip, bars, phases_in_words, span


def test_bars_follow_one_another_and_hops_too(redirected):
    found = list(bars(redirected))
    assert [bar.hop for bar in found] == [0] * 7 + [1] * 4
    assert found[1].start == pytest.approx(found[0].start + found[0].length)
    assert found[7].start == pytest.approx(redirected.history[0].timing.total)


def test_the_scale_covers_the_longer_of_total_and_phases(make_exchange):
    exchange = make_exchange(b"")
    assert span(exchange) == pytest.approx(143.9)
    assert span(replace(exchange, timing=Timing(wait=500.0, total=10.0))) == 500.0
    assert span(replace(exchange, timing=Timing())) > 0


def test_the_words_add_up_all_hops(redirected):
    assert "Wait 130 ms" in phases_in_words(redirected)


def test_the_strip_is_painted_in_the_colours_of_the_phases(qtbot, make_exchange):
    strip = WaterfallStrip()
    qtbot.addWidget(strip)
    strip.resize(strip.sizeHint())
    strip.show_exchange(make_exchange(b""))
    image = strip.grab().toImage()
    painted = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    wanted = {theme.phase_color(phase).name() for phase in ("dns", "connect", "tls", "wait", "receive")}
    assert wanted <= painted
    strip.show_exchange(None)
    assert strip.toolTip() == ""
