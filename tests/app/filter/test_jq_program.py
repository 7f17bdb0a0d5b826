"""jq in a process of its own, as it clears the environment: outputs, digits, and what is wrong."""

import pytest

from app.filter.jq_program import ROUNDED
from app.work.job import JobProblem

BODY = b'{"n": [1.00, 123456789012345678901234567890, 1e400], "s": "\\u00e9"}'


async def test_numbers_that_are_only_passed_on_keep_their_digits(ask):
    found, text = await ask(BODY, "jq", ".n")
    assert text == b"[1.00,123456789012345678901234567890,1E+400]"
    assert found.note == ""


async def test_it_is_said_where_numbers_may_be_rounded(ask):
    found, text = await ask(BODY, "jq", ".n[1] + 1")
    assert (found.note, text) == (ROUNDED, b"123456789012345680000000000000")


@pytest.mark.parametrize(
    ("program", "clause"),
    [
        (".n[", "syntax error, unexpected end of file, at character 3"),
        (".n | foo", "foo/0 is not defined, at character 6"),
        (".n |\n foo", "foo/0 is not defined, at line 2, character 2"),
        (".) | (.", "unexpected"),
        (".n.x", 'cannot index array with string \\("x"\\)'),
        ('error("Too few")', "too few"),
        ("input", "there are no more inputs"),
        ('import "a" as a; .', "modules cannot be loaded here"),
        ('# a comment\n include "a"; .', "modules cannot be loaded here"),
        ('"a" | modulemeta', "modules cannot be read here"),
    ],
)
async def test_what_is_wrong_with_a_program_is_a_clause(ask, program, clause):
    with pytest.raises(JobProblem, match=clause):
        await ask(BODY, "jq", program)


async def test_definitions_in_the_home_folder_are_not_read(ask, tmp_path, monkeypatch):
    (tmp_path / ".jq").write_text("def surprise: 1;")
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(JobProblem, match="surprise/0 is not defined"):
        await ask(BODY, "jq", "surprise")


async def test_a_broken_body_is_told_with_the_place(ask):
    with pytest.raises(JobProblem, match=r"no valid JSON: .* at line 1, column"):
        await ask(b'{"a": ]}', "jq", ".")
