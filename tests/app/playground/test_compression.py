"""Each coding is what it says, and negotiation follows the client."""

import gzip
import json
import zlib

import brotli
import pytest
import zstandard

from app.playground.compression import choose_coding

_DECODERS = {
    "/gzip": ("gzip", gzip.decompress),
    "/deflate": ("deflate", zlib.decompress),
    "/brotli": ("br", brotli.decompress),
    "/zstd": ("zstd", zstandard.decompress),
}


@pytest.mark.parametrize("path", _DECODERS)
def test_the_body_is_in_the_coding_that_the_header_names(client, path):
    coding, decode = _DECODERS[path]
    with client.stream("GET", path) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == coding
    assert int(answer.headers["content-length"]) == len(raw)
    assert json.loads(decode(raw))["coding"] == coding


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("zstd;q=0, *;q=0.1", "br"),
        ("GZIP ; q=0.3", "gzip"),
        ("br;q=much", "identity"),
        ("identity", "identity"),
    ],
)
def test_the_coding_that_the_client_likes_best_is_taken(accepted, coding):
    assert choose_coding(accepted) == coding


def test_a_negotiated_answer_says_that_it_varies(client):
    answer = client.get("/compressed", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"
