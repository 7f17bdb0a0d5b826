"""Copies and clones of a collection are kept apart on this computer, and what moves is found again."""

import shutil

import pytest

from app.files.store import create_collection
from app.files.tree import OF_PLACE
from app.workspace.local_names import LocalNames


@pytest.fixture
def shop(tmp_path):
    return create_collection(tmp_path / "shop", "Shop").root


@pytest.fixture
def name_of(tmp_path):
    """Ask as one more run of the program would."""
    return lambda collection, root: LocalNames(tmp_path / "home" / "names.json").name_of(collection, root)


def test_the_first_folder_of_an_id_has_that_for_a_name(name_of, shop):
    assert name_of("abc", shop) == "abc"
    assert name_of("abc", shop) == "abc"


def test_a_copy_has_a_name_of_its_own_and_keeps_it(name_of, shop, tmp_path):
    copy = shutil.copytree(shop, tmp_path / "copy")
    names = [name_of("abc", shop), name_of("abc", copy)]
    assert names[0] != names[1]
    assert [name_of("abc", shop), name_of("abc", copy)] == names


def test_a_folder_that_was_moved_is_known_by_its_id(name_of, shop, tmp_path):
    copy = shutil.copytree(shop, tmp_path / "copy")
    first, second = name_of("abc", shop), name_of("abc", copy)
    moved = copy.rename(tmp_path / "elsewhere")
    assert name_of("abc", moved) == second
    assert name_of("abc", shop) == first


def test_a_folder_that_gets_or_loses_its_id_keeps_its_name(name_of, shop):
    first = name_of(f"{OF_PLACE}1", shop)
    assert name_of("abc", shop) == first
    assert name_of(f"{OF_PLACE}1", shop) == first
    assert name_of("abc", shop) == first


def test_a_damaged_file_is_written_anew(name_of, shop, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "names.json").write_text('[{"id": 1}')
    assert name_of("abc", shop) == "abc"
    assert '"abc"' in (tmp_path / "home" / "names.json").read_text()


def test_without_a_place_to_write_the_id_is_the_name(name_of, shop, tmp_path):
    (tmp_path / "home").write_text("in the way")
    assert name_of("abc", shop) == "abc"
