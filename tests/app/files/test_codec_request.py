"""Requests are read from what other tools write, and written as the schema asks."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from app.errors import UnreadableFile
from app.files import yaml
from app.files.codec_request import decode_request, encode_request
from app.files.document import REQUEST, fresh, updated
from app.model.auth import ApiKeyAuth, BasicAuth, InheritAuth, NoAuth, OtherAuth
from app.model.body import FileBody, FormBody, MultipartBody, NoBody, Part, TextBody
from app.model.field import Field
from app.model.options import Options
from app.model.request import Request

HERE = Path("login.yml")
SCHEMA = json.loads(
    (Path(__file__).parents[3] / "app/files/schema/opencollection.schema.json").read_text("utf-8")
)


def read(text):
    return decode_request(yaml.read(text, HERE), HERE)


def http(text):
    return read("info: {type: http}\nhttp:\n" + "".join(f"  {line}\n" for line in text.split("\n")))


@pytest.mark.parametrize(
    ("text", "auth"),
    [
        ("method: GET", NoAuth()),
        ("auth: inherit", InheritAuth()),
        ("auth: {type: none}", NoAuth()),
        ("auth: {type: basic, username: 007, password: 1.10}", BasicAuth("007", "1.10")),
        (
            "auth: {type: apikey, key: k, value: true, placement: queryparams}",
            ApiKeyAuth("k", "true", "query"),
        ),
        ("auth: {type: akamai-edgegrid, host: h}", OtherAuth("akamai-edgegrid", {"host": "h"})),
    ],
)
def test_every_spelling_of_auth_is_understood(text, auth):
    assert http(text).auth == auth


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("body: {type: none}", NoBody()),
        ("body: {type: form-urlencoded}", FormBody()),
        ("body: {type: json, data: 12}", TextBody("json", "12")),
        ("body: {type: yaml, data: 'a: b'}", TextBody("text", "a: b")),
        (
            "body:\n  - {title: A, body: {type: text, data: a}}\n"
            "  - {title: B, selected: true, body: {type: xml, data: b}}",
            TextBody("xml", "b"),
        ),
        (
            "body: {type: multipart-form, data: [{name: f, type: file, value: one.txt, disabled: true}]}",
            MultipartBody((Part("f", files=("one.txt",), is_file=True, enabled=False),)),
        ),
        (
            "body: {type: file, data: [{filePath: a, contentType: t, selected: false}, "
            "{filePath: b, selected: true}]}",
            FileBody("b"),
        ),
    ],
)
def test_every_spelling_of_a_body_is_understood(text, body):
    assert http(text).body == body


def test_the_url_decides_about_parameters_and_switched_off_rows_stay_between_them():
    request = http(
        "url: '{{b}}/:id?a=%20x&b=2'\n"
        "params:\n"
        "  - {name: a, value: old, type: query, description: first}\n"
        "  - {name: off, value: a%20b, type: query, disabled: true}\n"
        "  - {name: b, value: 2, type: query}\n"
        "  - {name: id, value: 5, type: path}"
    )
    assert request.query == (Field("a", " x", True, "first"), Field("off", "a b", False), Field("b", "2"))
    assert request.path == (Field("id", "5"),)


def test_settings_of_bruno_and_our_own_are_read():
    request = read(
        "settings: {encodeUrl: true, timeout: '5000', followRedirects: inherit, maxRedirects: 5, "
        "omitHeaders: [Accept]}\n"
        "extensions: {sonde: {http: {version: 2}, tls: {verify: false}}}\n"
    )
    assert request.options == Options(http_version="2", timeout=5000, max_redirects=5, verify=False)
    assert request.omitted == ("accept",)
    assert request.name == "login"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1]", "login.yml, line 1: the file must be a mapping"),
        ("info: {}\nhttp: GET\n", "login.yml, line 2, column 1: http must be a mapping"),
        ("http:\n  url: x\n  headers: 5\n", "login.yml, line 3, column 3: http.headers must be a list"),
        ("http:\n  headers:\n    - 5\n", "http.headers, row 1, must be a mapping"),
        ("info:\n  seq: first\n", "info.seq must be a number, and is 'first'"),
        ("info:\n  seq: 1e999\n", "info.seq must be a finite number"),
        ("http:\n  body: {type: graphql}\n", "http.body has the type 'graphql'"),
    ],
)
def test_a_wrong_shape_is_one_sentence_with_its_place(text, words):
    with pytest.raises(UnreadableFile) as caught:
        read(text)
    assert words in str(caught.value)


FULL = Request(
    "Full",
    "POST",
    "http://h/:id?a=1",
    (Field("a", "1"), Field("b", "2", False)),
    (Field("id", "1"),),
    (Field("X", "1", True, "why"), Field("Y", "2", False)),
    (),
    FormBody((Field("f", "1"),)),
    BasicAuth("u", "{{p}}"),
    "Docs",
    Options(timeout=0, follow_redirects=False, max_redirects=3),
    1500.5,
    ("smoke",),
)


@pytest.mark.parametrize(
    "body",
    [
        NoBody(),
        TextBody("sparql", "x"),
        FormBody((Field("a"),)),
        FileBody("a.bin"),
        MultipartBody(
            (
                Part("t", "x", content_type="text/plain"),
                Part("f", files=("a", "b"), is_file=True),
                Part("e", is_file=True),
            )
        ),
    ],
)
def test_what_is_written_is_what_the_schema_asks(body):
    schema = {**SCHEMA["$defs"]["HttpRequest"], "$defs": SCHEMA["$defs"]}
    data = encode_request(replace(FULL, body=body))
    jsonschema.Draft7Validator(schema).validate(data)
    assert "extensions" not in data


VARIANTS = """\
http:
  method: POST
  url: http://h/
  body:
    - title: Small
      body: {type: json, data: '{}'}
    # the one that is sent
    - title: Big
      selected: true
      body:
        type: json
        data: old
  auth: {type: none}
