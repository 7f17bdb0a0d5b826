"""A change of the folder is noticed."""

import os
import shutil

from app.files.watch import Snapshot


def test_changes_of_files_are_noticed_and_other_files_are_not(tmp_path):
    (tmp_path / "users").mkdir()
    file = tmp_path / "users" / "a.yml"
    file.write_text("a: 1")
    before = Snapshot(tmp_path)
    (tmp_path / "notes.txt").write_text("x")
    assert not before.differs()
    os.utime(file, (1, 1))
    assert before.differs()
    before = Snapshot(tmp_path)
    (tmp_path / "b.yml").write_text("")
    assert before.differs()
    before = Snapshot(tmp_path)
    file.unlink()
    assert before.differs()


def test_a_folder_that_vanishes_is_noticed(tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    before = Snapshot(folder)
    shutil.rmtree(folder)
    assert before.differs()
    assert not Snapshot(folder).differs()
