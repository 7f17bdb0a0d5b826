"""A secret is masked wherever it stands, also across two pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.format.mask_file import masked_pieces
from app.model.payload import Payload

SECRET = 'p"ss'


def masked(data, tmp_path=None):
    payload = Payload(len(data), data)
    if tmp_path is not None:
        path = tmp_path / "body"
        path.write_bytes(data)
        payload = Payload(len(data), None, path)
    return b"".join(masked_pieces(payload, (SECRET, "x")))


@given(st.lists(st.sampled_from([SECRET, 'p\\"ss', "p%22ss", "a", "p", "é", "\n"]), max_size=12))
def test_every_spelling_is_masked_and_the_rest_stays(parts):
    text = "-".join(parts)
    wanted = "-".join("•••" if len(part) > 3 else part for part in parts)
    assert masked(text.encode()).decode() == wanted


@pytest.mark.parametrize("before", [64 * 1024 - 2, 64 * 1024, 128 * 1024 - 1, 10, 0])
def test_a_secret_across_two_pieces_is_masked(tmp_path, before):
    data = b"x" * before + SECRET.encode() + b"y" * 100_000
    assert masked(data, tmp_path) == b"x" * before + "•••".encode() + b"y" * 100_000
