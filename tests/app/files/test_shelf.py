"""Of many files only the heads are read at once; what is behind them is read when it is needed."""

from dataclasses import replace

import pytest

from app.errors import Conflict, UnreadableFile
from app.files.check_job import broken_items, find_broken
from app.files.codec_collection import FolderFile
from app.files.document import FOLDER, REQUEST, fresh
from app.files.pile import digest_of
from app.files.shelf import Shelf
from app.files.store import Store
from app.model.body import TextBody
from app.model.collection import BrokenItem, RequestItem
from app.model.request import Request

COUNT = 400


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "many"
    (folder / "orders").mkdir(parents=True)
    (folder / "orders" / "folder.yml").write_bytes(fresh(FolderFile("Orders"), FOLDER))
    for number in range(COUNT):
        request = Request(f"Request {number}", "POST", f"http://h/{number}", body=TextBody("json", "{}"))
        (folder / "orders" / f"r{number}.yml").write_bytes(fresh(request, REQUEST))
    return folder


def item(shelf, path="orders/r7.yml"):
    return shelf.picture().find(path)


def test_many_requests_are_shown_before_any_is_parsed(root):
    shelf = Shelf(root)
    assert len(shelf.unchecked()) == COUNT
    assert (item(shelf).name, item(shelf).method, item(shelf).url) == ("Request 7", "POST", "http://h/7")
    assert len(shelf.unchecked()) == COUNT


def test_a_request_is_read_whole_when_somebody_asks_for_it(root):
    shelf = Shelf(root)
    assert item(shelf).request.body == TextBody("json", "{}")
    assert len(shelf.unchecked()) == COUNT - 1


def test_few_requests_are_read_whole_at_once(root):
    for number in range(50, COUNT):
        (root / "orders" / f"r{number}.yml").unlink()
    (root / "orders" / "r7.yml").write_text((root / "orders" / "r7.yml").read_text() + "  bad: [\n")
    shelf = Shelf(root)
    assert shelf.unchecked() == {}
    assert isinstance(item(shelf), BrokenItem)


def test_a_file_that_is_broken_behind_its_head_says_so_when_it_is_opened_and_is_shown_broken_then(root):
    with (root / "orders" / "r7.yml").open("a") as file:
        file.write("docs: [\n")
    store = Store(root)
    with pytest.raises(UnreadableFile, match=r"r7\.yml, line 1[0-9]"):
        print(store.collection.find("orders/r7.yml").request)
    assert isinstance(store.refresh().find("orders/r7.yml"), BrokenItem)
    with pytest.raises(UnreadableFile):
        store.save("orders/r7.yml", Request("Mine"))
    assert (root / "orders" / "r7.yml").read_text().endswith("docs: [\n")


def test_a_check_shows_files_broken_that_nobody_opened(root):
    shelf = Shelf(root)
    before = shelf.picture()
    shelf.mark({"orders/r7.yml": BrokenItem("orders/r7.yml", "r7", "Not YAML.", 9)}, shelf.unchecked())
    assert shelf.unchecked() == {}
    assert item(shelf) == BrokenItem("orders/r7.yml", "r7", "Not YAML.", 9)
    assert shelf.picture() != before


def test_a_file_that_was_mended_while_it_was_checked_is_not_shown_broken(root):
    shelf = Shelf(root)
    unchecked = shelf.unchecked()
    for path in (root / "orders").glob("r*.yml"):
        path.write_text(path.read_text().replace("{}", "[1]"))
    shelf.refresh()
    shelf.mark({"orders/r7.yml": BrokenItem("orders/r7.yml", "r7", "Not YAML.", 9)}, unchecked)
    assert isinstance(item(shelf), RequestItem)
    assert len(shelf.unchecked()) == COUNT


def test_a_request_that_is_open_follows_its_file_even_when_thousands_change(root):
    shelf = Shelf(root)
    before = item(shelf)
    assert before.request.body == TextBody("json", "{}")
    for path in (root / "orders").glob("r*.yml"):
        path.write_text(path.read_text().replace("{}", "[1]"))
    shelf.refresh()
    assert len(shelf.unchecked()) == COUNT - 1
    assert item(shelf) != before
    assert item(shelf).request.body == TextBody("json", "[1]")


def test_the_picture_after_a_save_is_the_one_that_is_read_anew(root):
    store = Store(root)
    request = store.collection.find("orders/r7.yml").request
    store.save("orders/r7.yml", replace(request, name="A first", method="PUT"))
    store.add("orders", Request("New"))
    store.add("", Request("At the top"))
    assert store.collection == Store(root).collection


def test_a_head_that_is_out_of_date_does_not_save_over_the_change(root):
    store = Store(root)
    path = root / "orders" / "r7.yml"
    path.write_text(path.read_text().replace("http://h/7", "http://h/new"))
    with pytest.raises(Conflict):
        store.save("orders/r7.yml", Request("Mine"))
    assert store.refresh().find("orders/r7.yml").url == "http://h/new"


def test_a_head_compares_as_its_file_does(root):
    one, other = Shelf(root), Shelf(root)
    assert one.picture() == other.picture()
    assert isinstance(item(one), RequestItem)
    (root / "orders" / "r7.yml").write_text((root / "orders" / "r7.yml").read_text() + "docs: More.\n")
    other.refresh()
    assert one.picture() != other.picture()


def test_the_job_finds_what_is_broken_behind_heads(root):
    with (root / "orders" / "r7.yml").open("a") as file:
        file.write("docs: [\n")
    store = Store(root)
    unchecked = store.unchecked()
    broken = broken_items(find_broken(lambda _done: None, str(root), list(unchecked)))
    assert list(broken) == ["orders/r7.yml"]
    store.mark(broken, unchecked)
    assert isinstance(store.collection.find("orders/r7.yml"), BrokenItem)
    assert store.unchecked() == {}


def test_of_several_files_those_are_written_and_known_that_can_be(root):
    shelf = Shelf(root)
    content = shelf.content("orders/r7.yml").replace(b"method: GET", b"method: PUT")
    with pytest.raises(UnreadableFile, match="gone"):
        shelf.put_all({"nowhere/r1.yml": content, "orders/r7.yml": content})
    assert (root / "orders" / "r7.yml").read_bytes() == content
    assert item(shelf).digest == digest_of(content)
    assert shelf.picture() == Shelf(root).picture()
