"""Files beside the requests get names that nothing has, and are no items of the collection."""

import pytest

from app.errors import AppError, UnreadableFile
from app.files.side_files import BODIES, add_side_file, find_side_file
from app.files.store import create_collection


def test_bytes_and_pieces_become_files_of_the_collection(tmp_path):
    store = create_collection(tmp_path / "c", "C")
    assert add_side_file(store.root, BODIES, "Create user", ".json", b"{}") == "bodies/create-user.json"
    pieces = iter((b"[", b"]"))
    assert add_side_file(store.root, BODIES, "Create user", ".json", pieces) == "bodies/create-user-2.json"
    assert (store.root / "bodies/create-user-2.json").read_bytes() == b"[]"
    assert store.refresh().children == ()


@pytest.mark.parametrize("ending", [".yml", ".YAML"])
def test_a_side_file_is_never_an_item(tmp_path, ending):
    store = create_collection(tmp_path / "c", "C")
    assert add_side_file(store.root, BODIES, "a/../b", ending, b"a: 1") == "bodies/a-..-b.txt"
    assert store.refresh().children == ()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "bodies").touch()
    with pytest.raises(UnreadableFile):
        add_side_file(tmp_path, BODIES, "a", ".json", b"")


def test_only_files_inside_the_collection_are_found(tmp_path):
    root = tmp_path / "c"
    path = add_side_file(create_collection(root, "C").root, BODIES, "a", ".json", b"{}")
    assert find_side_file(root, path).read_bytes() == b"{}"
    (tmp_path / "secret").touch()
    (root / "link").symlink_to(tmp_path / "secret")
    for wrong in ("../secret", str(tmp_path / "secret"), "link", "a\0b", "missing", "."):
        with pytest.raises(AppError):
            find_side_file(root, wrong)


def test_a_side_file_is_deleted_and_brought_back(tmp_path):
    store = create_collection(tmp_path / "c", "C")
    path = add_side_file(store.root, BODIES, "a", ".json", b"{}")
    token = store.discard_file(path)
    assert not (store.root / path).exists()
    store.restore_file(token)
    assert (store.root / path).read_bytes() == b"{}"
    assert store.refresh().children == ()
