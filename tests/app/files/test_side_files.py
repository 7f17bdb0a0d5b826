"""Files beside the requests get names that nothing has, and are no items of the collection."""

import pytest

from app.errors import UnreadableFile
from app.files.side_files import BODIES, add_side_file
from app.files.store import create_collection


def test_bytes_and_files_become_files_of_the_collection(tmp_path):
    store = create_collection(tmp_path / "c", "C")
    assert add_side_file(store.root, BODIES, "Create user", ".json", b"{}") == "bodies/create-user.json"
    source = tmp_path / "spool"
    source.write_bytes(b"[]")
    assert add_side_file(store.root, BODIES, "Create user", ".json", source) == "bodies/create-user-2.json"
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
