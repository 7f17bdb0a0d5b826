"""Processes of the real program, each with a home of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.stage import write_collection

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT = 60  # seconds


@pytest.fixture
def home(tmp_path):
    """A home without the embedded playground: the tests bring their own server."""
    home = tmp_path / "home"
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text('{"playground": false}')
    return home


@pytest.fixture
def shop(tmp_path, playground):
    return write_collection(tmp_path / "shop", playground.http)


@pytest.fixture
def python():
    """Start a Python process in the project's folder."""
    started = []

    def start(*words):
        process = subprocess.Popen(
            [sys.executable, *map(str, words)],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def run(python):
    """Run a process to its end: its status, what it printed, and its errors."""

    def run_one(*words):
        process = python(*words)
        out, errors = process.communicate(timeout=LIMIT)
        return process.returncode, out, errors

    return run_one


@pytest.fixture
def drive(run, home):
    """Let the driver take its steps in the program; gives what it reported."""

    def drive_one(*steps, collection=()):
        done = json.dumps([step if isinstance(step, list) else [step, ""] for step in steps])
        status, out, errors = run("-m", "tests.journey.driver", done, *collection, "--home", home)
        # The offscreen platform says that it cannot grab keys for pop-ups.
        said = [line for line in errors.splitlines() if not line.startswith("This plugin does not support")]
        assert (status, said) == (0, [])
        return [json.loads(line) for line in out.splitlines()]

    return drive_one
