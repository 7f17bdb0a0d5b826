"""What happens on disk when a collection is changed, here and by others."""

from dataclasses import replace

import pytest

from app.errors import AppError, Conflict, UnreadableFile
from app.files.store import Store, create_collection, is_collection, read_collection
from app.model.auth import BearerAuth, InheritAuth, NoAuth
from app.model.body import TextBody
from app.model.collection import BrokenItem, Defaults, Folder, OtherItem, RequestItem
from app.model.environment import Environment, Variable
from app.model.field import Field
from app.model.request import Request

LOGIN = """\
info:
  name: Login  # the first one
  type: http
  seq: 1

http:
  method: POST
  url: "{{base}}/login"
  body:
    type: json
    data: |-
      {"user": "ada"}
  auth: inherit

runtime:
  scripts:
    - type: tests
      code: test()

settings:
  encodeUrl: true
  timeout: 0
"""


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "shop"
    create_collection(folder, "Shop")
    (folder / "login.yml").write_text(LOGIN)
    return folder


@pytest.fixture
def store(root):
    with_trash = Store(root)
    yield with_trash
    with_trash.close()


def names(store, folder=""):
    children = store.collection.find(folder).children if folder else store.collection.children
    return [item.name for item in children]


def test_a_new_collection_is_one_small_file_with_an_id(tmp_path):
    store = create_collection(tmp_path / "new" / "place", "My API")
    assert [path.name for path in store.root.iterdir()] == ["opencollection.yml"]
    assert store.collection.name == "My API"
    assert store.collection.id == read_collection(store.root).id
    assert (store.root / "opencollection.yml").read_text() == (
        'opencollection: "1.0.0"\n\ninfo:\n  name: My API\n\nbundled: false\n\n'
        f"extensions:\n  sonde:\n    id: {store.collection.id}\n"
    )


def test_a_folder_with_a_collection_is_not_overwritten(root):
    with pytest.raises(AppError, match="holds a collection already"):
        create_collection(root, "Other")


def test_a_folder_that_is_gone_is_one_sentence(tmp_path):
    with pytest.raises(UnreadableFile, match="is gone"):
        read_collection(tmp_path / "nothing")


def test_requests_are_read_in_order_of_number_and_then_name(root):
    for name, seq in [("b", "seq: 2"), ("c", "seq: 2"), ("z", "seq: 0.5"), ("d", ""), ("A", "")]:
        (root / f"{name}.yml").write_text(f"info:\n  type: http\n  name: {name}\n  {seq}\nhttp:\n  url: x\n")
    assert names(Store(root)) == ["z", "Login", "b", "c", "A", "d"]


def test_every_kind_of_file_shows_as_what_it_is(root):
    (root / "broken.yml").write_text("info:\n  name: [\n")
    (root / "empty.yml").write_text("")
    (root / "query.yml").write_text("info: {name: Query, type: graphql, seq: 3}\n")
    (root / "script.yml").write_text("type: script\nscript: x\n")
    (root / "compose.yml").write_text("services: {}\n")
    for hidden in (".git", "node_modules"):
        (root / hidden).mkdir()
        (root / hidden / "a.yml").write_text(LOGIN)
    (root / "uploads").mkdir()
    (root / "uploads" / "cat.png").write_bytes(b"x")
    (root / "environments").mkdir()
    (root / "environments" / "Local.yml").write_text("name: Local\nvariables:\n  - {name: port, value: 80}\n")
    (root / "environments" / "Bad.yml").write_text("- 1\n")
    collection = read_collection(root)
    items = {item.path: item for item in collection.items()}
    assert sorted(items) == ["broken.yml", "compose.yml", "empty.yml", "login.yml", "query.yml", "script.yml"]
    assert isinstance(items["login.yml"], RequestItem)
    assert items["query.yml"] == OtherItem("query.yml", "Query", "graphql", 3)
    assert items["script.yml"].kind == "script"
    assert isinstance(items["broken.yml"], BrokenItem)
    assert items["broken.yml"].line == 3
    assert "broken.yml, line 3" in items["broken.yml"].problem
    assert "is empty" in items["empty.yml"].problem
    assert "no info.type" in items["compose.yml"].problem
    assert collection.environments == (
        Environment("Local", "environments/Local.yml", (Variable("port", "80"),)),
    )
    assert [problem.path for problem in collection.problems] == ["environments/Bad.yml"]


