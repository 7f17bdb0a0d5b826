"""Two bodies as octets."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from app.diff.octets import diff_octets, first_difference


@given(st.binary(max_size=60), st.integers(0, 59), st.integers(1, 255))
def test_the_first_octet_that_differs_is_found(data, place, by):
    changed = bytearray(data)
    if place < len(data):
        changed[place] ^= by
    assert first_difference(data, bytes(changed)) == (place if place < len(data) else None)


def test_a_difference_far_into_a_body_is_found():
    left = bytes(3_000_000)
    assert first_difference(left, left[:2_500_001] + b"x" + left[2_500_002:]) == 2_500_001


def test_a_body_that_is_the_start_of_the_other_differs_at_its_end():
    found = diff_octets(b"abc", b"abcd")
    assert (found.first, found.sizes) == (3, (3, 4))
    assert found.digests == tuple(hashlib.sha256(data).hexdigest() for data in (b"abc", b"abcd"))


def test_equal_bodies_have_one_digest():
    found = diff_octets(b"abc", b"abc")
    assert found.equal
    assert found.digests[0] == found.digests[1]
