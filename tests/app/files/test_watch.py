"""What the disk says about the folder that is watched."""

import pytest

from app.files.watch import is_git_busy, is_silent


def test_git_is_busy_while_it_holds_its_lock(tmp_path):
    folder = tmp_path / "deep" / "shop"
    folder.mkdir(parents=True)
    assert not is_git_busy(folder)
    (tmp_path / ".git").mkdir()
    assert not is_git_busy(folder)
    (tmp_path / ".git" / "index.lock").touch()
    assert is_git_busy(folder)


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /mnt/home nfs4 rw 0 0
/dev/sdb1 /mnt/home/local ext4 rw 0 0
C:\\134 /mnt/my\\040disk 9p rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "silent"),
    [
        ("srv/shop", False),
        ("mnt/home/shop", True),
        ("mnt/home/local/shop", False),
        ("mnt/my disk/shop", True),
    ],
)
def test_a_network_folder_does_not_tell_of_changes(tmp_path, place, silent):
    table = tmp_path / "mounts"
    table.write_text(MOUNTS)
    assert is_silent("/" + place, table) == silent


def test_without_a_table_of_mounts_the_folder_is_trusted(tmp_path):
    assert not is_silent(tmp_path, tmp_path / "no table")
