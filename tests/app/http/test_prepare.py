import pytest

from app import __version__
from app.errors import InvalidRequest
from app.http.automatic import LATER, automatic_headers
from app.http.prepare import prepare
from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth, OtherAuth
from app.model.body import FormBody, MultipartBody, Part, TextBody
from app.model.field import Field
from app.model.request import Request
from tests.app.http.sending import resolved

URL = "http://a.example:81/b"
PLAIN = (
    ("Host", "a.example:81"),
    ("User-Agent", f"sonde/{__version__}"),
    ("Accept", "*/*"),
    ("Accept-Encoding", "gzip, deflate, br, zstd"),
)


def test_automatic_headers_come_first_and_typed_ones_as_typed():
    prepared = prepare(resolved(URL, headers=[("x-B", "1"), ("X-a", "2"), ("x-B", "3")]))
    assert prepared.headers == (*PLAIN, ("x-B", "1"), ("X-a", "2"), ("x-B", "3"))


def test_a_typed_header_replaces_the_automatic_one_in_any_case():
    prepared = prepare(resolved(URL, headers=[("hOST", "b"), ("ACCEPT", "")], omitted=("user-agent",)))
    assert prepared.headers == (PLAIN[3], ("hOST", "b"), ("ACCEPT", ""))


def test_every_automatic_header_can_be_left_out():
    names = ("host", "user-agent", "accept", "accept-encoding", "content-type", "content-length")
    assert prepare(resolved(URL, "POST", body=TextBody("json", "{}"), omitted=names)).headers == ()


def test_a_body_brings_its_type_and_length():
    headers = prepare(resolved(URL, "GET", body=TextBody("json", "é"))).headers
    assert headers[-2:] == (("Content-Type", "application/json"), ("Content-Length", "2"))


@pytest.mark.parametrize(("method", "lengths"), [("POST", ["0"]), ("GET", []), ("DELETE", [])])
def test_only_methods_that_expect_a_body_say_that_there_is_none(method, lengths):
    headers = prepare(resolved(URL, method)).headers
    assert [value for name, value in headers if name == "Content-Length"] == lengths


def test_a_typed_transfer_encoding_takes_the_place_of_the_length():
    typed = [("Transfer-Encoding", "chunked")]
    names = [name for name, _ in prepare(resolved(URL, "POST", typed, TextBody("text", "a"))).headers]
    assert "Content-Length" not in names


def test_a_typed_boundary_is_the_one_that_is_written():
    typed = [("content-type", 'multipart/form-data; boundary="a b"')]
    prepared = prepare(resolved(URL, "POST", typed, MultipartBody((Part("x", "y"),))))
    assert prepared.content.pieces[0].startswith(b"--a b\r\n")
    assert prepared.headers[-1] == typed[0]


def test_credentials_in_the_url_are_basic_auth_unless_another_is_set():
    url = "http://ada:secret@a.example/"
    assert ("Authorization", "Basic YWRhOnNlY3JldA==") in prepare(resolved(url)).headers
    assert ("Authorization", "Bearer t") in prepare(resolved(url, auth=BearerAuth("t"))).headers


def test_a_key_in_the_query_is_part_of_the_target():
    prepared = prepare(resolved(URL + "?c", auth=ApiKeyAuth("k", "v", "query")))
    assert prepared.address.target == "/b?c&k=v"


def test_the_cookie_of_the_jar_gives_way_to_a_typed_one():
    assert prepare(resolved(URL), "a=1").headers[-1] == ("Cookie", "a=1")
    assert prepare(resolved(URL, headers=[("cookie", "b=2")]), "a=1").headers[-1] == ("cookie", "b=2")
    assert prepare(resolved(URL, omitted=("cookie",)), "a=1").headers == PLAIN


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("X Y", "1", "'X Y' is not a header name"),
        ("X:", "1", "is not a header name"),
        ("é", "1", "is not a header name"),
        ("X", "a\r\nY: b", r"The header X holds a control character \(U\+000D at position 2\)"),
        ("X", "a\x00", r"U\+0000"),
        ("", "1", "is not a header name"),
        ("X", "\ud800", "half a character"),
    ],
)
def test_an_illegal_header_is_refused(name, value, words):
    with pytest.raises(InvalidRequest, match=words):
        prepare(resolved(URL, headers=[(name, value)]))


def test_an_empty_row_is_no_header():
    assert prepare(resolved(URL, headers=[("", "")])).headers == PLAIN


@pytest.mark.parametrize("method", ["", "GET /", "G\r\nT", "é"])
def test_an_illegal_method_is_refused(method):
    with pytest.raises(InvalidRequest, match="is not a method"):
        prepare(resolved(URL, method))


def test_an_auth_that_is_not_supported_is_refused():
    with pytest.raises(InvalidRequest, match="Oauth2 authentication is not supported yet"):
        prepare(resolved(URL, auth=OtherAuth("oauth2")))


def test_a_draft_shows_what_will_be_added():
    draft = Request(method="POST", url=URL, body=TextBody("json", "{}"), auth=BearerAuth("{{token}}"))
    assert automatic_headers(draft) == (
        *PLAIN,
        ("Authorization", "Bearer {{token}}"),
        ("Content-Type", "application/json"),
        ("Content-Length", "2"),
    )


def test_a_draft_with_variables_shows_what_is_not_known_yet():
    draft = Request(
        method="POST",
        url="{{host}}/b",
        body=FormBody((Field("a", "{{b}}"),)),
        auth=BasicAuth("ada", "{{password}}"),
    )
    rows = dict(automatic_headers(draft))
    assert rows["Host"] == LATER
    assert LATER in rows["Authorization"]
    assert rows["Content-Length"] == LATER


@pytest.mark.parametrize("url", ["", "http://", "ftp://x", "http://a:b"])
def test_a_draft_that_cannot_be_sent_still_shows_its_headers(url):
    draft = Request(url=url, auth=OtherAuth("digest"), body=TextBody("text", "\ud800"))
    assert dict(automatic_headers(draft))["Host"] == LATER


def test_headers_shown_are_the_headers_sent():
    request = resolved(URL, "PUT", [("Accept", "a/b")], TextBody("xml", "<a/>"), auth=ApiKeyAuth("K", "v"))
    assert set(automatic_headers(request)) | {("Accept", "a/b")} == set(prepare(request).headers)
