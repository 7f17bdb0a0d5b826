"""Pretty printing on the text: what was sent is what is shown, whatever the size."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.format.pretty import THREAD_LIMIT, Malformed, format_bytes, is_quick, pretty, pretty_now
from app.model.payload import Payload

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def test_numbers_duplicate_keys_and_escapes_come_out_as_they_went_in():
    source = b'{"a":1.00,"a":123456789012345678901234567890,"e":1E+3,"u":"\\u00e9\\/"}'
    assert format_bytes(source, "json") == (
        b'{\n  "a": 1.00,\n  "a": 123456789012345678901234567890,\n  "e": 1E+3,\n  "u": "\\u00e9\\/"\n}'
    )


@given(VALUES)
def test_formatted_json_means_the_same(value):
    assert json.loads(format_bytes(json.dumps(value).encode(), "json")) == value


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_every_encoding_is_formatted_as_utf8(encoding):
    source = '["grün"]'.encode(encoding)
    assert format_bytes(source, "json", encoding) == '[\n  "grün"\n]'.encode()


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (b'{"a":\n 1,\n x}', "expected '\"' at line 3, column 2"),
        ('{"ü": x}'.encode(), "invalid character at line 1, column 7"),
        (b"[1,\n2", "it ends too early, at line 2"),
        (b"[1] x", "trailing characters at line 1, column 6"),
        (b" \n", "it is empty"),
        (b"<html>", "invalid character at line 1, column 1"),
    ],
)
def test_a_problem_is_a_clause_with_its_place(source, problem):
    result = pretty_now(source, "json")
    assert result.payload is None
    assert result.problem == problem
    assert result.malformed


@pytest.mark.parametrize(("opener", "closer"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_a_hundred_thousand_levels_are_formatted_and_take_no_gigabytes(opener, closer):
    source = opener * 100_000 + b"1" + closer * 100_000
    result = pretty_now(source, "json")
    assert result.payload is not None
    assert result.payload.size < 300 * len(source)
    assert b"".join(result.payload.read().split()) == source


def test_xml_that_begins_with_no_tag_is_no_xml():
    with pytest.raises(Malformed, match="does not begin with a tag"):
        format_bytes(b'{"a": 1}', "xml")


def test_text_stays_as_it_is():
    assert format_bytes(b"a  b\n", "text") == b"a  b\n"


@pytest.mark.parametrize("size", [10, 200_000, THREAD_LIMIT + 10])
async def test_a_body_of_any_size_is_formatted(size, tmp_path):
    source = json.dumps(["x" * 98] * (size // 100 + 1)).encode()
    result = await pretty(Payload(len(source), source), "json", tmp_path)
    assert result.payload is not None
    assert result.payload.read() == json.dumps(json.loads(source), indent=2).encode()


async def test_a_large_body_that_is_malformed_says_so_and_leaves_no_file(tmp_path):
    source = b"[" + b"1,\n" * 500_000 + b"oops]"
    result = await pretty(Payload(len(source), source), "json", tmp_path)
    assert result.problem == "invalid character at line 500,001, column 1"
    assert result.malformed
    assert list(tmp_path.iterdir()) == []


async def test_the_file_of_a_body_is_not_touched(tmp_path):
    source = tmp_path / "body"
    source.write_bytes(b"[" + b"1," * 600_000 + b"1]")
    before = source.read_bytes()
    result = await pretty(Payload(len(before), None, source), "json", tmp_path)
    assert result.payload is not None
    assert result.payload.path != source
    assert source.read_bytes() == before


async def test_a_large_body_tells_its_progress_and_leaves_no_file_when_it_is_cancelled(tmp_path):
    source = b"<a>" + b"<b><c>1</c></b>" * 300_000 + b"</a>"
    going = asyncio.Event()

    def report(done):
        assert 0 <= done <= 1
        going.set()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(pretty(Payload(len(source), source), "xml", tmp_path, report=report))
        await going.wait()
        task.cancel()
    assert task.cancelled()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("times", [1, 200_000])
async def test_a_body_with_a_small_mistake_is_formatted_and_the_mistake_is_told(times, tmp_path):
    source = b"[" + b"1,\n" * times + b"NaN]"
    result = await pretty(Payload(len(source), source), "json", tmp_path)
    assert result.payload is not None
    assert result.payload.read().endswith(b"1,\n  NaN\n]")
    assert result.problem == f"invalid character at line {times + 1:,}, column 1"
    assert result.malformed
    assert result.offset == source.index(b"N")


async def test_a_small_script_is_formatted_by_the_worker_all_the_same(tmp_path):
    assert not is_quick(10, "javascript")
    result = await pretty(Payload(10, b"f(){a;b;c}"), "javascript", tmp_path)
    assert result.payload is not None
    assert result.payload.read() == b"f() {\n  a;\n  b;\n  c\n}"
