"""The filter finds by name, method and URL, and keeps the way to what it finds."""

import pytest

from tests.ui.sidebar.conftest import collection, folder, large, request
from ui.sidebar.narrow import narrow


def paths(value):
    return [item.path for item in value.items()]


@pytest.mark.parametrize("text", ["create", "CREATE", "post", "shop.test/create", "post create", "cre  ate"])
def test_name_method_and_url_match_in_any_case(shop, text):
    assert paths(narrow(shop, text)) == ["catalogue", "catalogue/create.yml"]


def test_the_folders_above_a_match_stay(shop):
    assert paths(narrow(shop, "/get")) == ["orders", "orders/old", "orders/old/get.yml"]


def test_a_folder_that_matches_keeps_all_it_holds(shop):
    assert paths(narrow(shop, "catalogue")) == paths(collection(shop.children[0]))


def test_no_text_is_no_filter(shop):
    assert narrow(shop, "  ") is shop


def test_a_miss_leaves_nothing(shop):
    assert paths(narrow(shop, "nowhere")) == []


def test_letters_beyond_ascii_match_by_case_folding():
    value = collection(folder("a", request("a/x.yml", name="Straße")))
    assert paths(narrow(value, "STRASSE")) == ["a", "a/x.yml"]


def test_ten_thousand_requests_are_narrowed():
    found = narrow(large(), "7-77")
    assert paths(found)[:2] == ["f7", "f7/r77.yml"]
