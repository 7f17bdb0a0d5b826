"""Texts and documents that are alike in part, for the tests of the difference."""

from hypothesis import strategies as st

lines = st.lists(st.sampled_from(["", "a", "b", "  b", "C", "dd dd", "é", "x" * 50]), max_size=30)
texts = st.builds(lambda rows, end: ("\n".join(rows) + end).encode(), lines, st.sampled_from(["", "\n"]))


@st.composite
def edited(draw):
    """A text, and the same with some lines put in, taken out or replaced."""
    before = draw(st.lists(st.integers(0, 60).map(str), min_size=1, max_size=300))
    after = list(before)
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(after)))
        taken = draw(st.integers(0, 12))
        after[place : place + taken] = draw(st.lists(st.integers(0, 70).map(str), max_size=12))
    return "\n".join(before).encode(), "\n".join(after).encode()


scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "a", "é", '"', "x y"])
documents = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=20,
)