def test_links_out_of_the_collection_and_links_to_folders_are_not_followed(root, tmp_path):
    (tmp_path / "outside.yml").write_text(LOGIN)
    (root / "out.yml").symlink_to(tmp_path / "outside.yml")
    (root / "circle").symlink_to(root)
    (root / "inside.yml").symlink_to(root / "login.yml")
    store = Store(root)
    items = {item.path: item for item in store.collection.items()}
    assert sorted(items) == ["inside.yml", "login.yml", "out.yml"]
    assert items["out.yml"].problem.startswith("This link leads out of the collection, so it is not read.")
    with pytest.raises(AppError, match="leaves the collection"):
        store.save("out.yml", Request(), force=True)
    for path in ("../outside.yml", str(tmp_path / "outside.yml"), "a\\..\\b"):
        with pytest.raises(AppError, match="leaves the collection"):
            store.delete(path)


def test_a_save_changes_one_line_and_keeps_what_is_not_edited(store):
    request = store.collection.find("login.yml").request
    store.save("login.yml", replace(request, name="Sign in"))
    assert (store.root / "login.yml").read_text() == LOGIN.replace("name: Login ", "name: Sign in ")
    assert store.collection.find("login.yml").name == "Sign in"


def test_windows_line_ends_and_byte_order_mark_survive(store):
    file = store.root / "login.yml"
    file.write_bytes(b"\xef\xbb\xbf" + LOGIN.replace("\n", "\r\n").encode())
    request = store.refresh().find("login.yml").request
    assert request.body == TextBody("json", '{"user": "ada"}')
    store.save("login.yml", replace(request, method="PUT"))
    changed = LOGIN.replace("method: POST", "method: PUT").replace("\n", "\r\n")
    assert file.read_bytes() == b"\xef\xbb\xbf" + changed.encode()


def test_an_unchanged_request_is_not_written(store):
    before = (store.root / "login.yml").stat()
    store.save("login.yml", store.collection.find("login.yml").request)
    after = (store.root / "login.yml").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_somebody_elses_change_is_a_conflict_until_forced(store):
    file = store.root / "login.yml"
    request = store.collection.find("login.yml").request
    file.write_text(LOGIN.replace("test()", "test2()").replace("POST", "GET"))
    mine = replace(request, url="{{base}}/mine")
    with pytest.raises(Conflict, match=r"login.yml was changed outside"):
        store.save("login.yml", mine)
    assert "/mine" not in file.read_text()
    store.save("login.yml", mine, force=True)
    assert store.collection.find("login.yml").request == mine
    assert file.read_text() == LOGIN.replace("test()", "test2()").replace("/login", "/mine")


def test_a_file_deleted_by_others_is_made_again_only_when_forced(store):
    request = store.collection.find("login.yml").request
    (store.root / "login.yml").unlink()
    with pytest.raises(Conflict, match="was deleted") as caught:
        store.save("login.yml", request)
    assert caught.value.deleted
    store.save("login.yml", request, force=True)
    assert read_collection(store.root).find("login.yml").request == request


def test_only_changed_files_are_read_again(store):
    store.add("", Request("Other"))
    before = store.collection.find("login.yml").request
    (store.root / "other.yml").write_text(LOGIN)
    after = store.refresh()
    assert after.find("login.yml").request is before
    assert after.find("other.yml").name == "Login"


def test_a_new_request_gets_a_free_file_name_and_the_last_place(store):
    assert store.add("", Request("Create: user/é?")) == "create-user-é.yml"
    assert store.add("", Request("LOGIN")) == "login-2.yml"
    assert store.add("", Request("")) == "request.yml"
    assert [item.sequence for item in store.collection.children] == [1, 1001, 2001, 3001]
    assert store.collection == read_collection(store.root)


