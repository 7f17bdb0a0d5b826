"""A body of any encoding as UTF-8, small in memory and large in a file."""

import pytest

from app.format.utf8 import as_utf8
from app.model.payload import Payload

TEXT = "grün, 日本, 😀\r\n"


async def test_utf8_comes_back_as_it_is(tmp_path):
    payload = Payload(3, b"\xffab", complete=False)
    assert await as_utf8(payload, "utf-8", tmp_path) is payload


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-be", "gb18030"])
@pytest.mark.parametrize("times", [1, 40_000])
async def test_other_encodings_become_utf8(encoding, times, tmp_path):
    data = (TEXT * times).encode(encoding)
    read = await as_utf8(Payload(len(data), data), encoding, tmp_path)
    assert read.read() == (TEXT * times).encode()
    assert read.size == len(read.read())
    assert len(list(tmp_path.iterdir())) == (0 if times == 1 else 1)


async def test_a_body_that_broke_off_stays_one(tmp_path):
    data = TEXT.encode("utf-16-le") * 9_000 + b"\x00"
    path = tmp_path / "body"
    path.write_bytes(data)
    read = await as_utf8(Payload(len(data), None, path, complete=False), "utf-16-le", tmp_path)
    assert not read.complete
    assert read.read() == (TEXT * 9_000 + "\ufffd").encode()
    assert path.read_bytes() == data
