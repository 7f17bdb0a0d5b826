"""A lock holds others back for as long as its process lives, and no longer."""

import signal
import subprocess
import sys
import threading

from app.files.lock import FileLock, locked

HOLD = """
import sys, time
from pathlib import Path
from app.files.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
lock.take()
lock.sign()
print("locked", flush=True)
sys.stdin.read()
"""


def test_one_holder_at_a_time(tmp_path):
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_a_lock_that_nobody_holds_on_to_is_free(tmp_path):
    FileLock(tmp_path / "lock").take()
    assert FileLock(tmp_path / "lock").take()


def test_a_killed_process_leaves_no_lock(tmp_path):
    place = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD, str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline()
        assert not FileLock(place).take()
        assert place.read_text().startswith(f"{process.pid} ")
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert FileLock(place).take()


def test_who_waits_gets_the_lock_when_it_is_let_go_of(tmp_path):
    order = []

    def second():
        with locked(tmp_path / "lock"):
            order.append("second")

    with locked(tmp_path / "lock"):
        thread = threading.Thread(target=second)
        thread.start()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
