"""The commands as processes: no Qt in them, and signals end them."""

import json
import signal
import socket
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.journey.conftest import LIMIT

SONDE = Path(sys.executable).with_name("sonde")


def test_python_m_app_sends(run, playground):
    status, _, errors = run("-m", "app", "send", f"{playground.http}/status/418")
    assert status == 0
    assert "418" in errors


def test_the_program_sends_without_loading_qt(run, playground):
    code = (
        "import sys\n"
        "from ui.main import run\n"
        f"status = run(['send', '{playground.http}/anything'])\n"
        "loaded = [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'qasync'))]\n"
        "print(loaded, file=sys.stderr)\n"
        "sys.exit(status)\n"
    )
    status, out, errors = run("-c", code)
    assert status == 0
    assert json.loads(out)["method"] == "GET"
    assert errors.splitlines()[-1] == "[]"


@pytest.mark.skipif(not SONDE.exists(), reason="The program is not installed.")
def test_sonde_send_is_the_same_command(run, playground):
    status, out, _ = run(SONDE, "send", f"{playground.http}/anything")
    assert status == 0
    assert json.loads(out)["method"] == "GET"


@pytest.mark.skipif(not SONDE.exists(), reason="The program is not installed.")
def test_sonde_collection_check_is_the_same_command(run):
    status, _, errors = run(SONDE, "collection", "check", "collections/todo")
    assert (status, errors) == (0, "Nothing wrong in collections/todo.\n")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_the_playground_prints_its_line_and_ends_at_a_signal(python, end):
    port = free_port()
    process = python("-m", "app", "playground", "--port", port, "--tls-port", 0)
    said = json.loads(process.stdout.readline())
    assert set(said) == {"http", "https", "ca"}
    assert said["http"] == f"http://127.0.0.1:{port}"
    assert Path(said["ca"]).is_file()
    with urlopen(f"{said['http']}/status/200") as answer:
        assert answer.status == 200
    process.send_signal(end)
    assert process.wait(LIMIT) == 0
    assert process.stderr.read() == ""


def test_a_taken_port_is_told(run):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        status, out, errors = run("-m", "app", "playground", "--port", port)
    assert (status, out) == (1, "")
    assert str(port) in errors
    assert "Traceback" not in errors
