"""`python -m app collection secrets`: findings for people and for CI, and never a secret."""

import json

import pytest

from app.cli.main import main
from app.files.store import create_collection

TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"


@pytest.fixture
def root(tmp_path):
    root = create_collection(tmp_path / "shop", "Shop").root
    (root / "a.yml").write_text(
        f"info:\n  type: http\nhttp:\n  url: http://h/?token=canary-1\ndocs: {TOKEN}\n"
    )
    return root


def run(capsys, *words):
    status = main(["collection", "secrets", *map(str, words)])
    out, err = capsys.readouterr()
    assert TOKEN not in out + err
    assert "canary-1" not in out + err
    return status, out, err


def test_findings_are_lines_and_the_status_tells(root, capsys):
    status, out, err = run(capsys, root)
    assert status == 1
    assert out.splitlines() == [
        "a.yml:4: Parameter token: named token, ••• (8 characters)",
        "a.yml:5: Docs: GitHub token, ••• (40 characters)",
    ]
    assert err.startswith(f"2 secrets in the files of {root}.")
    assert "git" not in err


def test_json_is_for_programs(root, capsys):
    status, out, _ = run(capsys, root, "--json")
    assert status == 1
    assert json.loads(out)[1] == {
        "path": "a.yml",
        "line": 5,
        "field": "docs",
        "label": "Docs",
        "rule": "GitHub token",
        "length": 40,
        "advice": "",
    }


def test_a_repository_is_told_that_it_still_has_the_values(root, capsys):
    (root / ".git").mkdir()
    assert "history of git" in run(capsys, root)[2]


def test_a_clean_collection_ends_well(root, capsys):
    (root / "a.yml").unlink()
    assert run(capsys, root) == (0, "", f"No secret found in the files of {root}.\n")


def test_a_missing_folder_is_wrong_usage(root, capsys):
    status, _, err = run(capsys, root / "none")
    assert (status, "is gone" in err) == (2, True)


def test_what_git_must_not_take_is_not_offered_for_the_keyring(root, capsys):
    (root / "a.yml").unlink()
    (root / ".git").mkdir()
    (root / ".env").write_text("TOKEN=canary-1\n")
    status, out, err = run(capsys, root)
    line = ".env:1: Variable TOKEN: named TOKEN, ••• (8 characters); add the file to .gitignore\n"
    assert (status, out) == (1, line)
    assert "keyring" not in err
