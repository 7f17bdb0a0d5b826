from app.files.ignore import LINES, add, missing


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
