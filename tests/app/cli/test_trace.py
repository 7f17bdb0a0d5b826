"""`send --trace`: the wire as text."""

import re
from dataclasses import replace

import pytest

from app.cli.main import main
from app.files.secrets import SecretKey, Secrets
from app.files.store import create_collection
from app.model.auth import NoAuth
from app.model.environment import Variable
from app.model.field import Field
from app.model.request import Request

CANARY = "canary-of-the-trace"


@pytest.fixture
def trace(tmp_path):
    """Send with a trace; gives its text."""

    def run(*words):
        file = tmp_path / "trace.txt"
        words = ("--home", str(tmp_path / "home"), "--trace", str(file), "-o", str(tmp_path / "body"), *words)
        assert main(["send", *words]) == 0
        return file.read_text("utf-8")

    return run


def test_both_ways_are_written_as_curl_writes_them(trace, playground):
    text = trace(f"{playground.http}/anything", "-d", "abc", "-H", "X-One: 1")
    assert re.search(r"^\d\d:\d\d:\d\d\.\d{6} => Send header, \d+ bytes \(0x", text, re.MULTILINE)
    assert "0000: POST /anything HTTP/1.1\n" in text
    assert ": X-One: 1\n" in text
    assert re.search(r"=> Send data, 3 bytes \(0x3\)\n0000: abc\n", text)
    assert re.search(r"<= Recv header, \d+ bytes", text)
    assert "0000: HTTP/1.1 200" in text


def test_every_hop_is_in_it(trace, playground):
    assert trace(f"{playground.http}/redirect/2").count("=> Send header") == 3


def test_frames_of_http2_have_their_headers_in_words(trace, playground):
    words = ("--http", "2", "-k", "-H", "X-One: 1", "-H", "Cookie: a=hidden")
    text = trace(f"{playground.https}/anything", *words)
    assert re.search(r"=> Send HEADERS, stream 1, flags 0x05, \d+ bytes", text)
    assert "x-one: 1\n" in text
    assert "hidden" not in text.partition("<= Recv DATA")[0]
    assert re.search(r"<= Recv DATA, stream 1", text)


def test_a_trace_that_cannot_be_written_is_told(tmp_path, playground, capsys):
    words = ("--home", str(tmp_path / "home"), "--trace", str(tmp_path / "no" / "file"))
    assert main(["send", *words, f"{playground.http}/get"]) == 2
    assert "The trace cannot be written to" in capsys.readouterr().err


def test_no_secret_is_in_a_trace(tmp_path, playground, trace):
    store = create_collection(tmp_path / "shop", "Shop")
    live = store.add_environment("Live")
    store.save_environment(replace(live, variables=(Variable("token", secret=True),)))
    row = Field("X-Key", "{{token}}")
    path = store.add("", Request("Get", url=f"{playground.http}/anything", headers=(row,), auth=NoAuth()))
    Secrets().set(SecretKey(store.collection.id, "Live", "token"), CANARY)
    text = trace("-e", "Live", str(tmp_path / "shop" / path))
    assert "X-Key: " in text
    assert CANARY not in text
