"""Bodies and forms come back, whole or measured."""

import base64
import hashlib

import pytest

from app.playground.echo import ECHO_LIMIT


@pytest.fixture(params=["client", "client2"])
def either(request):
    """One version of HTTP after the other."""
    return request.getfixturevalue(request.param)


def test_a_body_comes_back_as_text_and_as_octets(either):
    body = "é\r\n".encode() + bytes(range(256))
    seen = either.post("/anything", content=body).json()
    assert base64.b64decode(seen["body_base64"]) == body
    assert (seen["body_size"], seen["body_sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
    assert seen["body"] == body.decode("utf-8", "replace")


def test_text_is_read_in_the_charset_that_it_names(client):
    headers = {"Content-Type": 'text/plain; charset="ISO-8859-1"'}
    assert client.post("/anything", content=b"\xe9", headers=headers).json()["body"] == "é"
    unknown = client.post("/anything", content=b"e", headers={"Content-Type": "text/plain; charset=klingon"})
    assert unknown.json()["body"] == "e"


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"a": [1, null]}', {"a": [1, None]}),
        (b"NaN", None),
        (b"1e999", None),
        (b"[" * 100_000, None),
        (b"<", None),
    ],
)
def test_json_is_parsed_where_it_is_json(client, body, value):
    assert client.post("/anything", content=body).json()["json"] == value


def test_a_multipart_form_shows_its_fields_and_files(either):
    files = [("up", ("grün.txt", b"abc", "text/x-odd")), ("plain", (None, "text"))]
    seen = either.post("/anything", files=files).json()
    assert seen["form"] == [["plain", "text"]]
    first = seen["files"][0]
    assert (first["name"], first["filename"], first["content_type"], first["size"]) == (
        "up",
        "grün.txt",
        "text/x-odd",
        3,
    )
    assert first["sha256"] == hashlib.sha256(b"abc").hexdigest()


def test_an_urlencoded_form_keeps_order_and_repetition(client):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    content = "b=2&a=1+%2B&b=&c"
    expected = [["b", "2"], ["a", "1 +"], ["b", ""], ["c", ""]]
    for path in ("/anything", "/forms"):
        assert client.post(path, content=content, headers=headers).json()["form"] == expected


def test_a_form_endpoint_wants_a_form(client):
    assert client.post("/forms", json={}).status_code == 415


def test_a_large_upload_is_measured(either):
    block = bytes(range(256)) * 256
    pieces = [block] * 80  # 5 MiB
    seen = either.put("/upload", content=iter(pieces)).json()
    assert (seen["size"], seen["sha256"]) == (80 * 65536, hashlib.sha256(b"".join(pieces)).hexdigest())


def test_a_large_file_in_a_form_is_measured(client2):
    content = b"0123456789abcdef" * 131072  # 2 MiB, above what a text field may have
    seen = client2.post("/forms", files={"big": ("big.bin", content)}).json()
    assert seen["files"][0]["size"] == len(content)
    assert seen["files"][0]["sha256"] == hashlib.sha256(content).hexdigest()


def test_a_body_too_large_to_echo_is_sent_elsewhere(client):
    answer = client.post("/anything", content=b"x" * (ECHO_LIMIT + 1))
    assert answer.status_code == 413
    assert "/upload" in answer.json()["detail"]
