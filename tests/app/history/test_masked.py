"""No secret reaches the disk: what is written is read octet by octet."""

import base64
import json
from urllib.parse import quote, quote_plus

import pytest
import zstandard

from app.history.masked import mask_text, mask_typed
from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth
from app.model.field import Field
from app.model.request import Request
from tests.app.history.conftest import make_record

CANARY = 'Kn0ck & "knock"/ä+42'


def everything(folder):
    """All octets below a folder, those of bodies as they were before they were compressed."""
    found = b""
    for place in folder.rglob("*"):
        if place.is_file():
            found += place.read_bytes()
        if place.suffix == ".zst":
            found += zstandard.ZstdDecompressor().stream_reader(place.read_bytes()).read()
    return found


def details(history):
    """The octets of every exchange in the database, unpacked."""
    return b"".join(zstandard.decompress(row[0]) for row in history._all("SELECT exchange FROM details"))


def spellings(secret):
    octets = secret.encode()
    plain = [secret, quote(secret), quote_plus(secret), quote(secret, safe="")]
    plain += [json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]]
    coded = [base64.b64encode(b"x" * lead + octets).decode() for lead in range(6)]
    return [*plain, *coded, base64.urlsafe_b64encode(octets).decode()]


@pytest.mark.parametrize("at", range(len(spellings(CANARY))))
def test_no_spelling_of_a_secret_is_written(history, tmp_path, at):
    spelled = spellings(CANARY)[at]
    record = make_record(
        f"http://shop.test/items?key={spelled}",
        f'{{"echo": "{spelled}"}} and {spelled}',
        sent=f"before {spelled} after",
        headers=(("X-Trace", spelled), ("Content-Type", "text/plain")),
        answered=(("X-Echo", spelled),),
        secrets=(CANARY,),
        request=Request("List", url=f"http://shop.test/?key={spelled}"),
    )
    history.record(record)
    written = everything(tmp_path / "history") + details(history)
    assert spelled.encode() not in written
    for core in ("Kn0ck", "S24wY2s", "knock%22", base64.b64encode(CANARY.encode()).decode()[4:16]):
        assert core.encode() not in written


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_secret_in_a_body_of_utf_16_is_not_written(history, tmp_path, encoding, new_path):
    body = f'<a token="{CANARY}">ä €</a>'.encode(encoding)
    number = history.record(make_record(answer=body, sent=body, secrets=(CANARY,)))
    written = everything(tmp_path / "history") + details(history)
    for spelled in (CANARY, "Kn0ck"):
        assert not any(spelled.encode(each) in written for each in ("utf-8", "utf-16-le", "utf-16-be"))
    kept = history.exchange(number, new_path)
    assert kept.response.body.read().decode(encoding) == '<a token="•••">ä €</a>'


def test_credentials_in_headers_are_not_written_nor_where_the_server_repeats_them(history, tmp_path):
    token = "tok-8f14e45fceea167a"
    headers = (("Authorization", f"Bearer {token}"), ("Cookie", "sid=c9f0f895fb98ab91; flag=true"))
    record = make_record(
        answer=f'{{"you sent": "{token}", "sid": "c9f0f895fb98ab91", "flag": true}}',
        headers=headers,
        answered=(("Set-Cookie", "next=45c48cce2e2d7fbd"), ("X-Api-Key", "d3d9446802a44259")),
    )
    history.record(record)
    written = everything(tmp_path / "history") + details(history)
    for secret in (token, "c9f0f895fb98ab91", "45c48cce2e2d7fbd", "d3d9446802a44259"):
        assert secret.encode() not in written
    assert b"true" in written


@pytest.mark.parametrize(
    "auth",
    [
        BasicAuth("ann", "6512bd43d9caa6e0"),
        BearerAuth("6512bd43d9caa6e0"),
        ApiKeyAuth("k", "6512bd43d9caa6e0"),
    ],
)
def test_a_literal_in_the_auth_is_not_written(history, tmp_path, auth):
    request = Request("List", url="http://shop.test/", auth=auth)
    number = history.record(make_record(answer="6512bd43d9caa6e0", request=request))
    assert b"6512bd43d9caa6e0" not in everything(tmp_path / "history") + details(history)
    assert type(history.request(number).auth) is type(auth)


@pytest.mark.parametrize("auth", [BasicAuth("ann", "{{pw}}"), BearerAuth("{{t}}"), ApiKeyAuth("k", "{{v}}")])
def test_a_reference_in_the_auth_stays(history, auth):
    number = history.record(make_record(request=Request("List", auth=auth)))
    assert history.request(number).auth == auth


def test_a_reference_in_a_credential_header_stays_and_a_literal_goes():
    rows = (
        Field("Authorization", "Bearer {{token}}"),
        Field("cookie", "sid=1"),
        Field("X-Api-Key", "{{k}}1"),
    )
    data = {"http": {"headers": [{"name": row.name, "value": row.value} for row in rows]}}
    masked = mask_typed(data, ())["http"]["headers"]
    assert [row["value"] for row in masked] == ["Bearer {{token}}", "•••", "•••"]


@pytest.mark.parametrize(
    ("url", "masked"),
    [
        ("http://ann:secret@shop.test/", "http://•••@shop.test/"),
        ("http://{{user}}:{{password}}@shop.test/", "http://{{user}}:{{password}}@shop.test/"),
        ("http://ann:secret@{{host}}/", "http://•••@{{host}}/"),
        ("http://shop.test/a@b", "http://shop.test/a@b"),
    ],
)
def test_a_login_in_a_url_is_masked(url, masked):
    assert mask_text(url, ()) == masked
