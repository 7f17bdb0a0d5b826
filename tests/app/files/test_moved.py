"""A file that went from one place and turned up at another is the same file."""

from app.files.moved import moved_files
from app.files.pile import KnownFile
from app.files.scan import Stamp
from app.model.collection import OtherItem, RequestItem
from app.model.request import Request


def request(path, name="One", content=b""):
    item = RequestItem.of(path, Request(name, url=f"https://h/{name}"))
    return KnownFile(Stamp(0, 0), content or name.encode(), item)


def files(*paths, **more):
    return {path: request(path, **more) for path in paths}


def test_a_file_with_the_same_content_elsewhere_was_moved():
    before = files("a.yml") | files("b.yml", name="Two")
    after = files("deep/z.yml") | files("b.yml", name="Two")
    assert moved_files(before, after) == {"a.yml": "deep/z.yml"}


def test_a_file_that_was_edited_too_is_known_by_its_name_method_and_url():
    assert moved_files(files("a.yml"), files("z.yml", content=b"edited")) == {"a.yml": "z.yml"}


def test_a_folder_that_was_renamed_takes_its_files_along_also_equal_ones():
    assert moved_files(files("old/a.yml", "old/b.yml"), files("new/a.yml", "new/b.yml")) == {
        "old/a.yml": "new/a.yml",
        "old/b.yml": "new/b.yml",
    }


def test_what_could_be_several_files_is_none():
    assert moved_files(files("a.yml"), files("x.yml", "y.yml")) == {}
    assert moved_files(files("a.yml", "b.yml"), files("x.yml")) == {}


def test_a_copy_and_a_delete_are_no_move():
    assert moved_files(files("a.yml"), files("a.yml", "b.yml")) == {}
    assert moved_files(files("a.yml", "b.yml"), files("b.yml")) == {}


def test_other_items_are_known_by_their_content():
    def script(path, content):
        return {path: KnownFile(Stamp(0, 0), content, OtherItem(path, "S", "script"))}

    assert moved_files(script("a.yml", b"1"), script("b.yml", b"1")) == {"a.yml": "b.yml"}
    assert moved_files(script("a.yml", b"1"), script("b.yml", b"2")) == {}
