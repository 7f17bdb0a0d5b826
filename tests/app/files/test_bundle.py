"""A collection in one file is shown whole, and nothing in it is changed."""

import pytest

from app.errors import AppError
from app.files.store import Store
from app.model.collection import BrokenItem, OtherItem, RequestItem
from app.model.request import Request

BUNDLE = """\
opencollection: 1.0.0
info:
  name: Bundled
config:
  environments:
    - name: Local
      variables:
        - {name: base, value: "http://h"}
items:
  - info: {name: Users, type: folder, seq: 2}
    request:
      headers:
        - {name: X-Team, value: a}
    items:
      - info: {name: List, type: http}
        http: {method: GET, url: "{{base}}/users"}
      - info: {name: List, type: http}
        http: {method: POST, url: "{{base}}/users"}
  - info: {name: Search, type: graphql, seq: 1}
    graphql: {url: x}
  - info: {name: Odd, type: http}
    http: {headers: none}
bundled: true
"""


@pytest.fixture
def store(tmp_path):
    (tmp_path / "opencollection.yml").write_text(BUNDLE)
    return Store(tmp_path)


def test_every_item_of_the_one_file_is_shown_and_can_be_sent(store):
    collection = store.collection
    shown = [(item.path, type(item)) for item in collection.items() if not hasattr(item, "children")]
    assert shown == [
        ("Search", OtherItem),
        ("Users/List", RequestItem),
        ("Users/List-2", RequestItem),
        ("Odd", BrokenItem),
    ]
    assert collection.find("Users/List-2").request.method == "POST"
    assert collection.find("Users").defaults.headers[0].name == "X-Team"
    assert collection.environment("Local").variables[0].value == "http://h"
    assert "bundled in one file" in collection.problems[0].problem


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.save("Users/List", Request("Mine")),
        lambda store: store.save("Users/List", Request("Mine"), force=True),
        lambda store: store.add("", Request("New")),
        lambda store: store.add_folder("", "New"),
        lambda store: store.add_environment("New"),
        lambda store: store.delete("Users/List"),
        lambda store: store.move("Users/List", ""),
        lambda store: store.rename("Users/List", "Mine"),
        lambda store: store.duplicate("Users/List"),
        lambda store: store.save_environment(store.collection.environments[0]),
    ],
)
def test_nothing_of_it_is_changed(store, change):
    with pytest.raises(AppError, match="bundled in one file"):
        change(store)
    assert [path.name for path in store.root.iterdir()] == ["opencollection.yml"]
    assert (store.root / "opencollection.yml").read_text() == BUNDLE
