"""`python -m app send`: the body to standard output, the rest to standard error, and the exit status."""

import asyncio
import json
import os
import sys

import pytest

from app.cli.main import main
from app.files.secrets import SecretKey, Secrets
from app.files.store import create_collection
from app.model.auth import BasicAuth, BearerAuth, NoAuth
from app.model.body import FileBody, FormBody, TextBody
from app.model.environment import Environment, Variable
from app.model.field import Field
from app.model.request import Request

CANARY = "canary-of-the-command-line"


@pytest.fixture
def send(tmp_path, capfdbinary):
    """Run one command; gives its exit status, what it wrote to stdout and what to stderr."""

    def run(*words):
        status = main(["send", "--home", str(tmp_path / "home"), *words])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return status, out, err.decode()

    return run


def echoed(out):
    return json.loads(out)


def test_the_body_goes_to_stdout_and_the_rest_to_stderr(send, playground):
    status, out, err = send(f"{playground.http}/anything?x=1")
    assert status == 0
    assert echoed(out)["target"] == "/anything?x=1"
    lines = err.splitlines()
    assert lines[0] == f"> GET {playground.http}/anything?x=1"
    assert lines[1] == "< HTTP/1.1 200"
    assert lines[-1].startswith("* ")
    assert "wait" in lines[-1]


def test_binary_bodies_arrive_as_they_are(send, playground):
    assert send(f"{playground.http}/binary")[1] == bytes(range(256))


def test_an_answer_of_any_status_is_an_answer(send, playground):
    assert send(f"{playground.http}/status/503")[0] == 0


def test_method_and_headers_are_sent_as_given(send, playground):
    _, out, _ = send("PURGE", f"{playground.http}/anything", "-H", "X-One: 1", "-H", "x-one:2")
    found = echoed(out)
    assert found["method"] == "PURGE"
    assert [pair for pair in found["headers"] if pair[0].lower() == "x-one"] == [
        ["X-One", "1"],
        ["x-one", "2"],
    ]


def test_data_is_posted_as_a_form_unless_a_type_is_given(send, playground):
    found = echoed(send(f"{playground.http}/anything", "-d", "a=1", "-d", "b=2")[1])
    assert (found["method"], found["form"]) == ("POST", [["a", "1"], ["b", "2"]])
    _, out, _ = send("PUT", f"{playground.http}/anything", "-d", "{}", "-H", "Content-Type: application/json")
    found = echoed(out)
    assert (found["method"], found["json"]) == ("PUT", {})


def test_a_file_is_sent_byte_for_byte(send, playground, tmp_path):
    (tmp_path / "octets").write_bytes(bytes(range(256)) * 40)
    found = echoed(send(f"{playground.http}/upload", "--data-file", str(tmp_path / "octets"))[1])
    assert found["size"] == 10240


def test_form_fields_and_files_are_multipart(send, playground, tmp_path):
    (tmp_path / "note.txt").write_text("hello")
    _, out, _ = send(f"{playground.http}/anything", "-F", "a=1", "-F", f"f=@{tmp_path / 'note.txt'}")
    found = echoed(out)
    assert found["form"] == [["a", "1"]]
    assert (found["files"][0]["filename"], found["files"][0]["size"]) == ("note.txt", 5)


def test_the_body_can_go_to_a_file(send, playground, tmp_path):
    status, out, _ = send(f"{playground.http}/binary", "-o", str(tmp_path / "body"))
    assert (status, out) == (0, b"")
    assert (tmp_path / "body").read_bytes() == bytes(range(256))


def test_a_body_that_cannot_be_written_is_told(send, playground, tmp_path):
    status, _, err = send(f"{playground.http}/binary", "-o", str(tmp_path / "no" / "body"))
    assert status == 2
    assert str(tmp_path / "no" / "body") in err


def test_redirects_are_followed_and_each_hop_is_told(send, playground):
    status, _, err = send(f"{playground.http}/redirect/2")
    assert status == 0
    assert len([line for line in err.splitlines() if line.startswith("> ")]) == 3


def test_redirects_are_not_followed_where_that_is_said(send, playground):
    _, _, err = send(f"{playground.http}/redirect/2", "--no-follow")
    assert [line for line in err.splitlines() if line.startswith("< HTTP")] == ["< HTTP/1.1 302"]


def test_a_certificate_is_refused_trusted_by_its_ca_or_ignored(send, playground):
    url = f"{playground.https}/anything"
    status, out, err = send(url)
    assert (status, out) == (1, b"")
    assert "certificate" in err
    assert send(url, "--cacert", str(playground.ca))[0] == 0
    assert send(url, "-k")[0] == 0


def test_the_http_version_is_chosen(send, playground):
    url = f"{playground.https}/anything"
    assert "< HTTP/2 200" in send(url, "-k", "--http", "2")[2]
    assert "< HTTP/2 200" in send(url, "-k")[2]
    assert "< HTTP/1.1 200" in send(url, "-k", "--http", "1.1")[2]


