"""Lines by which two huge texts are aligned in the rough."""

from app.diff.landmarks import landmarks


def test_landmarks_are_the_same_line_on_both_sides_and_rise():
    left = b"".join(b"line %d\n" % number for number in range(5000))
    right = b"new\n" * 10 + left[:20_000] + left[30_000:]
    found = landmarks(left, right, (0, 0))
    assert len(found) > 10
    assert found == sorted(found)
    for a, b in found:
        assert left[a : left.index(b"\n", a)] == right[b : right.index(b"\n", b)]


def test_a_line_that_occurs_again_is_no_landmark():
    assert landmarks(b"same\n" * 1000, b"same\n" * 1000, (0, 0)) == []
