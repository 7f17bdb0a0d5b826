"""The jobs as the worker calls them, from files to a file."""

from array import array

import pytest

from app.diff.job import diff_files, diff_json
from app.work.job import JOBS, JobProblem, load_job


def test_the_jobs_are_in_the_table():
    assert load_job(JOBS["diff"]) is diff_files
    assert load_job(JOBS["diff-json"]) is diff_json


def test_the_result_is_numbers_in_a_file(tmp_path):
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfone\ntwo\n")
    (tmp_path / "b").write_bytes(b"one\n2\n")
    sides = [[str(tmp_path / name), "utf-8", str(tmp_path / f"{name}-text")] for name in "ab"]
    told = diff_files(lambda _done: None, *sides, str(tmp_path / "out"), {}, 10.0)
    assert told["texts"] == [str(tmp_path / "a-text"), str(tmp_path / "b")]
    assert told["in_time"]
    numbers = array("q")
    numbers.frombytes((tmp_path / "out").read_bytes())
    assert len(numbers) == sum(told["counts"])
    assert list(numbers[:4]) == [1, 1, 1, 1]


def test_an_ignored_path_that_is_none_is_a_problem_of_the_job(tmp_path):
    (tmp_path / "a").write_bytes(b"1")
    side = [str(tmp_path / "a"), "utf-8"]
    with pytest.raises(JobProblem, match="is no path"):
        diff_json(lambda _done: None, side, side, {"ignored_paths": ["oops"]})
