"""What is wrong in a collection's files is said with file, line and reason; what Sonde adds is told apart."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli.collection import main
from app.errors import AppError
from app.files.check import check_collection, is_strict
from app.files.store import Store, create_collection
from app.model.auth import NoAuth
from app.model.collection import BrokenItem, Defaults, Folder, OtherItem, RequestItem
from app.model.options import Options, Retry
from app.model.request import Request

DATA = Path(__file__).parents[2] / "data"
EVERY_ITEM, DEVIATING = DATA / "every-item", DATA / "deviating"


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "shop"
    create_collection(folder, "Shop").add("", Request("List", url="http://h/"))
    return folder


def found(root, text, name="list.yml"):
    (root / name).write_text(text)
    return list(map(line_of, check_collection(root)))


def line_of(finding):
    return f"{finding.path}:{finding.line}:{finding.column}: {finding.reason}"


def contents(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_collection_of_bruno_with_every_kind_of_item_is_shown_whole_and_conforms():
    collection = Store(EVERY_ITEM).collection
    kinds = {item.path: item.kind for item in collection.items() if isinstance(item, OtherItem)}
    assert kinds == {
        "search.yml": "graphql",
        "watch.yml": "grpc",
        "feed.yml": "websocket",
        "library.yml": "script",
        "board.yml": "app",
    }
    assert sum(isinstance(item, RequestItem) for item in collection.items()) == 4
    assert collection.problems == ()
    assert list(check_collection(EVERY_ITEM)) == []
    assert main(["check", "--strict", str(EVERY_ITEM)]) == 0


@pytest.mark.parametrize("collection", [EVERY_ITEM, DEVIATING])
def test_saving_such_a_collection_as_it_is_writes_no_file(tmp_path, collection):
    root = shutil.copytree(collection, tmp_path / "copy")
    before, times = contents(root), {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    store = Store(root)
    for item in store.collection.items():
        if isinstance(item, RequestItem):
            store.save(item.path, item.request)
            store.save_examples(item.path, item.examples)
    for folder in store.collection.children:
        if isinstance(folder, Folder):
            store.save_folder(folder.path, folder.defaults, folder.docs)
    store.save_folder("", store.collection.defaults, store.collection.docs)
    for environment in store.collection.environments:
        store.save_environment(environment)
    assert contents(root) == before
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == times


def test_an_edit_in_such_a_collection_changes_that_line_only_and_it_still_conforms(tmp_path):
    root = shutil.copytree(EVERY_ITEM, tmp_path / "copy")
    store, path = Store(root), "users/create user.yml"
    before = (root / path).read_text().splitlines()
    store.save(path, replace(store.collection.find(path).request, method="PUT"))
    after = (root / path).read_text().splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ("  method: POST", "  method: PUT")
    ]
    assert list(check_collection(root)) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("info:\n  type: http\n  seq: two\n", "list.yml:3:3: info.seq: must be a number"),
        (
            "info: {type: http}\nhttp:\n  method: 5\n",
            "list.yml:3:3: http.method: must be a text, and 5 without quotes is none",
        ),
        (
            "info: {type: http}\nhttp:\n  verb: y\n",
            "list.yml:3:3: http.verb: the format has no 'verb' here",
        ),
        (
            "info: {type: http}\nhttp:\n  body:\n    type: json\n",
            "list.yml:3:3: http.body: lacks data",
        ),
        (
            "info: {type: http}\nhttp:\n  headers:\n    - name: a\n      value: b\n    - name: c\n",
            "list.yml:6:7: http.headers[2]: lacks value",
        ),
        (
            'info: {type: http}\nsettings:\n  timeout: "5"\n',
            "list.yml:3:3: settings.timeout: must be a number or inherit",
        ),
        ("a: 1\na: 2\n", "list.yml:2:1: the key a stands here twice"),
        (
            "services: {}\n",
            "list.yml:1:1: this is no item of a collection, because it has no info.type that is known",
        ),
    ],
)
def test_what_is_wrong_is_said_with_line_and_reason(root, text, finding):
    assert found(root, text) == [finding]


def test_a_type_that_the_format_does_not_know_is_said_with_those_it_knows(root):
    (finding,) = found(root, "info: {type: http}\nhttp:\n  auth:\n    type: kerberos\n")
    assert finding.startswith("list.yml:4:5: http.auth.type: the type 'kerberos' is none of awsv4, basic,")


def test_a_folder_without_a_collection_in_it_is_one_finding(tmp_path):
    (finding,) = check_collection(tmp_path)
    assert line_of(finding).startswith("opencollection.yml:1:1: there is no such file")


def test_what_sonde_adds_is_wrong_in_a_strict_collection_only(root, capsys):
    store = Store(root)
    store.add("", Request("Retried", url="http://h/", options=Options(retry=Retry(2))))
    (finding,) = check_collection(root)
    assert finding.kind == "outside"
    assert main(["check", str(root)]) == 0
    assert "extensions.sonde is outside the schema, by Sonde" in capsys.readouterr().out
    assert main(["check", "--strict", str(root)]) == 1
    store.set_strict(True)
    assert (is_strict(root), store.strict) == (True, True)
    assert main(["check", str(root)]) == 1


def test_a_folder_that_cannot_be_read_is_wrong_usage(tmp_path, capsys):
    assert main(["check", str(tmp_path / "nothing")]) == 2
    assert "is gone" in capsys.readouterr().err


def test_a_strict_collection_refuses_what_the_format_cannot_say(root):
    store = Store(root)
    store.set_strict(True)
    before = contents(root)
    request = store.collection.find("list.yml").request
    with pytest.raises(AppError, match=r"list\.yml is not saved: retry cannot be said .* strict"):
        store.save("list.yml", replace(request, options=Options(retry=Retry(2))))
    with pytest.raises(AppError, match="omitHeaders"):
        store.add("", Request("Other", omitted=("accept",)))
    folder = store.add_folder("", "Orders")
    with pytest.raises(AppError, match="auth none"):
        store.save_folder(folder, Defaults(auth=NoAuth()), "")
    store.save_folder("", Defaults(options=Options(retry=Retry(2))), "")
    store.save("list.yml", replace(request, url="http://h/other", options=Options(timeout=5)))
    store.delete(folder)
    assert list(check_collection(root)) == []
    assert contents(root) != before


def test_extras_that_stand_in_a_file_already_do_not_keep_a_strict_collection_from_saving(root):
    store = Store(root)
    path = store.add("", Request("Retried", url="http://h/", options=Options(retry=Retry(2))))
    store.set_strict(True)
    request = store.collection.find(path).request
    store.save(path, replace(request, url="http://h/new"))
    assert "url: http://h/new" in (root / path).read_text()


def test_what_bruno_writes_outside_of_its_schema_is_read_and_told_and_not_wrong(capsys):
    collection = Store(DEVIATING).collection
    assert not [item for item in collection.items() if isinstance(item, BrokenItem)]
    assert collection.problems == ()
    assert main(["check", str(DEVIATING)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[:3] for line in lines] == [
        ["folder/folder.yml:7:3:", "note:", "request.auth:"],
        ["folder/folder.yml:10:3:", "note:", "request.actions:"],
        ["folder/form.yml:9:3:", "note:", "http.body:"],
        ["folder/form.yml:11:3:", "note:", "http.auth:"],
        ["folder/form.yml:17:3:", "note:", "settings.omitHeaders:"],
        ["folder/signed.yml:12:5:", "note:", "http.auth.tokenSecret:"],
        ["folder/signed.yml:13:5:", "note:", "http.auth.addParamsTo:"],
        ["folder/stream.yml:12:7:", "note:", "runtime.scripts[1].type:"],
        ["opencollection.yml:11:7:", "note:", "config.proxy.config.port:"],
        ["opencollection.yml:14:3:", "note:", "request.auth"],
    ]
    assert main(["check", "--strict", str(DEVIATING)]) == 1
    assert "note:" not in capsys.readouterr().out


def test_a_program_reads_the_findings_as_json(root, capsys):
    (root / "list.yml").write_text("info: {type: http}\nhttp:\n  verb: y\n")
    assert main(["check", "--json", str(root)]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "path": "list.yml",
            "line": 3,
            "column": 3,
            "reason": "http.verb: the format has no 'verb' here",
            "kind": "wrong",
            "wrong": True,
        }
    ]


def test_links_and_paths_that_leave_the_collection_are_told(root, tmp_path):
    (tmp_path / "other.yml").write_text("info: {type: http}\n")
    (root / "link.yml").symlink_to(tmp_path / "other.yml")
    text = "info: {type: http}\nhttp:\n  body:\n    type: file\n    data:\n"
    row = "      - {filePath: ../secret, contentType: text/plain, selected: true}\n"
    assert found(root, text + row) == [
        "link.yml:1:1: this link leads out of the collection, so it is not read",
        "list.yml:6:10: http.body.data[1].filePath: ../secret lies outside of the collection, so Sonde asks "
        "before it is read",
    ]


def test_files_that_windows_cannot_keep_apart_are_wrong(root):
    (root / "LIST.yml").write_text((root / "list.yml").read_text())
    (finding,) = check_collection(root)
    assert (finding.path, finding.kind) == ("list.yml", "wrong")
    assert finding.reason == "Windows and macOS take this for the same name as LIST.yml"
