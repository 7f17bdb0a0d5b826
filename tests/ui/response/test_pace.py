"""How often a text that grows is shown anew."""

from ui.response.pace import READABLE, Pace


def test_a_slow_text_is_shown_whenever_it_grew():
    pace = Pace()
    assert pace.allows(0)
    assert pace.allows(1)


def test_what_rushes_past_is_not_painted():
    pace = Pace()
    assert not pace.allows(READABLE * 100)
    assert pace.allows(0)
