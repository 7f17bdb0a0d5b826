"""The jobs of this room on real files."""

import pytest

from app.format.job import pretty_file
from app.work.job import JobProblem


def test_a_file_is_formatted_into_another(tmp_path):
    (tmp_path / "a").write_bytes(b"[1]")
    size = pretty_file(print, str(tmp_path / "a"), str(tmp_path / "b"), "json", "utf-8")
    assert (tmp_path / "b").read_bytes() == b"[\n  1\n]"
    assert size == 7


def test_a_mistake_in_the_text_is_told_as_malformed(tmp_path):
    (tmp_path / "a").write_bytes(b"[1")
    with pytest.raises(JobProblem, match="it ends too early, at line 1") as raised:
        pretty_file(print, str(tmp_path / "a"), str(tmp_path / "b"), "json", "utf-8")
    assert raised.value.kind == "malformed"
