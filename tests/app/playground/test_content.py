"""Each kind of content is well formed."""

import struct
import zlib
from xml.etree import ElementTree

import pytest

from app.playground.content import draw_png


@pytest.mark.parametrize("path", ["/xml", "/image/svg"])
def test_markup_is_well_formed(client, path):
    assert len(ElementTree.fromstring(client.get(path).content)) > 0


def test_the_image_has_its_size_and_all_its_rows():
    data = draw_png(16)
    assert struct.unpack(">II", data[16:24]) == (16, 16)
    start = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[start - 4 : start])
    assert len(zlib.decompress(data[start + 4 : start + 4 + length])) == 16 * (1 + 3 * 16)


def test_the_encodings_are_the_ones_named(client):
    assert "Grüße" in client.get("/utf8").text
    latin = client.get("/latin1")
    assert ("Grüße" in latin.text, latin.charset_encoding) == (True, "iso-8859-1")


def test_binary_has_every_byte(client):
    assert client.get("/binary").content == bytes(range(256))
