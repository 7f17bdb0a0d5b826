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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", [3, 32 * 1024 - 2, 64 * 1024])
def test_a_secret_in_utf_16_is_masked_and_the_text_stays_readable(tmp_path, encoding, before):
    text = f"{'x' * before} {{'é': {SECRET}}} and p%22ss €"
    shown = masked(text.encode(encoding), tmp_path).decode(encoding)
    assert shown == f"{'x' * before} {{'é': •••}} and ••• €"


@given(st.binary(max_size=40), st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"a\0b\0c\0"]))
def test_what_only_begins_as_utf_16_does_stays_as_it_is(data, begin):
    assert masked(begin + data) == begin + data
