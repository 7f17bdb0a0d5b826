"""Files that requests name go with them into another collection, and are never written over there."""

from pathlib import Path

import pytest

from app.files.companions import bring_along
from app.files.store import create_collection
from app.model.body import FileBody, MultipartBody, Part
from app.model.options import ClientCertificate, Options
from app.model.request import Request


@pytest.fixture
def collections(tmp_path):
    """Two collections; the first has a folder whose requests name files."""
    shop = create_collection(tmp_path / "shop", "Shop")
    shop.add_folder("", "Box")
    for name in ("bodies/a.json", "files/b.png", "tls/me.p12"):
        place = shop.root / name
        place.parent.mkdir()
        place.write_text(name)
    parts = MultipartBody((Part("p", files=("files/b.png", "/etc/hostname"), is_file=True),))
    options = Options(certificate=ClientCertificate("tls/me.p12"))
    shop.add("box", Request("a", body=FileBody("bodies/a.json")))
    shop.add("box", Request("b", body=parts, options=options))
    shop.add("box", Request("c", body=FileBody("{{folder}}/missing.bin")))
    return shop.root, create_collection(tmp_path / "garden", "Garden").root


def side_files(root):
    found = (place.relative_to(root).as_posix() for place in root.rglob("*") if place.is_file())
    return sorted(name for name in found if not name.endswith(".yml"))


def test_what_a_folder_names_is_copied_to_the_same_paths(collections):
    shop, garden = collections
    assert bring_along(shop, "box", garden) == ()
    assert side_files(garden) == ["bodies/a.json", "files/b.png", "tls/me.p12"]
    assert bring_along(shop, "box", garden) == ()


def test_another_file_at_the_same_path_is_told_and_stays(collections):
    shop, garden = collections
    (garden / "bodies").mkdir()
    (garden / "bodies" / "a.json").write_text("theirs")
    assert bring_along(shop, "box/a.yml", garden) == ("bodies/a.json",)
    assert (garden / "bodies" / "a.json").read_text() == "theirs"
    assert side_files(garden) == ["bodies/a.json"]


def test_a_path_out_of_the_collection_is_told_and_nothing_is_read_there(collections):
    shop, garden = collections
    (shop.parent / "outside.txt").write_text("not ours")
    file = shop / "box" / "a.yml"
    file.write_text(file.read_text().replace("bodies/a.json", "../outside.txt"))
    assert bring_along(shop, "box/a.yml", garden) == ("../outside.txt",)
    assert side_files(garden) == []
    assert not Path(garden.parent / "garden" / "outside.txt").exists()
