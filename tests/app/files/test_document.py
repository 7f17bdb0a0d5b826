"""A file keeps what Sonde does not edit; a request survives the way to a file and back."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files import yaml
from app.files.document import REQUEST, fresh, updated
from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth, InheritAuth, NoAuth, OtherAuth
from app.model.body import FileBody, FormBody, MultipartBody, NoBody, Part, TextBody
from app.model.field import Field
from app.model.request import METHODS, Request
from app.model.url import query_rows
from tests.app.files.commented import CHANGES, COMMENTED, EDITS, recommented
from tests.app.files.strategies import options

HERE = Path("item.yml")

ODD = [
    "yes",
    "NO",
    "on",
    "1.0",
    "1.10",
    "007",
    "0x1F",
    "1_000",
    "12:30:45",
    "2024-01-01",
    "~",
    "null",
    "true",
    "=",
    "<<",
    "a: b",
    "a:",
    "a #b",
    "#",
    "- x",
    "-",
    "?",
    "? x",
    " lead",
    "trail ",
    "\ttab",
    "tab\t",
    "a\tb",
    "cr\rlf",
    "a\r\nb",
    "😀",
    "é",
    "\ufeff",
    "\x85",
    "\u2028",
    "'",
    '"',
    "it's",
    "{{token}}",
    "{a: b}",
    "[1]",
    "&a",
    "*a",
    "!t",
    "%",
    "@",
    "`",
    "|",
    ">",
    "x\ny",
    "x\n",
    "x\n\n",
    "\nx",
    "\n",
    "  x\n y",
    "x \ny",
    "---",
    "...",
    "--- a\n...",
    "\\",
    "\\n",
    "\0",
    "\x7f",
    "key: |\n  x\n",
    "\u3000",
    "\u00a0",
]
texts = st.one_of(st.sampled_from(ODD), st.text(max_size=20))
fields = st.builds(Field, texts, texts, st.booleans(), texts)
tables = st.lists(fields, max_size=3).map(tuple)
paths = st.lists(texts, max_size=2).map(tuple)
texts_of_parts = st.builds(Part, name=texts, value=texts, content_type=texts, enabled=st.booleans())
files_of_parts = st.builds(
    Part, name=texts, files=paths, is_file=st.just(True), content_type=texts, description=texts
)
bodies = st.one_of(
    st.just(NoBody()),
    st.builds(TextBody, st.sampled_from(["json", "xml", "text", "sparql"]), texts),
    st.builds(FormBody, tables),
    st.builds(MultipartBody, st.lists(texts_of_parts | files_of_parts, max_size=3).map(tuple)),
    st.builds(FileBody, texts, texts),
)
auths = st.one_of(
    st.sampled_from([NoAuth(), InheritAuth()]),
    st.builds(BasicAuth, texts, texts),
    st.builds(BearerAuth, texts),
    st.builds(ApiKeyAuth, texts, texts, st.sampled_from(["header", "query"])),
    st.builds(
        OtherAuth,
        st.sampled_from(["digest", "oauth2"]),
        st.dictionaries(st.sampled_from(["username", "n", "deep"]), texts | st.integers() | st.booleans()),
    ),
)
urls = (
    st.sampled_from(["", "{{base}}/a", "http://h/:id?a=1&b=%20x&a=2&&flag#f", "http://h?x={{y}}&z=a b"])
    | texts
)


@st.composite
def requests(draw):
    url = draw(urls)
    hidden = st.builds(Field, texts.filter(lambda t: "{{" not in t), st.sampled_from(["", "1", "a b", "%"]))
    rows = [Field(row.name, row.value, False) for row in draw(st.lists(hidden, max_size=2))]
    return Request(
        name=draw(texts.filter(bool)),
        method=draw(st.sampled_from([*METHODS, "PROPFIND"])),
        url=url,
        query=query_rows(url, rows),
        path=draw(tables),
        headers=draw(tables),
        omitted=draw(st.sampled_from([(), ("user-agent",), ("accept", "user-agent")])),
        body=draw(bodies),
        auth=draw(auths),
        docs=draw(texts),
        options=draw(options),
        sequence=draw(st.none() | st.sampled_from([1000, 1500.5])),
        tags=draw(st.sampled_from([(), ("smoke", "yes", "1.0")])),
    )


def read(content):
    return REQUEST.decode(yaml.load(content, HERE), HERE)


@given(requests())
def test_a_request_survives_a_new_file(request):
    assert read(fresh(request, REQUEST)) == request


@given(requests(), requests())
def test_a_request_survives_in_the_place_of_any_other(before, after):
    assert read(updated(fresh(before, REQUEST), after, REQUEST, HERE)) == after


@given(requests())
def test_an_unchanged_request_changes_no_byte(request):
    content = fresh(request, REQUEST)
    assert updated(content, request, REQUEST, HERE) == content


@given(requests(), st.sampled_from(["\n", "\r\n"]))
def test_an_edit_of_one_field_changes_one_line_of_any_file(request, line_end):
    text = fresh(request, REQUEST).decode().replace("\nhttp:\n", "\nhttp:  # the call\n    # as agreed\n")
    changed = updated(
        text.replace("\n", line_end).encode(), replace(request, method="LOCK"), REQUEST, HERE
    ).decode()
    old, new = text.split("\n"), changed.replace("\r\n", "\n").split("\n")
    assert [line for line, other in zip(old, new, strict=True) if line != other] == [
        f"  method: {request.method}"
    ]
    assert changed.count("\r\n") == (changed.count("\n") if line_end == "\r\n" else 0)


def test_a_file_without_a_final_line_end_stays_without_one():
    content = b"info:\n  type: http\n  name: A\nhttp:\n  url: http://h/  # here"
    changed = updated(
        content, replace(REQUEST.decode(yaml.load(content, HERE), HERE), url="http://x/"), REQUEST, HERE
    )
    assert changed == content.replace(b"http://h/", b"http://x/")


def difference(old, new):
    """The lines that differ, of two texts with equally many."""
    pairs = zip(old.splitlines(keepends=True), new.splitlines(keepends=True), strict=True)
    return [(one, other) for one, other in pairs if one != other]


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "marked"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("last", ["\n", ""], ids=["ended", "open"])
def test_an_edit_of_any_field_is_one_line_however_the_file_is_commented(edit, mark, line_end, last):
    text = (COMMENTED.rstrip("\n") + last).replace("\n", line_end)
    content = mark + text.encode()
    wanted = edit(read(content))
    changed = updated(content, wanted, REQUEST, HERE)
    assert read(changed) == wanted
    assert len(difference(content.decode(), changed.decode())) == 1


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_one_line_wherever_comments_stand(name):
    chance = random.Random(name)
    for text in (recommented(chance) for _ in range(15)):
        wanted = EDITS[name](read(text.encode()))
        changed = updated(text.encode(), wanted, REQUEST, HERE).decode()
        assert read(changed.encode()) == wanted
        assert len(difference(text, changed)) == 1, text


@pytest.mark.parametrize("name", CHANGES)
def test_a_larger_change_leaves_the_rest_of_the_file_alone(name):
    change, first, end = CHANGES[name]
    chance = random.Random(name)
    for text in (COMMENTED, *(recommented(chance) for _ in range(15))):
        wanted = change(read(text.encode()))
        changed = updated(text.encode(), wanted, REQUEST, HERE).decode()
        assert read(changed.encode()) == wanted
        assert changed.startswith(text.partition(f"\n{first}")[0].rstrip()), text
        assert changed.endswith(text.partition(f"\n{end}")[2] if end else ""), text


BRUNO = """\
info:
  name: create user
  type: http

http:
  method: POST
  url: "{{base}}/users/:org?dry=true"
  params:
    - name: dry
      value: "true"
      type: query
    - name: org # stands between those of the query
      value: acme
      type: path
    - name: debug
      value: "1"
      type: query
      disabled: true

runtime:
  scripts:
    - type: tests
      code: test()
"""
ADDED = """\
    - name: mine
      value: "1"
      type: query
"""


def test_parameters_of_the_path_between_those_of_the_query_stay_there():
    content = BRUNO.encode()
    request = REQUEST.decode(yaml.read(BRUNO, HERE), HERE)
    url = request.url + "&mine=1"
    changed = replace(request, url=url, query=query_rows(url, request.query))
    expected = BRUNO.replace("dry=true", "dry=true&mine=1").replace(
        "disabled: true\n", f"disabled: true\n{ADDED}"
    )
    assert updated(content, changed, REQUEST, HERE).decode() == expected