def test_a_time_limit_ends_the_exchange(send, playground):
    status, _, err = send(f"{playground.http}/delay/5", "--timeout", "0.2")
    assert status == 1
    assert "0.2" in err or "200" in err


def test_each_further_attempt_is_told(send, playground):
    _, _, err = send(f"{playground.http}/status/503", "--retry", "2", "--retry-delay", "0.001")
    assert err.count("< HTTP/1.1 503") == 3
    assert [line for line in err.splitlines() if "attempt" in line] == [
        "* attempt 2 after 1 ms",
        "* attempt 3 after 1 ms",
    ]


def test_a_name_is_resolved_as_typed(send, playground):
    port = playground.http.rpartition(":")[2]
    status, out, _ = send(
        f"nowhere.invalid:{port}/anything", "--resolve", f"nowhere.invalid:{port}:127.0.0.1"
    )
    assert (status, echoed(out)["target"]) == (0, "/anything")


def test_a_refused_connection_is_a_failure(send, refused_port):
    status, out, err = send(f"http://127.0.0.1:{refused_port}/")
    assert (status, out) == (1, b"")
    assert err.splitlines()[-1].startswith("sonde: ")


@pytest.fixture
def refused_port():
    import socket

    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_json_is_an_entry_of_har(send, playground):
    status, out, _ = send(f"{playground.http}/redirect/1", "--json")
    entry = json.loads(out)
    assert status == 0
    required = {"startedDateTime", "time", "request", "response", "cache", "timings"}
    assert required <= set(entry)
    own = {name for name in entry if name not in required | {"serverIPAddress", "connection"}}
    assert own == {"_reused", "_alpn", "_tls", "_certificates", "_attempt", "_retried", "_hops"}
    assert [hop["response"]["status"] for hop in entry["_hops"]] == [302]
    assert entry["timings"]["wait"] > 0
    for key in (
        "method",
        "url",
        "httpVersion",
        "cookies",
        "headers",
        "queryString",
        "headersSize",
        "bodySize",
    ):
        assert key in entry["request"]
    for key in ("status", "statusText", "content", "redirectURL", "headersSize", "bodySize"):
        assert key in entry["response"]


def test_json_tells_a_failure(send, refused_port):
    status, out, _ = send(f"http://127.0.0.1:{refused_port}/", "--json")
    failure = json.loads(out)["_failure"]
    assert status == 1
    assert (failure["kind"], failure["phase"]) == ("connect", "connect")
    assert set(failure) == {"kind", "phase", "title", "detail", "hint"}


def test_json_and_a_file_give_both(send, playground, tmp_path):
    _, out, _ = send(f"{playground.http}/binary", "--json", "-o", str(tmp_path / "body"))
    assert json.loads(out)["response"]["status"] == 200
    assert (tmp_path / "body").read_bytes() == bytes(range(256))


def test_a_dry_run_prints_the_request_and_connects_to_nothing(send, refused_port):
    status, out, _ = send("POST", f"http://127.0.0.1:{refused_port}/a?b=c", "-d", "x=1", "--dry-run")
    assert status == 0
    head, _, body = out.decode().partition("\n\n")
    assert head.splitlines()[0] == "POST /a?b=c HTTP"
    assert f"Host: 127.0.0.1:{refused_port}" in head.splitlines()
    assert body == "x=1"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["http://exa mple/"], "exa mple"),
        (["http://127.0.0.1/", "-H", "no colon"], "no colon"),
        (["http://127.0.0.1/", "-F", "no equals"], "no equals"),
        (["G ET", "http://127.0.0.1/"], "G ET"),
        (["GET", "http://127.0.0.1/", "more"], "more"),
        (["missing.yml"], "missing.yml"),
        (["http://127.0.0.1/", "-e", "Nowhere"], "Nowhere"),
        (["http://127.0.0.1/", "--data-file", "/no/such/file"], "/no/such/file"),
        (["http://127.0.0.1/", "--cacert", "/no/such/ca.pem"], "/no/such/ca.pem"),
        (["http://{{host}}/"], "host"),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(send, words, said):
    status, out, err = send(*words)
    assert (status, out) == (2, b"")
    assert err.startswith("sonde: ")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("words", [["http://x/", "--timeout", "soon"], ["http://x/", "--http", "3"], []])
def test_options_that_do_not_exist_end_with_status_2(words):
    with pytest.raises(SystemExit) as ended:
        main(["send", *words])
    assert ended.value.code == 2


# --- a file of a collection -----------------------------------------------------------------------


