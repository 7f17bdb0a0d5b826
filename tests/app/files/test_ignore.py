import pytest

from app.files.ignore import LINES, add, kept_out, missing


def test_missing_lines_are_added_at_the_end_and_the_rest_stays(tmp_path):
    place = tmp_path / ".gitignore"
    place.write_bytes(b"# ours\r\n*.local.yml\r\nbuild")
    assert add(tmp_path) == (".env", ".sonde/local/")
    assert place.read_bytes() == b"# ours\r\n*.local.yml\r\nbuild\r\n.env\r\n.sonde/local/\r\n"


def test_nothing_is_written_when_nothing_is_missing(tmp_path):
    assert missing(tmp_path) == LINES
    assert add(tmp_path) == LINES
    before = (tmp_path / ".gitignore").stat()
    assert add(tmp_path) == ()
    assert (tmp_path / ".gitignore").stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    ("rules", "path", "out"),
    [
        ("*.local.yml\n", "environments/A.local.yml", True),
        ("/*.local.yml\n", "environments/A.local.yml", False),
        ("# .env\n", ".env", False),
        (".env*\n!.env.example\n", ".env.example", False),
        ("environments/\n", "environments/A.local.yml", True),
        ("**/A.*.yml\n", "environments/A.local.yml", True),
        ("env\n", ".env", False),
    ],
)
def test_git_passes_over_what_its_rules_name(tmp_path, rules, path, out):
    (tmp_path / ".git").mkdir()
    (tmp_path / "shop").mkdir()
    for folder in (tmp_path, tmp_path / "shop"):
        (folder / ".gitignore").write_text(rules)
        assert kept_out(folder / path) is out
        (folder / ".gitignore").unlink()


def test_outside_of_a_repository_nothing_is_taken(tmp_path):
    assert kept_out(tmp_path / ".env")
