"""The layout file: what is written is read again, and nothing unreadable stops the window."""

import pytest

from ui.kept_page import KeptPage
from ui.layout import Layout, read, write

FULL = Layout(
    width=1000,
    height=700,
    sidebar=300,
    sidebar_shown=False,
    collections=("/shop", "/other"),
    environments=(("/shop", "Local"), ("/other", "")),
    tabs=(("/shop", "a.yml"), ("/other", "new:1")),
    current=1,
    expanded=(("/shop", "deep"), ("/other", "x")),
    recent=("/shop", "/other"),
    filters=(("jq", ".a"), ("jsonpath", "$.a")),
    maximized=True,
    pages=(KeptPage("/shop", "a.yml", response=7, url=3), KeptPage("/other", "new:1")),
    tree_scroll=4,
)


def test_what_is_written_is_read_again(tmp_path):
    place = tmp_path / "data" / "layout.json"
    write(place, FULL)
    assert read(place) == FULL


def test_what_belongs_to_one_collection_is_told_from_the_rest():
    assert FULL.of(FULL.expanded, "/shop") == ("deep",)
    assert FULL.current_tab() == ("/other", "new:1")


def test_the_environment_of_a_collection_is_found_by_its_folder():
    assert FULL.environment_of("/shop") == "Local"
    assert FULL.environment_of("/nowhere") == ""


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"width": "wide", "tabs": 3}', "\x00"])
def test_an_unreadable_layout_is_the_default(tmp_path, text):
    place = tmp_path / "layout.json"
    place.write_text(text)
    assert read(place) == Layout()


@pytest.mark.parametrize(
    "text",
    [
        '{"environments": ["x"]}',
        '{"environments": [["a", "b", "c"]]}',
        '{"tabs": [1, null]}',
        '{"width": -5}',
    ],
)
def test_entries_of_a_wrong_shape_are_left_out(tmp_path, text):
    place = tmp_path / "layout.json"
    place.write_text(text)
    found = read(place)
    assert found.environment_of("/shop") == ""
    assert found.tabs == ()
    assert found.width > 0


def test_a_folder_that_cannot_be_written_costs_the_layout_only(tmp_path, caplog):
    (tmp_path / "data").write_text("a file where a folder should be")
    write(tmp_path / "data" / "layout.json", FULL)
    assert "cannot be written" in caplog.text
