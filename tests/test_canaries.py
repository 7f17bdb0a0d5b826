"""Secrets are planted in every field that can hold one; then no file that is written says any of them."""

import base64
import contextlib
import json
import logging
import sqlite3
from dataclasses import replace
from urllib.parse import quote

import pytest
import zstandard

from app import logs, paths
from app.cli.main import main
from app.files.draft_file import as_kept
from app.files.secrets import SecretKey, Secrets
from app.files.store import Store, create_collection
from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth
from app.model.body import FormBody, MultipartBody, Part, TextBody
from app.model.environment import Variable
from app.model.field import Field
from app.model.options import Options, Proxy
from app.model.request import Request
from app.model.url import query_rows
from app.workspace import Workspaces
from app.workspace.environments import keep_secret
from app.workspace.examples import Examples
from app.workspace.revival import revive
from app.workspace.secret_fields import literal_secrets, place_text, suggested_name, text_at

FAR = "http://127.0.0.1:1/"  # nobody listens there


def canary(word):
    return f'Canary-{word}-"ä/ö"+{word[::-1]}'


def planted(base):
    """Requests that hold a literal in every field together."""
    url = f"{base}/anything?api_key={quote(canary('query'))}&page=2"
    headers = (
        Field("X-Api-Key", quote(canary("header"))),
        Field("Cookie", "sid=" + quote(canary("cookie"))),
    )
    form = FormBody((Field("password", canary("form")),))
    parts = MultipartBody((Part("client_secret", canary("part")),))
    own = (Variable("token", canary("variable")),)
    yield Request(
        "Form",
        "POST",
        url,
        query_rows(url, ()),
        headers=headers,
        body=form,
        auth=BasicAuth("ada", canary("basic")),
    )
    yield Request(
        "Parts",
        "POST",
        f"{base}/anything",
        body=parts,
        auth=BearerAuth(quote(canary("bearer"))),
        variables=own,
    )
    login = base.replace("://", f"://ada:{quote(canary('login'), safe='')}@")
    yield Request("Login", "GET", f"{login}/anything", auth=ApiKeyAuth("X-Key", quote(canary("apikey"))))
    proxy = Proxy(FAR, "ada", canary("proxy"))
    text = TextBody("json", '{"is": "{{token}}"}')
    yield Request(
        "Far",
        "POST",
        f"{FAR}?token={quote(canary('far'))}",
        body=text,
        options=Options(proxy=proxy),
        variables=own,
    )


async def moved(workspace, request):
    """The request with every literal in the keyring, as the window does it."""
    for field in literal_secrets(request):
        name = await keep_secret(
            workspace, f"{suggested_name(request, field.field)}_1", text_at(request, field.field)
        )
        request = place_text(request, field.field, f"{{{{{name}}}}}")
    assert literal_secrets(request) == ()
    return request


def readings(place):
    """The octets of a file, and what it holds compressed or in tables."""
    yield place.read_bytes()
    if place.suffix == ".zst":
        yield zstandard.ZstdDecompressor().stream_reader(place.read_bytes()).read()
    if place.suffix == ".sqlite" or place.read_bytes().startswith(b"SQLite format 3"):
        with contextlib.closing(sqlite3.connect(place)) as database:
            for line in database.iterdump():
                yield line.encode()
            for (table,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).fetchall():
                with contextlib.suppress(sqlite3.DatabaseError):
                    for row in database.execute(f'SELECT * FROM "{table}"'):
                        for cell in row:
                            if isinstance(cell, bytes) and cell.startswith(b"\x28\xb5\x2f\xfd"):
                                yield zstandard.ZstdDecompressor().stream_reader(cell).read()


def forms(secret):
    """How a secret would stand in a file."""
    yield from (
        secret,
        quote(secret),
        quote(secret, safe=""),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
    )
    yield from (base64.b64encode(b"x" * lead + secret.encode()).decode()[4:20] for lead in range(3))
    yield f"Canary-{secret.split('-')[1]}"


WORDS = (
    "query",
    "header",
    "cookie",
    "form",
    "part",
    "basic",
    "bearer",
    "login",
    "apikey",
    "proxy",
    "far",
    "variable",
)


@pytest.fixture
def log(tmp_path):
    place = tmp_path / "home" / "data" / "sonde.log"
    logs.start(place)
    yield place
    handler = logging.getLogger().handlers[-1]
    logging.getLogger().removeHandler(handler)
    handler.close()


@pytest.fixture
def root(tmp_path):
    store = create_collection(tmp_path / "shop", "Shop")
    store.add_environment("Local")
    return store.root


