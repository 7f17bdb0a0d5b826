"""The crash path: it logs without secrets, keeps the drafts, tells, and never fails itself."""

import asyncio
import sys

import pytest

from app.logs import remember_secret
from ui.crash import CrashPath


@pytest.fixture
def crash(monkeypatch):
    made = CrashPath()
    made.told = []
    made.kept = []
    made.tell = made.told.append
    made.keep = lambda: made.kept.append(True)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return made


def failing(text):
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def test_a_crash_keeps_the_drafts_and_tells_the_details(crash, caplog):
    crash.report(failing("out of cheese"))
    assert crash.kept == [True]
    assert "ValueError: out of cheese" in crash.told[0]
    assert "ValueError: out of cheese" in caplog.text


def test_a_known_secret_is_masked_in_the_details(crash):
    remember_secret("canary-of-the-crash")
    crash.report(failing("token canary-of-the-crash refused"))
    assert "canary-of-the-crash" not in crash.told[0]


def test_a_crash_while_telling_is_only_logged(crash, caplog):
    crash.tell = lambda details: crash.report(failing("again"))
    crash.report(failing("first"))
    assert "again" in caplog.text


def test_what_cannot_be_kept_is_logged(crash, caplog):
    def keep():
        raise OSError("disk full")

    crash.keep = keep
    crash.report(failing("first"))
    assert "disk full" in caplog.text


async def test_hook_and_loop_report_here(crash, loop):
    crash.install(loop)
    error = failing("from a slot")
    sys.excepthook(type(error), error, error.__traceback__)
    loop.call_exception_handler({"message": "from the loop", "exception": failing("from a callback")})
    loop.call_exception_handler({"message": "only words"})
    loop.set_exception_handler(None)
    await asyncio.sleep(0)
    assert [details.strip().rpartition("\n")[2] for details in crash.told] == [
        "ValueError: from a slot",
        "ValueError: from a callback",
    ]
