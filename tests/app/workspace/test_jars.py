"""Cookie jars in files: one per collection and environment, for their owner only."""

import stat

import pytest

from app.workspace.jars import Jars

URL = "http://shop.test/"


@pytest.fixture
def jars(tmp_path):
    return Jars(tmp_path / "cookies")


def bake(jars, environment, cookie="taste=sweet; Max-Age=3600"):
    jars.get("shop", environment).store(URL, [cookie])
    jars.write("shop", environment)


def test_a_jar_is_found_again_in_its_file(jars, tmp_path):
    bake(jars, "Local")
    again = Jars(tmp_path / "cookies").get("shop", "Local")
    assert again.header_for(URL) == "taste=sweet"
    (file,) = (tmp_path / "cookies").rglob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_environments_do_not_share_cookies(jars):
    bake(jars, "Local")
    assert jars.get("shop", "Far").header_for(URL) is None
    assert jars.get("garden", "Local").header_for(URL) is None


def test_an_empty_jar_makes_no_file(jars, tmp_path):
    jars.get("shop", "Local")
    jars.write("shop", "Local")
    assert not (tmp_path / "cookies").exists()


@pytest.mark.parametrize("text", ["", "{", "[7]", '[{"name": 1}]', "\x00"])
def test_an_unreadable_jar_is_an_empty_one(jars, tmp_path, text):
    bake(jars, "Local")
    (file,) = (tmp_path / "cookies").rglob("*.json")
    file.write_text(text)
    assert Jars(tmp_path / "cookies").get("shop", "Local").header_for(URL) is None


def test_names_of_environments_stay_inside_the_folder(jars, tmp_path):
    for name in ("../../outside", "a/b", "..", "x" * 300, "na\0me"):
        bake(jars, name)
        assert Jars(tmp_path / "cookies").get("shop", name).header_for(URL) == "taste=sweet"
    assert all(place.is_relative_to(tmp_path / "cookies") for place in tmp_path.rglob("*.json"))


def test_a_folder_in_the_way_costs_the_file_only(tmp_path, caplog):
    (tmp_path / "cookies").write_text("in the way")
    jars = Jars(tmp_path / "cookies")
    bake(jars, "Local")
    assert jars.get("shop", "Local").header_for(URL) == "taste=sweet"
    assert "cannot be written" in caplog.text
