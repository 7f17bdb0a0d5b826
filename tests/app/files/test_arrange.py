"""Several items move at once, and their order is put back to the byte."""

import pytest

from app.errors import AppError
from app.files.store import create_collection
from app.model.request import Request


@pytest.fixture
def store(tmp_path):
    made = create_collection(tmp_path / "shop", "Shop")
    for name in "abcde":
        made.add("", Request(name))
    made.add_folder("", "Box")
    made.add("box", Request("inner"))
    return made


def paths(store, folder=""):
    found = store.collection.find(folder) if folder else store.collection
    return [item.path for item in found.children]


def test_several_items_stand_together_where_they_were_put(store):
    store.move_all(["e.yml", "b.yml"], "", "a.yml")
    assert paths(store) == ["e.yml", "b.yml", "a.yml", "c.yml", "d.yml", "box"]
    moved = store.move_all(["a.yml", "d.yml"], "box", "box/inner.yml")
    assert moved == ["box/a.yml", "box/d.yml"]
    assert paths(store, "box") == ["box/a.yml", "box/d.yml", "box/inner.yml"]


def test_only_the_moved_files_change(store):
    before = {path: (store.root / path).read_bytes() for path in paths(store) if path != "box"}
    store.move_all(["d.yml", "e.yml"], "", "b.yml")
    changed = {path for path, content in before.items() if (store.root / path).read_bytes() != content}
    assert changed == {"d.yml", "e.yml"}


def test_numbers_are_put_back_also_where_there_was_none(store):
    file = store.root / "c.yml"
    file.write_text(file.read_text().replace("  seq: 3000\n", ""))
    store.refresh()
    before = file.read_bytes()
    numbers = store.numbers("")
    store.move("c.yml", "", "a.yml")
    assert file.read_bytes() != before
    store.renumber("", numbers)
    assert file.read_bytes() == before


def test_nothing_moves_when_one_of_them_cannot(store):
    with pytest.raises(AppError, match="into itself"):
        store.move_all(["a.yml", "box"], "box")
    with pytest.raises(AppError, match=r"There is no gone\.yml"):
        store.move_all(["a.yml", "gone.yml"], "box")
    assert "a.yml" in paths(store)
