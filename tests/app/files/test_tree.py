"""Whatever stands in a file, reading it ends soon, with a value or with one sentence and a place."""

import random
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import AppError
from app.files.document import REQUEST, updated
from app.files.tree import parse
from app.model.collection import BrokenItem, Contents

DATA = Path(__file__).parents[2] / "data"
FILES = sorted(DATA.rglob("*.yml"))
PIECES = [
    b"\0", b"\t", b"\r", b"\r\n", b"\xff", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\n---\n", b"\n...\n",
    b"<<<<<<< a\n", b">>>>>>> b\n", b"<<: *a", b"&a ", b"*a", b"!!python/object ", b"! ",
    b"%YAML 1.1\n", b"? ",
    b"- ", b": ", b"#", b"'", b'"', b"\\", b"|", b">", b"|9", b"[", b"]", b"{", b"}", b"~", b"null", b"1e999",
    b".nan", b"9" * 400, b"\\uD800", b'"\\ud800"', b"no", b"0o7", b"2024-01-01", b"  ", b"\n",
    b"@", b"`", b",",
]  # fmt: skip


def damaged(content, chance):
    """The bytes with a few pieces put in, cut out, doubled or swapped."""
    for _ in range(chance.randrange(1, 5)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.randrange(30))
        piece = chance.choice([*PIECES, b"", content[start:end] * 2, content[end : end + 20]])
        content = content[:start] + piece + content[chance.choice([start, end]) :]
    return content


@pytest.mark.parametrize("place", FILES, ids=lambda place: place.relative_to(DATA).as_posix())
def test_a_damaged_file_is_read_or_refused_with_its_place(place):
    path, chance = place.name, random.Random(place.name)
    content = place.read_bytes()
    for _ in range(60):
        bad = damaged(content, chance)
        item = parse(bad, path, DATA)
        if isinstance(item, BrokenItem):
            assert item.line >= 1, bad
            assert item.problem.startswith(path), bad
            assert "\n" not in item.problem, bad
        elif isinstance(item, Contents):
            edited = replace(item.request, name="Edited", docs="Edited")
            with suppress(AppError):
                changed = updated(bad, edited, REQUEST, place)
                assert parse(changed, path, DATA).request == edited, bad


def test_countries_numbers_and_dates_stay_the_text_that_was_typed():
    values = [
        "no",
        "off",
        "1e3",
        "0o7",
        "0x1F",
        "1_000",
        "2024-01-01",
        "12:30:45",
        "1.10",
        "007",
        "+1",
        "True",
    ]
    rows = "".join(f"    - name: {value}\n      value: {value}\n" for value in values)
    text = f"info: {{type: http}}\nhttp:\n  headers:\n{rows}"
    headers = parse(text.encode(), "a.yml", DATA).request.headers
    assert [(row.name, row.value) for row in headers] == [(each, each) for each in values[:-1]] + [
        ("true", "true")
    ]
