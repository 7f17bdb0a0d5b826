"""A difference as a unified patch, which the program `patch` would apply."""

import difflib

import pytest

from app.diff.patch import unified_patch
from app.diff.textdiff import text_diff

LEFT = b"".join(b"%d\n" % number for number in range(40))


@pytest.mark.parametrize(
    "right",
    [
        LEFT.replace(b"\n20\n", b"\ntwenty\nand more\n").replace(b"\n25\n", b"\n").replace(b"39\n", b"39"),
        b"new\n" + LEFT,
        b"",
    ],
)
def test_a_patch_is_what_other_programs_write(right):
    patch = b"".join(unified_patch(text_diff(LEFT, right), ("old", "new"))).decode()
    expected = "".join(
        difflib.unified_diff(
            LEFT.decode().splitlines(True), right.decode().splitlines(True), "old", "new", lineterm="\n"
        )
    )
    ranges = expected.replace(" -1 ", " -1,1 ")
    assert patch.replace("\n\\ No newline at end of file\n", "") == ranges.rstrip("\n") or patch == ranges


def test_equal_texts_have_an_empty_patch():
    assert list(unified_patch(text_diff(LEFT, LEFT), ("a", "b"))) == []
