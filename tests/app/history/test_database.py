"""A file that is held, damaged, full, older or newer costs the history, never the program."""

import os
import sqlite3
import subprocess
import sys

import pytest

from app.history import History, Query
from app.history.database import VERSION, make_tables
from tests.app.history.conftest import make_record

WRITER = """
import sys
from pathlib import Path
from app.history import History
from tests.app.history.conftest import make_record
told = []
history = History(Path(sys.argv[1]), told.append)
for number in range(40):
    history.record(make_record(f"http://{sys.argv[2]}.test/{number}", answer=f"{sys.argv[2]} {number}"))
history.close()
print([str(problem) for problem in told])
"""


def sentences(told):
    return [problem.sentence for problem in told]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "history" / "history.db"


def test_while_another_program_holds_the_file_it_is_told_once_and_later_it_works(history, told, file):
    history.record(make_record())
    history._connection.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert history.record(make_record()) is None
    assert history.record(make_record()) is None
    assert history.count() == 1
    other.execute("ROLLBACK")
    other.close()
    assert history.record(make_record()) == 2
    assert sentences(told) == ["Another program holds the history."]


def test_a_full_disk_is_told_once_and_what_is_there_can_be_read(history, told):
    history.record(make_record())
    pages = history._connection.execute("PRAGMA page_count").fetchone()[0]
    history._connection.execute(f"PRAGMA max_page_count = {pages}")
    for _ in range(20):
        history.record(make_record(answer="words of some length " * 200))
    assert sentences(told) == ["The disk is full, so the history is not kept."]
    assert history.search(Query())


def test_bodies_that_a_full_disk_left_behind_are_removed(history, file):
    number = history.record(make_record(answer="kept"))
    pages = history._connection.execute("PRAGMA page_count").fetchone()[0]
    history._connection.execute(f"PRAGMA max_page_count = {pages}")
    history.record(make_record(answer="left " * 2000, sent="behind " * 900))
    history._connection.execute("PRAGMA max_page_count = 100000")
    bodies = list((file.parent / "bodies").glob("*/*"))
    assert len(bodies) == 3
    for body in bodies:
        os.utime(body, (1, 1))
    history.purge()
    assert len(list((file.parent / "bodies").glob("*/*"))) == 1
    assert history.entry(number).whole


def test_a_folder_that_cannot_be_made_is_told(tmp_path, told):
    (tmp_path / "file").write_text("")
    history = History(tmp_path / "file" / "history", told.append)
    assert history.record(make_record()) is None
    assert history.search(Query()) == ()
    assert len(told) == 1
    assert "cannot be used" in told[0].sentence


def test_a_file_of_an_older_version_keeps_its_entries(history, tmp_path, told, file):
    number = history.record(make_record())
    history.close()
    with sqlite3.connect(file) as older:
        older.execute("ALTER TABLE entries DROP COLUMN hidden")
        older.execute("PRAGMA user_version = 1")
    older.close()
    opened = History(tmp_path / "history", told.append)
    opened.hide([number])
    assert opened.count() == 0
    assert opened._one("PRAGMA user_version") == (VERSION,)
    opened.close()
    assert told == []


def test_two_windows_that_begin_a_history_at_once_lose_nothing_of_each_other(history, file):
    history.record(make_record())
    late = sqlite3.connect(file, isolation_level=None)
    # What a window does that saw the file before there was anything in it.
    make_tables(late, anew=False)
    late.close()
    assert history.count() == 1


def test_two_programs_write_at_the_same_time(tmp_path):
    folder = tmp_path / "history"
    begun = [
        subprocess.Popen([sys.executable, "-c", WRITER, folder, name], stdout=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    told = [process.communicate(timeout=60)[0] for process in begun]
    assert told == ["[]\n", "[]\n"]
    history = History(folder)
    for name in ("one", "two"):
        assert len(history.search(Query(name))) == 40
    assert history._one("PRAGMA integrity_check") == ("ok",)
    history.close()
