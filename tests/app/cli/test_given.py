"""Variables that the command line gives for one run, and secrets without a keyring."""

import json
import os
import sys

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from app.cli.main import main
from app.files.store import create_collection
from app.model.auth import BearerAuth
from app.model.environment import Environment, Variable
from app.model.field import Field
from app.model.request import Request


@pytest.fixture
def request_file(tmp_path, playground):
    store = create_collection(tmp_path / "shop", "Shop")
    made = store.add_environment("Local")
    variables = (Variable("base", playground.http), Variable("token", secret=True))
    store.save_environment(Environment("Local", made.path, variables))
    headers = (Field("X-Base", "{{base}}"),)
    path = store.add(
        "", Request("One", url=f"{playground.http}/anything", headers=headers, auth=BearerAuth("{{token}}"))
    )
    return store.root / path


@pytest.fixture
def no_keyring():
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def send(request_file, no_keyring, tmp_path, monkeypatch, capfd):
    """Send the request where there is no keyring; gives its status, what it wrote, and stderr."""

    def run(*words, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        status = main(["send", str(request_file), "--home", str(tmp_path / "home"), *map(str, words)])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return status, out, err

    return run


def headers(out):
    return dict(json.loads(out)["headers"])


def test_a_variable_wins_over_a_file_that_over_the_system_and_no_keyring_is_missed(send, tmp_path):
    (tmp_path / "ci.env").write_text("token=from-the-file\nbase=of-the-file\n")
    (tmp_path / "last.env").write_text("base=of-the-last-file\n")
    files = ("--env-file", tmp_path / "ci.env", "--env-file", tmp_path / "last.env")
    status, out, err = send(SONDE_SECRET_TOKEN="from-the-system")
    assert (status, headers(out)["Authorization"]) == (0, "Bearer from-the-system")
    assert "keyring" not in err
    status, out, err = send(*files)
    assert headers(out)["Authorization"] == "Bearer from-the-file"
    assert headers(out)["X-Base"] == "of-the-last-file"
    assert "keyring" not in err
    assert headers(send("--var", "token=a=b", *files)[1])["Authorization"] == "Bearer a=b"


def test_a_missing_secret_is_named_with_the_ways_to_give_it(send):
    status, _, err = send()
    assert status == 2
    assert "token" in err
    assert "SONDE_SECRET_" in err
    assert "--env-file" in err


def test_a_given_secret_is_masked_as_others_are(send, tmp_path):
    (tmp_path / "ci.env").write_text("token=canary-in-the-file\n")
    trace = tmp_path / "trace.txt"
    words = ("--env-file", tmp_path / "ci.env", "--trace", trace, "-o", os.devnull, "--json")
    status, out, err = send(*words, "--dry-run")
    assert status == 0
    assert "Authorization: •••" in out
    written = send(*words)[1:]
    assert "X-Base" in trace.read_text()
    assert "canary-in-the-file" not in "".join([out, err, *written, trace.read_text()])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--var", "token"), "--var token has no value."),
        (("--env-file", "none.env"), "There is no file none.env."),
    ],
)
def test_wrong_words_are_told(send, words, sentence):
    status, _, err = send(*words)
    assert status == 2
    assert sentence in err
