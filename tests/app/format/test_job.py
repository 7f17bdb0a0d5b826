"""The jobs of this room on real files."""

import pytest

from app.format.job import pretty_file, transcode_file
from app.work.job import JobProblem


def run(job, source, target, *rest):
    return job(lambda _: None, str(source), str(target), *rest)


def test_a_file_is_formatted_into_another(tmp_path):
    (tmp_path / "a").write_bytes(b"[1]")
    told = run(pretty_file, tmp_path / "a", tmp_path / "b", "json", "utf-8")
    assert (tmp_path / "b").read_bytes() == b"[\n  1\n]"
    assert told == {"size": 7, "problem": "", "offset": None}


def test_a_file_of_another_encoding_is_formatted_as_utf8_and_leaves_nothing(tmp_path):
    (tmp_path / "a").write_bytes('<a><b k="ü"/></a>'.encode("utf-16"))
    run(pretty_file, tmp_path / "a", tmp_path / "b", "xml", "utf-16")
    assert (tmp_path / "b").read_text("utf-8") == '<a>\n  <b k="ü"/>\n</a>\n'
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


def test_a_mistake_in_the_text_is_told_with_its_place(tmp_path):
    (tmp_path / "a").write_bytes(b"[1")
    told = run(pretty_file, tmp_path / "a", tmp_path / "b", "json", "utf-8")
    assert told == {"size": None, "problem": "it ends too early, at line 1", "offset": 2}


def test_a_body_with_a_small_mistake_is_formatted_and_the_mistake_is_told(tmp_path):
    (tmp_path / "a").write_bytes(b"[1, NaN]")
    told = run(pretty_file, tmp_path / "a", tmp_path / "b", "json", "utf-8")
    assert (tmp_path / "b").read_bytes() == b"[\n  1,\n  NaN\n]"
    assert told == {"size": 14, "problem": "invalid character at line 1, column 5", "offset": 4}


def test_what_is_beyond_a_limit_is_refused(tmp_path):
    (tmp_path / "a").write_bytes(b"x = 1;" * 400_000)
    with pytest.raises(JobProblem, match="it is larger than") as raised:
        run(pretty_file, tmp_path / "a", tmp_path / "b", "javascript", "utf-8")
    assert raised.value.kind == "limit"


def test_a_text_of_another_encoding_becomes_utf8(tmp_path):
    text = "grün 😀 " * 100_000
    (tmp_path / "a").write_bytes(text.encode("utf-16"))
    size = run(transcode_file, tmp_path / "a", tmp_path / "b", "utf-16")
    assert (tmp_path / "b").read_bytes() == text.encode()
    assert size == len(text.encode())
