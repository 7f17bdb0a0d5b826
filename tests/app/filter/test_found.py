"""Writing matches: each form, and an end where they go on for ever."""

from itertools import repeat

import pytest

from app.filter import found
from app.filter.found import write_matches
from app.work.job import JobProblem


@pytest.mark.parametrize(
    ("form", "none", "two"),
    [
        ("array", b"[]", b"[1,\n2]"),
        ("lines", b"", b"1\n2"),
        ("elements", b"<matches>\n\n</matches>", b"<matches>\n1\n2\n</matches>"),
    ],
)
def test_matches_are_written_in_their_form(tmp_path, form, none, two):
    path = tmp_path / "matches"
    assert (write_matches(path, [], form), path.read_bytes()) == (0, none)
    assert (write_matches(path, [b"1", b"2"], form), path.read_bytes()) == (2, two)


@pytest.mark.parametrize("limit", ["MOST", "MOST_BYTES"])
def test_matches_without_end_are_refused(tmp_path, monkeypatch, limit):
    monkeypatch.setattr(found, limit, 1000)
    with pytest.raises(JobProblem, match="it gives more than") as caught:
        write_matches(tmp_path / "matches", repeat(b"1"), "lines")
    assert caught.value.kind == "limit"
