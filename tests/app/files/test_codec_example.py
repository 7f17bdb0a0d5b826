"""Examples come and go in a request's file, and everything else in it stays."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files import yaml
from app.files.codec_example import encode_examples, examples_in
from app.files.document import EXAMPLES, REQUEST, fresh, updated
from app.files.store import Store, create_collection
from app.model.body import TextBody
from app.model.example import Example, ExampleRequest, ExampleResponse
from app.model.field import Field
from app.model.request import Request

FILE = """\
# What the shop answers.
info:
  name: List
  type: http

http:
  method: GET
  url: http://h/list # here

examples:
  - name: Found
    uid: kept # by another tool
    request:
      url: http://h/list
      params:
        - name: a
          value: "1"
          type: query
    response:
      status: 200
      statusText: OK
      headers:
        - name: Content-Type
          value: application/json
      body:
        type: json
        data: |-
          {"a": 1.00}
"""
PLACE = Path("list.yml")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
HEADERS = st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple)
RESPONSES = st.builds(
    ExampleResponse,
    status=st.integers(0, 999),
    reason=WORDS,
    headers=HEADERS,
    kind=st.sampled_from(["json", "text", "xml", "html", "binary"]),
    text=WORDS,
    file=WORDS,
)
REQUESTS = st.builds(
    ExampleRequest,
    method=WORDS,
    url=WORDS,
    headers=HEADERS.map(lambda rows: tuple(Field(*row) for row in rows)),
    body=st.builds(TextBody, st.sampled_from(["json", "xml", "text"]), WORDS),
)
EXAMPLES_OF_ALL_KINDS = st.lists(st.builds(Example, WORDS, WORDS, REQUESTS, RESPONSES), max_size=3).map(tuple)


def read(content):
    return examples_in(yaml.load(content, PLACE), PLACE)


@given(EXAMPLES_OF_ALL_KINDS)
def test_what_is_written_is_read_again(examples):
    assert read(updated(fresh(Request(url="http://h"), REQUEST), examples, EXAMPLES, PLACE)) == examples


def test_an_example_is_read_and_another_one_added_with_a_quiet_difference():
    (found,) = read(FILE.encode())
    assert (found.name, found.response.status, found.response.text) == ("Found", 200, '{"a": 1.00}')
    assert found.response.content_type == "application/json"
    missing = Example("Missing", "", ExampleRequest("GET", "http://h"), ExampleResponse(404, "Not Found"))
    text = updated(FILE.encode(), (found, missing), EXAMPLES, PLACE).decode()
    assert text.startswith(FILE)
    assert read(text.encode()) == (found, missing)


def test_a_rename_changes_one_line_and_keeps_what_other_tools_wrote():
    (found,) = read(FILE.encode())
    text = updated(FILE.encode(), (replace(found, name="200 OK"),), EXAMPLES, PLACE).decode()
    assert text == FILE.replace("name: Found", "name: 200 OK")


def test_the_last_example_takes_the_block_with_it():
    text = updated(FILE.encode(), (), EXAMPLES, PLACE).decode()
    assert "examples" not in text
    assert "# here" in text
    assert encode_examples(()) == {}


def test_saving_the_request_leaves_the_examples_alone(tmp_path):
    root = create_collection(tmp_path / "c", "C").root
    (root / "list.yml").write_text(FILE)
    store = Store(root)
    item = store.collection.find("list.yml")
    store.save("list.yml", replace(item.request, url="http://h/other"))
    assert (root / "list.yml").read_text() == FILE.replace(
        "url: http://h/list # here", "url: http://h/other # here"
    )
    store.save_examples("list.yml", ())
    assert store.collection.find("list.yml").examples == ()
    assert store.collection.find("list.yml").request.url == "http://h/other"


@pytest.mark.parametrize("block", ["examples: 7", "examples: [1]", "examples: [{response: x}]"])
def test_examples_of_an_odd_shape_do_not_keep_the_request_from_opening(tmp_path, block):
    root = create_collection(tmp_path / "c", "C").root
    (root / "a.yml").write_text(f"info: {{name: A, type: http}}\nhttp: {{url: http://h}}\n{block}\n")
    item = Store(root).collection.find("a.yml")
    assert (item.request.url, item.examples) == ("http://h", ())


@pytest.mark.parametrize("status", ["'200'", "200.0", "x", "[]", "99999"])
def test_an_odd_status_is_none_or_its_number(status):
    (found,) = read(f"examples: [{{response: {{status: {status}}}}}]".encode())
    assert found.response.status == (200 if status == "'200'" else 0)