app: {enabled: true, code: run()}
docs:
  content: Old docs
  type: text/markdown
"""


def test_an_edit_reaches_only_the_selected_variant_and_the_long_form_of_a_text():
    request = replace(read(VARIANTS), body=TextBody("json", "new"), docs="New docs")
    changed = updated(VARIANTS.encode(), request, REQUEST, HERE).decode()
    assert changed == VARIANTS.replace("data: old", "data: new").replace("Old docs", "New docs")


def test_files_that_are_not_selected_stay_when_another_one_is_chosen():
    rows = "[{filePath: a, contentType: t, selected: false}, {filePath: b, contentType: t, selected: true}]"
    text = f"http:\n  body:\n    type: file\n    data: {rows}\n"
    request = replace(read(text), body=FileBody("c", "t"))
    changed = yaml.load(updated(text.encode(), request, REQUEST, HERE), HERE)
    assert changed["http"]["body"]["data"] == [
        {"filePath": "a", "contentType": "t", "selected": False},
        {"filePath": "c", "contentType": "t", "selected": True},
    ]


def test_keys_that_sonde_does_not_know_survive_another_auth():
    text = (
        "http:\n  url: x\n  future: 1\n  auth: {type: basic, username: u, password: p}\n"
        "settings: {encodeUrl: false, timeout: 5}\n"
    )
    request = replace(read(text), auth=NoAuth(), options=Options())
    changed = yaml.load(updated(text.encode(), request, REQUEST, HERE), HERE)
    assert changed == {"http": {"url": "x", "future": 1}, "settings": {"encodeUrl": False}}


def test_a_new_file_reads_like_the_format_says():
    assert fresh(Request("Ping", url="{{base}}/ping"), REQUEST).decode() == (
        'info:\n  name: Ping\n  type: http\n\nhttp:\n  method: GET\n  url: "{{base}}/ping"\n  auth: inherit\n'
    )