@pytest.fixture
def collection(tmp_path, playground):
    store = create_collection(tmp_path / "shop", "Shop")
    for name, url in (("Here", playground.http), ("Nowhere", "http://127.0.0.1:1")):
        made = store.add_environment(name)
        store.save_environment(
            Environment(name, made.path, (Variable("base", url), Variable("key", secret=True)))
        )
    store.add("", Request("Echo", url="{{base}}/anything", auth=NoAuth()))
    store.add("", Request("Private", url="{{base}}/anything", auth=BearerAuth("{{key}}")))
    store.add("", Request("Basic", url="{{base}}/anything?k={{key}}", auth=BasicAuth("ada", "{{key}}")))
    (tmp_path / "shop" / "broken.yml").write_text("info:\n  name: Broken\n  type: http: x\n")
    return store


def test_a_request_file_is_sent_with_its_environment(send, collection):
    status, out, _ = send(str(collection.root / "echo.yml"), "-e", "Here")
    assert status == 0
    assert echoed(out)["method"] == "GET"
    assert send(str(collection.root / "echo.yml"), "-e", "Nowhere")[0] == 1


def test_of_several_environments_the_last_one_wins(send, collection):
    place = str(collection.root / "echo.yml")
    assert send(place, "-e", "Nowhere", "-e", "Here")[0] == 0
    assert send(place, "-e", "Here", "-e", "Nowhere")[0] == 1


def test_an_environment_that_is_not_there_is_told_with_those_that_are(send, collection):
    status, _, err = send(str(collection.root / "echo.yml"), "-e", "Moon")
    assert status == 2
    assert "Here, Nowhere" in err


def test_a_broken_file_is_told_with_its_line(send, collection):
    status, _, err = send(str(collection.root / "broken.yml"))
    assert status == 2
    assert "broken.yml, line 3" in err


def test_a_file_outside_of_the_collection_is_read_only_where_that_is_allowed(send, collection, tmp_path):
    (tmp_path / "note.txt").write_text("mine")
    collection.add(
        "", Request("Leak", "POST", "{{base}}/upload", auth=NoAuth(), body=FileBody("../note.txt"))
    )
    place = str(collection.root / "leak.yml")
    for more in ((), ("--dry-run",)):
        status, out, err = send(place, "-e", "Here", *more)
        assert (status, out) == (2, b"")
        assert f"Outside of the collection: {tmp_path / 'note.txt'}." in err
        assert "--allow-outside" in err
    assert echoed(send(place, "-e", "Here", "--allow-outside")[1])["size"] == 4
    assert echoed(send(place, "-e", "Here", "--data-file", str(tmp_path / "note.txt"))[1])["size"] == 4


def test_a_secret_comes_from_the_keyring_and_a_dry_run_masks_it(send, collection):
    Secrets().set(SecretKey(collection.collection.id, "Here", "key"), CANARY)
    private = str(collection.root / "private.yml")
    _, out, err = send(private, "-e", "Here")
    assert ["Authorization", f"Bearer {CANARY}"] in echoed(out)["headers"]
    assert CANARY not in err
    for name in ("private.yml", "basic.yml"):
        status, out, err = send(str(collection.root / name), "-e", "Here", "--dry-run")
        assert status == 0
        assert CANARY.encode() not in out
        assert CANARY not in err
        assert b"Authorization" in out


def test_a_secret_is_masked_in_every_form_that_it_is_sent_in(send, collection):
    secret = "canary & ü/+="
    Secrets().set(SecretKey(collection.collection.id, "Here", "key"), secret)
    collection.add("", Request("Form", "POST", "{{base}}/", body=FormBody((Field("a", "{{key}}"),))))
    collection.add("", Request("Json", "POST", "{{base}}/", body=TextBody("json", '{"a": "{{key}}"}')))
    for name in ("basic", "form", "json"):
        status, out, _ = send(str(collection.root / f"{name}.yml"), "-e", "Here", "--dry-run")
        assert status == 0
        assert b"canary" not in out


def test_a_secret_without_a_value_is_named(send, collection):
    status, _, err = send(str(collection.root / "private.yml"), "-e", "Nowhere")
    assert status == 2
    assert "key" in err


def test_nothing_of_a_secret_is_left_in_the_home(send, collection, tmp_path):
    Secrets().set(SecretKey(collection.collection.id, "Here", "key"), CANARY)
    send(str(collection.root / "basic.yml"), "-e", "Here")
    written = b"".join(place.read_bytes() for place in tmp_path.rglob("*") if place.is_file())
    assert CANARY.encode() not in written


def test_a_reader_that_has_enough_is_no_error(playground, tmp_path):
    async def read_a_little():
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "app",
            "send",
            f"{playground.http}/lines/200000",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=os.environ | {"XDG_DATA_HOME": str(tmp_path)},
        )
        await process.stdout.read(10)
        process.stdout._transport.close()
        errors = (await process.stderr.read()).decode()
        return await process.wait(), errors

    status, errors = asyncio.run(read_a_little())
    assert status == 0
    assert "Traceback" not in errors
