"""One side of what git could not merge."""

from app.files.markers import has_markers, ours, theirs

TEXT = """\
a: 1
<<<<<<< HEAD
b: 2
=======
b: 3
c: 4
>>>>>>> feature
d: 5
<<<<<<< HEAD
||||||| base
e: 6
=======
e: 7
>>>>>>> feature"""


def test_each_side_is_taken_in_every_conflict():
    assert has_markers(TEXT)
    assert ours(TEXT) == "a: 1\nb: 2\nd: 5\n"
    assert theirs(TEXT) == "a: 1\nb: 3\nc: 4\nd: 5\ne: 7\n"


def test_marks_that_are_no_conflict_stay():
    for text in ("a: 1\n", "<<<<<<< HEAD\na: 1\n", "a\n=======\nb\n", "x <<<<<<< y\n=======\n>>>>>>> z\n"):
        assert not has_markers(text)
        assert ours(text) == theirs(text) == text
