"""Places are the same whichever way they are counted."""

from hypothesis import given
from hypothesis import strategies as st

from ui.kit.code_edit_positions import Positions, characters_in


@given(st.text(st.sampled_from("aé€😀𝕏"), max_size=20), st.integers(0, 20))
def test_places_are_counted_both_ways(text, place):
    place = min(place, len(text))
    units = len(text[:place].encode("utf-16-le")) // 2
    assert Positions(text).units(place) == units
    assert Positions(text).characters(units) == place
    assert characters_in(text, units) == place
