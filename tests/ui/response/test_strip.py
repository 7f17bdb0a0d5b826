"""The strip that tells of some work or of a part."""

import pytest

from ui.response.strip import Strip


@pytest.fixture
def strip(qtbot):
    made = Strip()
    qtbot.addWidget(made)
    return made


def test_it_tells_how_far_the_work_is_and_offers_to_stop_it(strip, qtbot):
    strip.show_progress("Formatting…", 0.4)
    assert strip.sentence() == "Formatting… 40%"
    assert strip.accessibleName() == strip.sentence()
    with qtbot.waitSignal(strip.pressed):
        strip.button.click()


def test_it_tells_what_part_is_shown(strip):
    strip.show_state("Filtered: 12 matches", "Clear")
    assert (strip.sentence(), strip.button.text()) == ("Filtered: 12 matches", "Clear")


def test_it_paints_in_both_themes(strip, use_theme):
    for choice in ("light", "dark"):
        use_theme(choice)
        strip.show_progress("Formatting…", 0.5)
        assert not strip.grab().isNull()
