"""A file is written whole or not at all."""

import errno
import os
import resource
import shutil
import signal
import stat
import tempfile
from pathlib import Path

import pytest

from app.errors import Conflict, UnreadableFile
from app.files import atomic
from app.files.store import Store
from app.model.request import Request


def test_a_replaced_file_keeps_its_permissions_and_leaves_nothing_beside_it(tmp_path):
    file = tmp_path / "a.yml"
    file.write_text("old")
    file.chmod(0o640)
    atomic.write(file, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o640)
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_follows_the_mask_or_the_mode_that_was_asked(tmp_path):
    before = os.umask(0o027)
    try:
        atomic.write(tmp_path / "a", b"")
        atomic.write(tmp_path / "b", b"", 0o600, durable=False)
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "ab"] == [0o640, 0o600]


def test_a_link_stays_a_link_to_the_new_content(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.yml").write_text("old")
    link = tmp_path / "a.yml"
    link.symlink_to("real/a.yml")
    atomic.write(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.yml").read_bytes() == b"new"


def test_a_disk_that_takes_no_more_leaves_the_old_file_whole(tmp_path):
    file = tmp_path / "a.yml"
    file.write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(UnreadableFile, match=r"The disk is full: a.yml was not written. Free some space"):
            atomic.write(file, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_gone_is_named(tmp_path):
    with pytest.raises(UnreadableFile, match=f"the folder {tmp_path}/gone is gone"):
        atomic.write(tmp_path / "gone" / "a.yml", b"")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "The disk is full: a.yml was not written."),
        (errno.EDQUOT, "The disk is full"),
        (errno.EROFS, "the folder shop is read-only for you."),
        (errno.EACCES, "or save the collection elsewhere with Save As."),
        (errno.ENAMETOOLONG, "its path is too long. Shorten the name."),
        (errno.EIO, "a.yml cannot be written: Input/output error."),
    ],
)
def test_every_reason_is_a_sentence_with_what_to_do(code, words):
    error = atomic.unwritable(Path("shop/a.yml"), OSError(code, os.strerror(code)))
    assert words in str(error)
    assert error.hint


def test_a_copy_tells_how_far_it_is_and_keeps_permissions(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"x" * (5 << 20))
    target.touch(0o640)
    told = []
    atomic.copy(source, target, told.append)
    assert target.read_bytes() == source.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert told == [4 << 20, 5 << 20]


def test_a_copy_that_is_broken_off_leaves_what_was_there(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"new")
    target.write_bytes(b"old")

    def stop(_count):
        raise InterruptedError

    with pytest.raises(UnreadableFile):
        atomic.copy(source, target, stop)
    with pytest.raises(UnreadableFile):
        atomic.copy(tmp_path / "missing", target)
    assert target.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == [source, target]


def test_what_a_killed_writer_left_is_swept_and_nothing_else(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / ".git").mkdir()
    left = [tmp_path / "deep" / ".a.yml.0123abcd.tmp", tmp_path / ".b.yml.0123abcd.tmp"]
    others = [tmp_path / "a.tmp", tmp_path / ".a.yml.tmp", tmp_path / ".git" / ".b.0123abcd.tmp"]
    young = tmp_path / ".c.yml.0123abcd.tmp"
    for place in (*left, *others, young):
        place.write_text("half")
    for place in (*left, *others):
        os.utime(place, (1, 1))
    atomic.sweep(tmp_path)
    assert [place for place in (*left, *others, young) if place.exists()] == [*others, young]


@pytest.fixture
def guarded():
    """A collection that this process may not write, as root too, who may write everything."""
    folder = Path(tempfile.mkdtemp())
    (folder / "a.yml").write_text("old")
    (folder / "a.yml").chmod(0o444)
    folder.chmod(0o555)
    store = Store(folder, trash=folder / "trash")
    powerful = os.geteuid() == 0
    if powerful:
        os.seteuid(65534)
    yield store
    if powerful:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder_is_named_and_its_files_stay_whole(guarded):
    file = guarded.root / "a.yml"
    for write in (
        lambda: atomic.write(file, b"new"),
        lambda: atomic.write_pieces(file, iter([b"new"])),
        lambda: atomic.copy(file, file),
    ):
        with pytest.raises(UnreadableFile, match=f"the folder {guarded.root} is read-only for you"):
            write()
    assert file.read_text() == "old"
    assert list(guarded.root.iterdir()) == [file]


def test_every_change_of_a_read_only_collection_is_a_sentence_and_nothing_is_lost(guarded):
    for change in (
        lambda: guarded.add("", Request("New")),
        lambda: guarded.add_folder("", "Deep"),
        lambda: guarded.delete("a.yml"),
        lambda: guarded.add_environment("Local"),
    ):
        with pytest.raises(UnreadableFile, match="read-only for you"):
            change()
    assert (guarded.root / "a.yml").read_text() == "old"


def test_a_check_that_fails_leaves_the_file_and_nothing_beside_it(tmp_path):
    file = tmp_path / "a.yml"
    file.write_text("old")

    def refuse():
        raise Conflict(file)

    with pytest.raises(Conflict):
        atomic.write(file, b"new", check=refuse)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
