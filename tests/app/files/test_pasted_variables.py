"""What people copy from elsewhere becomes variables."""

import json

import pytest

from app.files.pasted_variables import Pasted, read_variables

POSTMAN = {
    "name": "Staging",
    "values": [
        {"key": "host", "value": "a.test", "enabled": True},
        {"key": "token", "value": "x1", "type": "secret", "enabled": False},
    ],
}
OURS = """\
name: Local
variables:
  - name: host
    value: a.test
  - secret: true
    name: token
  - name: count
    value: {type: number, data: "3"}
    disabled: true
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A=1\nexport B='two words'\n# no\n", [Pasted("A", "1"), Pasted("B", "two words")]),
        ("A=1", [Pasted("A", "1")]),
        ("host: a.test\nport: 8080\nx: {a: 1}\n", [("host", "a.test"), ("port", "8080"), ("x", '{"a": 1}')]),
        ('{"host": "a.test", "n": 1.50, "on": true}', [("host", "a.test"), ("n", "1.50"), ("on", "true")]),
        (json.dumps(POSTMAN), [Pasted("host", "a.test"), Pasted("token", "x1", True, False)]),
        (OURS, [("host", "a.test"), Pasted("token", secret=True), Pasted("count", "3", enabled=False)]),
        ("- name: a\n  value: b\n", [("a", "b")]),
    ],
)
def test_variables_are_read_from(text, found):
    assert read_variables(text) == tuple(
        each if isinstance(each, Pasted) else Pasted(*each) for each in found
    )


@pytest.mark.parametrize(
    "text", ["", "word", "http://a.test/?a=b", "name\tvalue\nA=1\tB=2", "a: [", "- 1\n- 2", "12", "\x00"]
)
def test_other_texts_hold_none(text):
    assert read_variables(text) == ()