@pytest.fixture
def workspace(root, tmp_path):
    """A workspace whose secrets leave the keyring again."""
    workspace = Workspaces(paths.find(tmp_path / "home")).open(root)
    yield workspace
    ring = Secrets()
    for variable in workspace.collection.environment("Local").variables:
        if variable.secret:
            ring.delete(SecretKey(workspace.local, "Local", variable.name))


async def test_no_file_holds_a_secret_whatever_was_done(workspace, root, tmp_path, log, playground):
    for request in planted(playground.http):
        request = await moved(workspace, request)
        key = workspace.drafts.new(request)
        workspace.drafts.flush()
        path = workspace.save_new(key, request.name, "")
        exchange = await workspace.send(workspace.request_at(path), path)
        assert (exchange.failure is not None) == (request.name == "Far")
        if exchange.response is not None:
            await Examples(workspace).save(exchange, path, "kept")
        try:
            raise ValueError(repr(await workspace.resolve(request, path)))
        except ValueError:
            logging.getLogger("test").exception("it broke")
        workspace.forget(exchange)
    workspace.close()
    await workspace.services.close()
    written = [place for place in tmp_path.rglob("*") if place.is_file()]
    assert {"sonde.log", "form.yml", "Local.yml"} <= {place.name for place in written}
    held = [(str(place.relative_to(tmp_path)), octets) for place in written for octets in readings(place)]
    assert told(held) == []


async def test_drafts_that_are_not_saved_tell_no_secret_and_have_them_in_the_next_run(
    workspace, root, tmp_path, log, playground
):
    typed = {workspace.drafts.new(request): request for request in planted(playground.http)}
    for complete in (False, True):
        if complete:
            assert await workspace.services.journal.complete()
        workspace.drafts.flush()
        written = [place for place in (tmp_path / "home").rglob("*") if place.is_file()]
        assert len([place for place in written if place.suffix == ".json"]) >= len(typed)
        assert told([(place.name, octets) for place in written for octets in readings(place)]) == []
    await workspace.services.close()
    after = Workspaces(paths.find(tmp_path / "home")).open(root)
    await after.services.journal.complete()
    assert set(revive(after)) == set(typed)
    assert {key: after.drafts[key].current for key in typed} == {
        key: as_kept(request) for key, request in typed.items()
    }
    await after.services.close()


async def test_what_was_sent_with_literals_tells_none_of_them_in_the_history(
    workspace, tmp_path, log, playground
):
    for request in planted(playground.http):
        exchange = await workspace.send(request, "")
        assert (exchange.failure is not None) == (request.name == "Far")
        workspace.forget(exchange)
    await workspace.services.close()
    written = [place for place in (tmp_path / "home").rglob("*") if place.is_file()]
    held = [(place.name, octets) for place in written for octets in readings(place)]
    assert b"/anything" in b"".join(octets for _, octets in held)
    assert told(held) == []


def told(held):
    """The words of the canaries that are in octets by name, and where."""
    places = (
        (word, name)
        for word in WORDS
        for form in forms(canary(word))
        for name, octets in held
        if form.encode() in octets
    )
    return sorted(set(places))


@pytest.mark.parametrize("target", ["anything?a", "headers?X-Echo"])
@pytest.mark.parametrize("way", ["--json", "--dry-run", ""])
def test_nothing_that_the_command_line_prints_holds_a_secret(
    root, tmp_path, playground, capfd, monkeypatch, way, target
):
    store = Store(root)
    secret = [Variable(word, secret=True) for word in WORDS]
    environment = store.collection.environment("Local")
    store.save_environment(replace(environment, variables=(*environment.variables, *secret)))
    for word in WORDS:
        monkeypatch.setenv(f"SONDE_SECRET_{word.upper()}", canary(word))
    headers = (Field("X-Echo", "{{cookie}}"), Field("Cookie", "sid={{header}}"))
    body = TextBody("text", ",".join(f"{{{{{word}}}}}" for word in WORDS))
    url = f"{playground.http}/{target}={{{{query}}}}"
    request = Request("All", "POST", url, headers=headers, body=body, auth=BasicAuth("ada", "{{basic}}"))
    words = [way] if way else []
    home, trace = tmp_path / "home", tmp_path / "trace"
    options = ("--home", str(home), "--trace", str(trace), "-o", str(tmp_path / "body"), *words)
    assert main(["send", str(root / store.add("", request)), *options]) == 0
    printed = "".join(capfd.readouterr()).encode()
    assert target.partition("?")[0].encode() in printed
    held = [("printed", printed)]
    if trace.exists():
        lines = trace.read_text("utf-8").splitlines()
        # A line ends after 64 octets, whatever they are.
        whole = "".join(line.partition(": ")[2] for line in lines)
        held += [("trace", "\n".join([*lines, whole]).encode())]
    assert told(held) == []
