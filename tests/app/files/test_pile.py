"""The picture of a collection follows single changes, and is what a first look would make."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.files import pile
from app.files.store import Store, create_collection
from app.model.request import Request

FOLDERS = ("", "a", "b", "a/deep", "environments")
STEPS = st.tuples(st.sampled_from(("add", "folder", "move", "delete", "restore", "rename", "break", "rm")),
                  st.integers(0, 20), st.sampled_from(FOLDERS))  # fmt: skip


def apply(store, step, trash):
    """Do one step to an item chosen by number."""
    kind, number, folder = step
    if kind == "add":
        return store.add(folder, Request(f"New {number}"))
    if kind == "folder":
        return store.add_folder(folder, f"Folder {number}")
    if kind == "restore":
        return store.restore(trash.pop()) if trash else None
    items = [item.path for item in store.collection.items()]
    if not items:
        return None
    path = items[number % len(items)]
    if kind == "move":
        return store.move(path, folder)
    if kind == "delete":
        return trash.append(store.delete(path))
    if kind == "rename":
        return store.rename(path, f"Named {number}")
    place = store.root / path
    place = place / "folder.yml" if place.is_dir() else place
    if kind == "break":
        place.write_text("info: [")
    else:
        place.unlink(missing_ok=True)
    return store.refresh()


@given(st.lists(STEPS, max_size=8))
def test_a_picture_that_followed_many_changes_is_the_one_read_anew(steps):
    with TemporaryDirectory() as folder:
        store, trash = create_collection(Path(folder), "C"), []
        for name in ("a", "b"):
            store.add_folder("", name)
        for step in steps:
            try:
                apply(store, step, trash)
            except AppError:
                pass  # Such a step is refused: then nothing may have changed.
            assert store.collection == Store(Path(folder)).collection
        store.close()


def test_deleting_and_moving_does_not_put_the_whole_picture_together_again(tmp_path, monkeypatch):
    store = create_collection(tmp_path, "C")
    for name in ("a", "b"):
        store.add_folder("", name)
    paths = [store.add("a", Request(f"R{number}")) for number in range(9)]
    assert store.collection.find("a/r8.yml")
    made = []
    assemble = pile.assemble
    monkeypatch.setattr(pile, "assemble", lambda *given: made.append(given) or assemble(*given))
    token = store.delete(paths[0])
    store.move_all(paths[1:5], "b")
    store.restore(token)
    store.move("a", "b")
    store.delete("b")
    assert [item.path for item in store.collection.items()] == []
    assert made == []
