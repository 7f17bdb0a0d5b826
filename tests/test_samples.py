"""The sample collections are what Sonde itself would write, and show what they promise."""

import json
from pathlib import Path

import jsonschema
import pytest

from app.files import yaml
from app.files.document import ENVIRONMENT, FOLDER, REQUEST, ROOT, fresh
from app.files.store import read_collection
from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth, InheritAuth
from app.model.body import FileBody, FormBody, MultipartBody, TextBody
from app.model.collection import Folder, RequestItem
from app.workspace.secret_search import search_collection

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "collections"
SCHEMA = json.loads((HERE.parent / "app/files/schema/opencollection.schema.json").read_text("utf-8"))
KINDS = {"opencollection.yml": (ROOT, None), "folder.yml": (FOLDER, "Folder")}
FILES = sorted(SAMPLES.rglob("*.yml"))


def kind_of(path):
    if path.parent.name == "environments":
        return ENVIRONMENT, "Environment"
    return KINDS.get(path.name, (REQUEST, "HttpRequest"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_a_sample_is_written_as_sonde_writes_and_as_the_schema_asks(path):
    codec, definition = kind_of(path)
    data = yaml.load(path.read_bytes(), path)
    assert fresh(codec.decode(data, path), codec) == path.read_bytes()
    # The schema is closed at items; what it has no place for stands under this one key.
    data.pop("extensions", None)
    schema = SCHEMA if definition is None else {**SCHEMA["$defs"][definition], "$defs": SCHEMA["$defs"]}
    jsonschema.Draft7Validator(schema).validate(data)


@pytest.mark.parametrize(("folder", "name"), [("tour", "sonde-tour"), ("todo", "sonde-todo")])
def test_a_sample_opens_without_a_problem(folder, name):
    collection = read_collection(SAMPLES / folder)
    assert collection.id == name
    assert collection.problems == ()
    assert all(isinstance(item, RequestItem | Folder) for item in collection.items())
    assert [environment.name for environment in collection.environments] == ["Playground"]


def test_the_tour_shows_every_kind_of_body_and_auth():
    collection = read_collection(SAMPLES / "tour")
    requests = [item.request for item in collection.items() if isinstance(item, RequestItem)]
    bodies = {type(request.body) for request in requests}
    auths = {type(request.auth) for request in requests}
    assert bodies >= {TextBody, FormBody, MultipartBody, FileBody}
    assert auths >= {BasicAuth, BearerAuth, ApiKeyAuth, InheritAuth}
    names = [item.name for item in collection.children]
    assert names == ["Basics", "Bodies", "Auth", "Answers", "Connection"]


def test_files_that_the_samples_send_are_there():
    collection = read_collection(SAMPLES / "tour")
    for item in collection.items():
        if isinstance(item, RequestItem) and isinstance(item.request.body, FileBody):
            assert (collection.root / item.request.body.path).is_file()


@pytest.mark.parametrize("folder", ["tour", "todo"])
def test_a_search_for_secrets_finds_none_in_a_sample(folder):
    assert list(search_collection(SAMPLES / folder)) == []


def test_no_sample_holds_the_value_of_a_secret():
    for folder in ("tour", "todo"):
        for environment in read_collection(SAMPLES / folder).environments:
            assert all(not variable.value for variable in environment.variables if variable.secret)