def test_renaming_changes_the_shown_name_and_no_file_name(store):
    folder = store.add_folder("", "Users")
    store.rename("login.yml", "Sign in")
    store.rename(folder, "People")
    store.rename("", "Store")
    assert names(store) == ["Sign in", "People"]
    assert [item.path for item in store.collection.children] == ["login.yml", "users"]
    assert store.collection.name == "Store"
    assert store.collection == read_collection(store.root)


def test_a_folder_without_its_file_gets_one_when_it_is_renamed(store):
    (store.root / "plain").mkdir()
    (store.root / "plain" / "a.yml").write_text(LOGIN)
    store.refresh()
    store.rename("plain", "Fancy")
    assert (store.root / "plain" / "folder.yml").read_text() == "info:\n  name: Fancy\n  type: folder\n"


def test_moving_one_item_changes_one_line_in_one_file(store):
    for name in "abc":
        store.add("", Request(name))
    before = {file.name: file.read_text() for file in store.root.iterdir()}
    store.move("c.yml", "", before="a.yml")
    after = {file.name: file.read_text() for file in store.root.iterdir()}
    assert names(store) == ["Login", "c", "a", "b"]
    assert [name for name in after if after[name] != before[name]] == ["c.yml"]
    assert after["c.yml"] == before["c.yml"].replace("seq: 3001", "seq: 501")


def test_moving_an_item_to_where_it_is_writes_nothing(store):
    for name in "ab":
        store.add("", Request(name))
    before = {file.name: file.read_text() for file in store.root.iterdir()}
    store.move("a.yml", "", before="b.yml")
    assert {file.name: file.read_text() for file in store.root.iterdir()} == before


def test_items_are_numbered_anew_only_when_there_is_no_room(store):
    for name in "abc":
        path = store.add("", Request(name))
        text = (store.root / path).read_text()
        (store.root / path).write_text(text.replace(text.split("seq: ")[1].split("\n")[0], "1"))
    store.refresh()
    assert names(store) == ["a", "b", "c", "Login"]
    store.move("login.yml", "", before="b.yml")
    assert names(store) == ["a", "Login", "b", "c"]
    assert [item.sequence for item in store.collection.children] == [1000, 2000, 3000, 4000]
    assert store.collection == read_collection(store.root)


def test_moving_between_folders_moves_the_file_and_keeps_its_text(store):
    folder = store.add_folder("", "Users")
    inner = store.add_folder(folder, "Inner")
    store.add(inner, Request("Login"))
    assert store.move("login.yml", inner, before="users/inner/login.yml") == "users/inner/login-2.yml"
    assert (store.root / "users/inner/login-2.yml").read_text() == LOGIN
    assert names(store, inner) == ["Login", "Login"]
    assert store.move(inner, "") == "inner"
    assert names(store) == ["Users", "Inner"]
    with pytest.raises(AppError, match="into itself"):
        store.move("inner", "inner")
    assert store.collection == read_collection(store.root)


def test_a_copy_carries_everything_and_stands_behind_the_original(store):
    store.add("", Request("Last"))
    assert store.duplicate("login.yml") == "login-copy.yml"
    assert names(store) == ["Login", "Login copy", "Last"]
    text = (store.root / "login-copy.yml").read_text()
    assert text == LOGIN.replace("name: Login ", "name: Login copy ").replace("seq: 1", "seq: 501")


def test_a_copied_folder_has_everything_in_it(store):
    folder = store.add_folder("", "Users")
    store.add(folder, Request("One"))
    copy = store.duplicate(folder)
    assert names(store) == ["Login", "Users", "Users copy"]
    assert names(store, copy) == ["One"]


def test_a_deleted_folder_comes_back_whole(store):
    folder = store.add_folder("", "Users")
    store.add(folder, Request("One"))
    (store.root / folder / "photo.png").write_bytes(b"png")
    before = store.collection
    token = store.delete(folder)
    assert names(store) == ["Login"]
    assert not (store.root / folder).exists()
    assert store.restore(token) == folder
    assert store.collection == before
    assert (store.root / folder / "photo.png").read_bytes() == b"png"


