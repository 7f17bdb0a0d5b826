"""The text of a broken file is read and written as it is, and not over somebody else's change."""

import pytest

from app.errors import Conflict, UnreadableFile
from app.files.raw import problem_in, read_raw, save_raw
from app.files.shelf import Shelf
from app.model.collection import BrokenItem, RequestItem

BROKEN = "info:\n  name: One\n  type: http: x\n"
MENDED = "info:\n  name: One\n  type: http\nhttp:\n  url: x\n"


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "one.yml").write_text(BROKEN)
    return Shelf(tmp_path)


def test_a_mended_text_makes_a_request_of_the_file(shelf):
    file = read_raw(shelf, "one.yml")
    assert file.text == BROKEN
    assert problem_in(shelf, file, BROKEN).line == 3
    assert problem_in(shelf, file, MENDED) is None
    assert isinstance(shelf.picture().find("one.yml"), BrokenItem)
    save_raw(shelf, file, MENDED)
    assert isinstance(shelf.picture().find("one.yml"), RequestItem)


def test_line_ends_and_byte_order_mark_stay(shelf):
    place = shelf.root / "one.yml"
    place.write_bytes(b"\xef\xbb\xbf" + BROKEN.replace("\n", "\r\n").encode())
    file = read_raw(shelf, "one.yml")
    assert file.text == BROKEN
    save_raw(shelf, file, MENDED)
    assert place.read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()


def test_what_somebody_else_wrote_or_deleted_is_not_written_over_unasked(shelf):
    file, place = read_raw(shelf, "one.yml"), shelf.root / "one.yml"
    place.write_text("theirs")
    with pytest.raises(Conflict, match="was changed"):
        save_raw(shelf, file, MENDED)
    assert place.read_text() == "theirs"
    place.unlink()
    with pytest.raises(Conflict, match="was deleted"):
        save_raw(shelf, file, MENDED)
    save_raw(shelf, file, MENDED, force=True)
    assert place.read_text() == MENDED


def test_what_is_no_text_is_said(shelf):
    (shelf.root / "one.yml").write_bytes(b"a: \xff\n")
    with pytest.raises(UnreadableFile, match="not UTF-8"):
        read_raw(shelf, "one.yml")


def test_half_a_character_is_a_problem_of_the_text(shelf):
    assert "half a character" in problem_in(shelf, read_raw(shelf, "one.yml"), "\ud800").problem
