"""New files have one style, which every YAML reader takes for the same data."""

from pathlib import Path

import pytest
import yaml as any_yaml
from hypothesis import given
from hypothesis import strategies as st

from app.files import yaml
from app.files.yaml_write import write

HERE = Path("x.yml")


@given(st.text(max_size=30))
def test_any_text_is_the_same_to_readers_of_both_versions(text):
    written = write({"block": {"text": text, "rows": [text]}, text[:50]: 1})
    expected = {"block": {"text": text, "rows": [text]}, text[:50]: 1}
    assert yaml.read(written, HERE) == expected
    assert any_yaml.safe_load(written) == expected


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("Create user", "Create user"),
        ("http://h:80/a?b=c#d", "http://h:80/a?b=c#d"),
        ("{{base}}/x", '"{{base}}/x"'),
        ("yes", '"yes"'),
        ("y", '"y"'),
        ("12:30", '"12:30"'),
        ("a: b", '"a: b"'),
        ("it's", "it's"),
        ("naïve 😀", "naïve 😀"),
        ("", '""'),
        ("one\ntwo", "|-\n  one\n  two"),
        ("one\n\ntwo\n", "|\n  one\n\n  two"),
        ("  one\ntwo", "|2-\n    one\n  two"),
        ("one \ntwo", '"one \\ntwo"'),
        ("\ttab\ntwo", '"\\ttab\\ntwo"'),
        ("a\r\nb", '"a\\r\\nb"'),
        ("nul\0 c1\x85", '"nul\\0 c1\\x85"'),
        ("half \ud800", '"half \ufffd"'),
    ],
)
def test_a_text_is_spelled_as_plainly_as_is_safe(text, spelling):
    assert write({"a": text}) == f"a: {spelling}\n"


def test_blocks_are_apart_and_sequences_stand_under_their_key():
    data = {
        "info": {"name": "A", "tags": ["x", "z"]},
        "rows": [{"a": 1, "b": [True]}, [None, 1.5]],
        "none": {},
        "no": [],
    }
    assert write(data) == (
        "info:\n  name: A\n  tags:\n    - x\n    - z\n\n"
        "rows:\n  - a: 1\n    b:\n      - true\n  - - null\n    - 1.5\n\n"
        'none: {}\n\n"no": []\n'
    )
