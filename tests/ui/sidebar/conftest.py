"""Collections to show, written as small trees of names."""

from pathlib import Path

import pytest

from app.model.collection import BrokenItem, Collection, Folder, OtherItem, RequestItem
from app.model.request import Request
from ui.sidebar.place import Place


def request(path, method="GET", url="", name=""):
    name = name or path.rpartition("/")[2].removesuffix(".yml")
    return RequestItem.of(path, Request(name=name, method=method, url=url or f"https://shop.test/{name}"))


def place(path=""):
    """A place in the collection that these tests show."""
    return Place("/shop", path)


def folder(path, *children, name=""):
    return Folder(path, name or path.rpartition("/")[2], tuple(children))


def collection(*children, **more):
    return Collection(Path("/shop"), "shop", "Shop API", tuple(children), **more)


def large(folders=100, requests=100):
    methods = ("GET", "POST", "PUT", "PATCH", "DELETE")
    return collection(
        *(
            folder(
                f"f{i}",
                *(
                    request(f"f{i}/r{j}.yml", methods[j % 5], name=f"Request {i}-{j}")
                    for j in range(requests)
                ),
            )
            for i in range(folders)
        )
    )


@pytest.fixture
def shop():
    return collection(
        folder(
            "catalogue",
            request("catalogue/list.yml"),
            request("catalogue/create.yml", "POST"),
            request("catalogue/remove.yml", "DELETE"),
        ),
        folder("orders", request("orders/search.yml"), folder("orders/old", request("orders/old/get.yml"))),
        OtherItem("feed.yml", "Live feed", "websocket"),
        BrokenItem("broken.yml", "broken", "This is not YAML.", 12),
    )
