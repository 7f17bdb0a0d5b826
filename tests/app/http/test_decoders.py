import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.http.decoders import DecodeError, decoder_for


def raw_deflate(octets):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(octets) + packer.flush()


PACK = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


def decoded(coding, octets, step=None):
    decoder = decoder_for(coding)
    step = step or len(octets) or 1
    out = b"".join(
        piece
        for start in range(0, len(octets), step)
        for piece in decoder.decode(octets[start : start + step])
    )
    decoder.finish()
    return out


@given(st.sampled_from(sorted(PACK)), st.binary(max_size=3000), st.integers(1, 700))
def test_what_was_packed_unpacks_however_it_arrives(coding, octets, step):
    assert decoded(coding, PACK[coding](octets), step) == octets


@pytest.mark.parametrize("coding", PACK)
def test_large_bodies_unpack_whole(coding):
    octets = bytes(range(256)) * 40_000
    assert decoded(coding, PACK[coding](octets), 65536) == octets


@given(st.binary(max_size=300), st.integers(1, 50))
def test_deflate_without_its_wrapper_is_understood(octets, step):
    assert decoded("deflate", raw_deflate(octets), step) == octets


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_several_members_are_one_body(coding):
    assert decoded(coding, PACK[coding](b"one") + PACK[coding](b"two"), 5) == b"onetwo"


def test_zeros_after_gzip_are_padding():
    assert decoded("gzip", gzip.compress(b"one") + b"\x00" * 20) == b"one"


def test_a_chain_is_undone_from_its_end():
    assert decoded("gzip, br", brotli.compress(gzip.compress(b"both"))) == b"both"


@pytest.mark.parametrize("coding", PACK)
def test_an_empty_body_is_no_broken_coding(coding):
    assert decoded(coding, b"") == b""


@pytest.mark.parametrize("coding", PACK)
def test_an_end_that_comes_too_soon_is_told(coding):
    packed = PACK[coding](bytes(range(256)) * 100)
    with pytest.raises(DecodeError, match="too soon"):
        decoded(coding, packed[: len(packed) // 2])


@pytest.mark.parametrize("coding", PACK)
def test_broken_bytes_are_told(coding):
    with pytest.raises(DecodeError):
        decoded(coding, b"This is not compressed at all, whatever the header says.")


def test_identity_needs_no_decoder():
    assert decoder_for("") is decoder_for(" Identity ,") is None


def test_an_unknown_coding_is_named():
    with pytest.raises(DecodeError, match='"compress"'):
        decoder_for("gzip, compress")


def packed_zeros(coding, count):
    return brotli.compress(bytes(count), quality=1) if coding == "br" else PACK[coding](bytes(count))


@pytest.mark.parametrize("coding", PACK)
def test_no_piece_of_a_bomb_fills_the_memory(coding):
    pieces = [len(piece) for piece in decoder_for(coding).decode(packed_zeros(coding, 40_000_000))]
    assert sum(pieces) == 40_000_000
    assert max(pieces) <= 9_000_000
