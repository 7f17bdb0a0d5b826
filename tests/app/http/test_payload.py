import gzip
import os
import subprocess
import sys
import zlib

import pytest

from app.http.payload import Bomb, Spool
from app.model.payload import Payload


@pytest.fixture
def spool(tmp_path):
    made = Spool(tmp_path, in_memory=100)
    yield made
    made.close()


def files(spool):
    return sorted(spool.folder.iterdir())


def take(spool, octets, codings="", complete=True):
    intake = spool.open(codings)
    for start in range(0, len(octets), 60):
        intake.feed(octets[start : start + 60])
    return intake, intake.finish(complete)


def test_a_small_body_stays_in_memory(spool):
    _, payload = take(spool, b"x" * 100)
    assert payload == Payload(size=100, data=b"x" * 100)
    assert not files(spool)


def test_a_large_body_goes_to_a_file(spool):
    _, payload = take(spool, b"xy" * 100)
    assert payload.data is None
    assert payload.read() == b"xy" * 100
    assert payload.read(3) == b"xyx"
    assert files(spool) == [payload.path]


def test_a_body_that_broke_off_says_so(spool):
    assert not take(spool, b"abc", complete=False)[1].complete


def test_a_decoded_body_counts_both_sizes_and_drops_the_bytes_as_received(spool):
    packed = gzip.compress(b"a" * 5000)
    intake, payload = take(spool, packed, "gzip")
    assert (intake.received, intake.decoded, payload.size) == (len(packed), 5000, 5000)
    assert payload.read() == b"a" * 5000
    assert len(files(spool)) == 1


def test_a_broken_coding_keeps_the_bytes_as_received(spool):
    octets = b"not gzip at all" * 20
    intake, payload = take(spool, octets, "gzip")
    assert intake.problem is not None
    assert payload.read() == octets
    assert len(files(spool)) == 1


def test_a_coding_that_ends_too_soon_keeps_the_bytes_as_received(spool):
    octets = gzip.compress(bytes(range(256)))[:-4]
    intake, payload = take(spool, octets, "gzip")
    assert "too soon" in str(intake.problem)
    assert payload.read() == octets


def test_an_unknown_coding_keeps_the_bytes_as_received(spool):
    intake, payload = take(spool, b"abc", "compress")
    assert "compress" in str(intake.problem)
    assert payload.read() == b"abc"


def test_a_transfer_that_broke_off_shows_what_could_be_decoded(spool):
    octets = gzip.compress(b"first part " * 2000, 0)[:9000]
    intake, payload = take(spool, octets, "gzip", complete=False)
    assert intake.problem is None
    assert payload.read().startswith(b"first part first part")


def test_a_bomb_is_stopped(spool):
    intake = spool.open("gzip, gzip")
    packed = gzip.compress(gzip.compress(bytes(70 * 1024 * 1024), 9), 9)
    with pytest.raises(Bomb, match="unpack to more than 64 MiB"):
        intake.feed(packed)
    assert intake.finish(False).read() == packed
    assert sum(file.stat().st_size for file in files(spool)) == len(packed)


def test_a_body_that_is_discarded_leaves_no_file(spool):
    intake = spool.open("gzip")
    intake.feed(gzip.compress(bytes(range(256)) * 9))
    intake.discard()
    _, payload = take(spool, b"x" * 300)
    spool.discard(payload)
    assert not files(spool)


def test_files_of_others_are_never_deleted(spool, tmp_path):
    own = tmp_path / "mine.txt"
    own.write_text("keep")
    spool.discard(Payload(size=4, data=None, path=own))
    assert own.exists()


def test_the_folder_goes_with_the_spool(tmp_path):
    spool = Spool(tmp_path)
    spool.close()
    spool.close()
    assert not list(tmp_path.iterdir())


def test_a_spool_that_a_crash_left_is_deleted_at_the_next_start(tmp_path):
    words = [sys.executable, "-c", "import os; print(os.getpid())"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    left = tmp_path / f"sonde-{done.stdout.strip()}-abc"
    left.mkdir()
    (left / "1.body").write_bytes(b"secret")
    mine = tmp_path / f"sonde-{os.getpid()}-abc"
    mine.mkdir()
    spool = Spool(tmp_path)
    assert not left.exists()
    assert mine.exists()
    spool.close()


def test_a_folder_that_cannot_be_written_gives_way_to_the_temporary_one(tmp_path):
    (tmp_path / "file").write_text("")
    spool = Spool(tmp_path / "file")
    assert spool.folder.is_dir()
    spool.close()
    assert not spool.folder.exists()


@pytest.mark.parametrize("size", [60, 600])
@pytest.mark.parametrize("codings", ["", "gzip"])
def test_a_body_can_be_read_while_it_arrives(spool, size, codings):
    octets = os.urandom(size)
    intake = spool.open(codings)
    packer = zlib.compressobj(wbits=31)
    for start in range(0, size, 60):
        piece = octets[start : start + 60]
        intake.feed(packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH) if codings else piece)
        arrived = intake.so_far()
        assert arrived.read() == octets[: start + 60]
        assert (arrived.size, arrived.complete) == (min(size, start + 60), False)
    intake.discard()


@pytest.mark.parametrize("size", [60, 600])
def test_what_has_arrived_can_be_kept_when_the_rest_is_given_up(spool, size):
    octets = os.urandom(size)
    intake = spool.open()
    intake.feed(octets)
    kept = spool.keep(intake.so_far())
    intake.feed(b"more")
    intake.discard()
    assert kept.read(kept.size) == octets
    spool.discard(kept)
    assert not files(spool)
