from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidRequest
from app.http.bodies import content_of, form_text
from app.model.body import FileBody, MultipartBody, NoBody, Part, TextBody
from app.model.field import Field

WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
TYPED = "multipart/form-data; boundary=XYZ"


async def octets(content):
    return b"".join([chunk async for chunk in content.chunks()])


async def test_text_is_sent_as_utf8_exactly():
    content = content_of(TextBody("json", '{"a": 1.00}\r\n\né'), None)
    assert await octets(content) == '{"a": 1.00}\r\n\né'.encode()
    assert content.media_type == "application/json"


def test_half_a_character_is_refused_with_its_place():
    with pytest.raises(InvalidRequest, match=r"U\+D800 at position 2"):
        content_of(TextBody("text", "a\ud800"), None)


def test_no_body_is_nothing():
    content = content_of(NoBody(), None)
    assert (content.media_type, content.length) == ("", 0)


def test_a_form_is_written_as_browsers_write_it():
    rows = (Field("a b", "c+d&e=f"), Field("off", "1", enabled=False), Field("é~*-._", ""))
    assert form_text(rows) == "a+b=c%2Bd%26e%3Df&%C3%A9%7E*-._="


@given(st.lists(st.tuples(WORDS, WORDS)))
def test_a_form_reads_back_as_it_was(pairs):
    rows = tuple(Field(name, value) for name, value in pairs)
    assert parse_qsl(form_text(rows), keep_blank_values=True) == pairs


async def test_multipart_holds_texts_and_files_in_order(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "b.bin").write_bytes(b"\x00")
    body = MultipartBody(
        (
            Part("one", "é"),
            Part("off", "x", enabled=False),
            Part("data", '{"a":1}', content_type="application/json"),
            Part("files", files=("a.png", "b.bin"), is_file=True),
        )
    )
    content = content_of(body, tmp_path, TYPED)
    written = await octets(content)
    assert content.length == len(written)
    assert written == (
        b'--XYZ\r\nContent-Disposition: form-data; name="one"\r\n\r\n\xc3\xa9\r\n'
        b'--XYZ\r\nContent-Disposition: form-data; name="data"\r\nContent-Type: application/json'
        b'\r\n\r\n{"a":1}\r\n'
        b'--XYZ\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n'
        b"Content-Type: image/png\r\n\r\n\x89PNG\r\n"
        b'--XYZ\r\nContent-Disposition: form-data; name="files"; filename="b.bin"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n\x00\r\n--XYZ--\r\n"
    )


async def test_names_of_parts_are_escaped_as_browsers_do():
    written = await octets(content_of(MultipartBody((Part('a"b\r\nc', "1"),)), None, TYPED))
    assert b'name="a%22b%0D%0Ac"' in written


def test_every_multipart_body_has_a_boundary_of_its_own():
    one, two = (content_of(MultipartBody((Part("a", "b"),)), None) for _ in range(2))
    assert one.media_type != two.media_type
    assert one.media_type.startswith("multipart/form-data; boundary=")


async def test_a_file_is_found_from_the_collection_and_its_type_guessed(tmp_path):
    (tmp_path / "a.json").write_bytes(b"[]")
    content = content_of(FileBody("a.json"), tmp_path)
    assert (await octets(content), content.media_type) == (b"[]", "application/json")
    assert content_of(FileBody("a.json", "text/x"), tmp_path).media_type == "text/x"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (FileBody("gone.txt"), r"gone.txt for the body does not exist"),
        (FileBody(""), "No file is chosen for the body"),
        (FileBody("."), "is a folder"),
        (MultipartBody((Part("a", files=("gone.png",), is_file=True),)), r'gone.png for the part "a"'),
        (MultipartBody((Part("avatar", is_file=True),)), 'The part "avatar" has no file'),
        (MultipartBody((Part("a", "b", content_type="t/t\r\nX: y"),)), "control character"),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_is_refused_before_anything_is_sent(tmp_path, body, words):
    with pytest.raises(InvalidRequest, match=words):
        content_of(body, tmp_path)
