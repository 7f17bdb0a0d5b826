"""The head that is read hastily is the head that the parser finds, or none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnreadableFile
from app.files import yaml
from app.files.codec_collection import FolderFile
from app.files.codec_request import decode_request
from app.files.document import FOLDER, REQUEST, fresh
from app.files.head import scan_folder, scan_head
from app.model.collection import head_of
from app.model.request import Request

HERE = Path("create-user.yml")
FILE = """\
# Made by hand.
info:
  name: Create user
  type: http
  seq: 2000
  tags: [smoke, slow]

http:
  method: POST
  url: "{{base}}/users/:org"
  headers:
    - name: Accept
      value: application/json
"""

words = st.sampled_from(
    ["Create user", "null", "true", "12", "1.0", "it's", 'a "b"', "a: b", "a #b", "a:", "é", "-", "{{x}}/y"]
) | st.text(max_size=12)
requests = st.builds(
    Request,
    name=words,
    method=st.sampled_from(["GET", "POST", "null", "PURGE", "get", "X-Y"]),
    url=words,
    docs=words,
    sequence=st.none() | st.integers(1, 9000).map(float) | st.just(1.5),
    tags=st.lists(words, max_size=2).map(tuple),
)
pieces = st.sampled_from(
    [
        "\n",
        " ",
        "  ",
        "\t",
        "#",
        ": ",
        "- ",
        "'",
        '"',
        "[",
        "{",
        "|",
        "&a ",
        "*a",
        "!!str ",
        "<<<<<<< a\n",
        "\r",
    ]
    + [
        "info:\n",
        "http:\n",
        "  name: x\n",
        "  url: y\n",
        "---\n",
        "...\n",
        "\x00",
        "\u2028",
        "x",
        "1",
        "null",
    ]
)


def parsed(content):
    try:
        return head_of(decode_request(yaml.load(content, HERE), HERE))
    except UnreadableFile:
        return None


@given(requests)
def test_the_head_of_any_request_that_sonde_wrote_is_found_as_it_is(request):
    content = fresh(request, REQUEST)
    assert scan_head(content, HERE.stem) in (parsed(content), None)


@given(st.integers(0, len(FILE)), st.integers(0, 9), pieces)
def test_whatever_is_typed_into_a_file_its_head_is_never_misread(place, removed, piece):
    # What stands behind the head is not looked at, so that it can be broken all the same.
    text = FILE[:place] + piece + FILE[place + removed :]
    found, meant = scan_head(text.encode(), HERE.stem), parsed(text.encode())
    assert found is None or meant is None or found == meant
    if place + removed <= FILE.index("  headers"):
        assert found in (meant, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("[smoke, slow]", "\n    - smoke\n    - slow"),
        lambda text: text.replace('"', "'"),
        lambda text: text.replace("  seq: 2000\n  tags: [smoke, slow]\n\n", ""),
    ],
)
def test_what_programs_write_is_read_hastily(change):
    content = change(FILE).replace(": \n", ":\n").encode()
    assert scan_head(content, HERE.stem) == parsed(content) is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Create user", "Create\n    user"),
        lambda text: text.replace("Create user", "&a Create user"),
        lambda text: text.replace("  method", "  headers: []\n  method"),
        lambda text: text + "info:\n  name: Twice\n",
        lambda text: text + "<<<<<<< ours\n",
        lambda text: text.replace("type: http", "type: graphql"),
        lambda text: text.replace('"{{base}}/users/:org"', '"\\u0061"'),
    ],
)
def test_anything_unusual_is_left_to_the_parser(change):
    assert scan_head(change(FILE).encode(), HERE.stem) is None


def test_a_folder_with_name_and_place_only_is_read_hastily():
    folder = FolderFile("Orders", sequence=2000.0)
    assert scan_folder(fresh(folder, FOLDER)) == folder
    assert scan_folder(fresh(FolderFile("Orders", docs="All."), FOLDER)) is None