def test_a_deleted_request_comes_back_beside_one_that_took_its_place(store):
    token = store.delete("login.yml")
    store.add("", Request("Login"))
    assert store.restore(token) == "login-2.yml"
    assert (store.root / "login-2.yml").read_text() == LOGIN


def test_what_a_folder_gives_to_its_requests_survives(store):
    folder = store.add_folder("", "Users")
    defaults = Defaults((Field("X-A", "1"),), BearerAuth("{{token}}"), (Variable("v", "yes"),))
    store.save_folder(folder, defaults, "Docs")
    store.save_folder("", replace(defaults, auth=NoAuth()), "Root docs")
    read = read_collection(store.root)
    assert read == store.collection
    assert isinstance(read.find(folder), Folder)
    assert (read.find(folder).defaults, read.find(folder).docs) == (defaults, "Docs")
    assert (read.defaults.auth, read.docs, read.id) == (NoAuth(), "Root docs", store.collection.id)


def test_environments_are_made_saved_renamed_and_deleted(store):
    made = store.add_environment("Local")
    full = replace(made, variables=(Variable("base", "http://h"), Variable("token", secret=True)))
    store.save_environment(full)
    assert (store.root / "environments" / "Local.yml").read_text() == (
        "name: Local\n\nvariables:\n  - name: base\n    value: http://h\n  - secret: true\n    name: token\n"
    )
    with pytest.raises(AppError, match="already"):
        store.add_environment("local")
    renamed = store.rename_environment("Local", "Test 2")
    assert renamed == replace(full, name="Test 2", path="environments/Test 2.yml")
    assert read_collection(store.root).environments == (renamed,)
    token = store.delete_environment("Test 2")
    assert store.collection.environments == ()
    store.restore(token)
    assert store.collection.environments == (renamed,)


def test_a_changed_environment_is_a_conflict(store):
    environment = store.add_environment("Local")
    (store.root / environment.path).write_text("name: Theirs\n")
    with pytest.raises(Conflict):
        store.save_environment(replace(environment, variables=(Variable("a", "1"),)))


def test_the_value_of_a_secret_in_a_foreign_file_is_not_taken(store):
    (store.root / "environments").mkdir()
    text = "name: E\nvariables:\n  - {secret: true, name: t, value: canary}\n"
    (store.root / "environments" / "E.yml").write_text(text)
    assert "canary" not in repr(store.refresh())


def test_save_as_copies_everything_and_opens_the_copy(store, tmp_path):
    (store.root / ".git").mkdir()
    (store.root / "data.bin").write_bytes(b"x")
    copy = store.save_as(tmp_path / "copy")
    assert copy.collection == replace(store.collection, root=tmp_path / "copy")
    assert (tmp_path / "copy" / "data.bin").exists()
    assert not (tmp_path / "copy" / ".git").exists()
    with pytest.raises(AppError, match="not empty"):
        store.save_as(tmp_path / "copy")
    with pytest.raises(AppError, match="into itself"):
        store.save_as(store.root / "inside")


def test_a_vanished_folder_is_one_sentence_and_saves_come_back_with_it(store, tmp_path):
    request = store.collection.find("login.yml").request
    store.root.rename(tmp_path / "away")
    with pytest.raises(Conflict, match="was deleted"):
        store.save("login.yml", replace(request, method="PUT"))
    with pytest.raises(UnreadableFile, match="gone"):
        store.add("", request)
    with pytest.raises(UnreadableFile, match="is gone"):
        store.refresh()
    (tmp_path / "away").rename(store.root)
    store.save("login.yml", replace(request, auth=InheritAuth(), method="PUT"))
    assert read_collection(store.root).find("login.yml").request.method == "PUT"


def test_a_folder_is_a_collection_only_when_it_says_so(tmp_path):
    assert not is_collection(tmp_path)
    create_collection(tmp_path, "Mine").close()
    assert is_collection(tmp_path)
