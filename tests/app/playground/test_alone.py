"""The playground as a program."""

import json
import signal
import ssl
import subprocess
import sys

import httpx

CODE = "import sys; from app.playground.alone import main; sys.exit(main(sys.argv[1:]))"


def _start(*options):
    command = [sys.executable, "-W", "error", "-c", CODE, *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_it_tells_its_addresses_and_ends_at_sigterm():
    with _start() as program:
        ready = json.loads(program.stdout.readline())
        context = ssl.create_default_context(cafile=ready["ca"])
        assert httpx.get(ready["http"]).status_code == 200
        assert httpx.get(ready["https"], verify=context).status_code == 200
        program.send_signal(signal.SIGTERM)
        output, errors = program.communicate(timeout=10)
    assert (program.returncode, output, errors) == (0, "", "")


def test_a_taken_port_ends_it_with_a_sentence(playground):
    port = str(httpx.URL(playground.http).port)
    with _start("--port", port) as program:
        output, errors = program.communicate(timeout=10)
    assert (program.returncode, output) == (1, "")
    assert f"cannot use port {port}" in errors
