"""Asking in a process of its own: the three languages, what they may not do, and what goes wrong."""

import json
import sys

import pytest

from app.filter.json_text import TWICE
from app.work.job import JobProblem

BODY = b'{"a":[1.00,123456789012345678901234567890,{"x":"\\u00e9","x":2}],"b":{"c":1E5}}'


async def test_jsonpath_gives_the_text_of_the_matches_to_the_digit(ask, tmp_path):
    found, text = await ask(BODY, "jsonpath", "$.a[*]")
    assert text == b'[1.00,\n123456789012345678901234567890,\n{"x":"\\u00e9","x":2}]'
    assert (found.count, found.reading.language, found.note) == (3, "json", TWICE)
    assert list(tmp_path.iterdir()) == [found.reading.payload.path]


async def test_jsonpath_gives_the_places_of_the_matches(ask):
    _, text = await ask(BODY, "jsonpath", "$..x", paths=True)
    assert json.loads(text) == ["$['a'][2]['x']"]


async def test_records_on_lines_are_asked_like_one_array(ask):
    found, text = await ask(b'{"a":1}\n\n{"a":2.50}\n', "jsonpath", "$[*].a", "ndjson")
    assert (found.count, text) == (2, b"[1,\n2.50]")


async def test_jq_gives_its_outputs_one_on_a_line(ask):
    found, text = await ask(b'{"a":1.00}\n{"a":2e400}\n', "jq", ".a", "ndjson")
    assert (found.count, found.reading.language, text) == (2, "ndjson", b"1.00\n2E+400")


async def test_xpath_gives_elements_below_one_of_their_own(ask):
    body = b'<r><b x="1">t</b><c/><b/></r>'
    found, text = await ask(body, "xpath", "//b", "xml")
    assert (found.count, found.reading.language) == (2, "xml")
    assert text == b'<matches>\n<b x="1">t</b>\n<b/>\n</matches>'
    found, text = await ask(body, "xpath", "//@x", "xml")
    assert (found.reading.language, text) == ("text", b"1")


async def test_nothing_found_is_an_empty_body(ask):
    for language, text, form in (("jq", "empty", "json"), ("xpath", "//none", "xml")):
        found, matches = await ask(BODY if form == "json" else b"<r/>", language, text, form)
        assert (found.count, matches) == (0, b"")


async def test_a_program_sees_nothing_of_the_computer(ask, monkeypatch):
    monkeypatch.setenv("TOKEN_OF_SOMEBODY", "secret")
    _, text = await ask(b"1", "jq", "[$ENV, env, input_filename]")
    assert text == b"[{},{},null]"


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("jq", ".a.b", "malformed"),
        ("jsonpath", "$[", "malformed"),
    ],
)
async def test_what_goes_wrong_leaves_no_file_behind(ask, tmp_path, language, text, kind):
    with pytest.raises(JobProblem) as caught:
        await ask(BODY, language, text)
    assert caught.value.kind == kind
    assert list(tmp_path.iterdir()) == []


async def test_an_expression_ends_when_its_time_is_over(ask, monkeypatch):
    monkeypatch.setattr("app.filter.run.SECONDS", 0.3)
    with pytest.raises(JobProblem, match=r"took longer than 0\.3 s"):
        await ask(BODY, "jq", "[range(1e9)]")


@pytest.mark.parametrize("language", ["jsonpath", "jq"])
async def test_a_body_that_is_nested_very_deeply_is_refused(ask, language):
    with pytest.raises(JobProblem, match=r"nested|depth"):
        await ask(b"[" * 100_000 + b"]" * 100_000, language, "$..*" if language == "jsonpath" else ".")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is given a limit of memory")
async def test_a_program_that_fills_the_memory_ends_with_a_sentence(ask, monkeypatch):
    monkeypatch.setattr("app.filter.run.MEMORY", 200 * 1024 * 1024)
    with pytest.raises(JobProblem, match="memory"):
        await ask(BODY, "jq", "[range(1e9) | tostring * 1000]")
