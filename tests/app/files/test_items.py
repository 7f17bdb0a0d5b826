"""A save that is forced loses nothing that stands in the file."""

from dataclasses import replace

import pytest

from app.errors import UnreadableFile
from app.files import yaml
from app.files.store import create_collection, read_collection
from app.model.request import Request
from tests.app.files.commented import COMMENTED

BROKEN = "<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> other\n"


@pytest.fixture
def store(tmp_path):
    made = create_collection(tmp_path / "shop", "Shop")
    yield made
    made.close()


@pytest.fixture
def file(store):
    return store.root / "login.yml"


def test_a_broken_file_is_not_overwritten_unless_forced_and_stays_beside_it_then(store, file):
    file.write_text(BROKEN)
    item = store.refresh().find("login.yml")
    assert item.problem.startswith("login.yml has an unsolved merge conflict at line 1.")
    with pytest.raises(UnreadableFile, match="merge conflict"):
        store.save("login.yml", Request("Mine"))
    for aside in ("login.yml.broken", "login.yml-2.broken"):
        file.write_text(BROKEN)
        store.save("login.yml", Request("Mine"), force=True)
        collection = read_collection(store.root)
        assert collection.find("login.yml").request == Request("Mine")
        assert (store.root / aside).read_text() == BROKEN
    assert len(list(collection.items())) == 1


def test_a_file_that_cannot_be_patched_keeps_all_its_data_when_it_is_forced(store, file):
    text = COMMENTED.replace("name: Login", "name: &name Login") + "app: &app {enabled: true}\n"
    file.write_text(text + "future: *app\ntitle: *name\n")
    request = replace(store.refresh().find("login.yml").request, name="Other")
    with pytest.raises(UnreadableFile, match="an alias stands here"):
        store.save("login.yml", request)
    store.save("login.yml", request, force=True)
    data = yaml.load(file.read_bytes(), file)
    assert (data["info"]["name"], data["future"], data["title"]) == ("Other", {"enabled": True}, "Login")
    assert data["runtime"]["scripts"][0]["code"] == "# a comment of a script\ntest();\n"
