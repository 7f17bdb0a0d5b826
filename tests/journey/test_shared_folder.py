"""Two windows and an editor write the same request at once, in processes of their own."""

import subprocess
import sys

import pytest

from app.files import yaml
from app.files.store import Store, create_collection
from app.model.request import Request
from tests.journey.shared_folder import FILE

SAVES = 30  # of each; 200 were tried


@pytest.fixture
def root(tmp_path):
    store = create_collection(tmp_path / "shop", "Shop")
    store.add("", Request("One", url="http://h/"))
    return store.root


def write_together(root, names):
    """Let these processes write the file, and read it all the while: it is one whole document each time."""
    command = [sys.executable, "-m", "tests.journey.shared_folder", str(root)]
    writers = [
        subprocess.Popen(
            [*command, str(root.parent / name), name, str(SAVES)], stderr=subprocess.PIPE, text=True
        )
        for name in names
    ]
    reads = 0
    while any(writer.poll() is None for writer in writers):
        assert yaml.load((root / FILE).read_bytes(), root / FILE)["info"]["name"] == "One"
        reads += 1
    assert reads > SAVES
    for writer in writers:
        _, problem = writer.communicate()
        assert writer.returncode == 0, problem
    return Store(root).collection.find(FILE).request


def test_two_windows_that_save_the_same_request_lose_nothing(root):
    saved = write_together(root, ["X-First", "X-Second"])
    assert {row.name: row.value for row in saved.headers} == {"X-First": str(SAVES), "X-Second": str(SAVES)}


def test_with_an_editor_beside_them_nobody_sees_half_a_file(root):
    saved = write_together(root, ["Beside-First", "Beside-Second", "editor"])
    assert (saved.name, saved.url) == ("One", "http://h/")
    assert (root / FILE).read_text().startswith("# edit")
