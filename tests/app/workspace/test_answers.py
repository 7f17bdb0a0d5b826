"""Answers are found again, only by their owner, and a damaged file of them stops nobody."""

from app.workspace.answers import read_answers, write_answers

ANSWERS = {"shop": {"a.yml": ["Token"]}}


def test_answers_are_found_again_and_nobody_else_reads_them(tmp_path):
    file = tmp_path / "data" / "answers.json"
    assert read_answers(file) == {}
    write_answers(file, ANSWERS)
    assert read_answers(file) == ANSWERS
    assert file.stat().st_mode & 0o077 == 0


def test_a_damaged_file_or_one_that_cannot_be_written_counts_as_empty(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text("{")
    assert read_answers(file) == {}
    write_answers(file / "below" / "a.json", ANSWERS)
    assert read_answers(file / "below" / "a.json") == {}
