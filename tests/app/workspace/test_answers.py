"""Answers are found again, only by their owner, and a damaged file of them stops nobody."""

from concurrent.futures import ThreadPoolExecutor

from app.workspace.answers import change_answers, read_answers

ANSWERS = {"shop": {"a.yml": ["Token"]}}


def test_answers_are_found_again_and_nobody_else_reads_them(tmp_path):
    file = tmp_path / "data" / "answers.json"
    assert read_answers(file) == {}
    change_answers(file, lambda _none: ANSWERS)
    assert read_answers(file) == ANSWERS
    assert file.stat().st_mode & 0o077 == 0


def test_a_damaged_file_or_one_that_cannot_be_written_counts_as_empty(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text("{")
    assert read_answers(file) == {}
    change_answers(file / "below" / "a.json", lambda _none: ANSWERS)
    assert read_answers(file / "below" / "a.json") == {}


def test_windows_that_answer_at_the_same_moment_keep_the_answers_of_all(tmp_path):
    file = tmp_path / "answers.json"
    names = {f"shop-{number}" for number in range(40)}
    with ThreadPoolExecutor(8) as pool:
        for name in names:
            pool.submit(change_answers, file, lambda answers, name=name: {**answers, name: {}})
    assert set(read_answers(file)) == names
