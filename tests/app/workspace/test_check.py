"""A large collection is shown at once; what is broken in it shows as soon as a process looked."""

import pytest

from app import paths
from app.files.document import REQUEST, fresh
from app.files.store import create_collection
from app.model.collection import BrokenItem, RequestItem
from app.model.request import Request
from app.workspace import Workspaces
from app.workspace.check import check_behind


@pytest.fixture
def large(tmp_path):
    root = create_collection(tmp_path / "large", "Large").root
    for number in range(310):
        (root / f"r{number}.yml").write_bytes(fresh(Request(f"R {number}", url="http://h/"), REQUEST))
    with (root / "r7.yml").open("a") as file:
        file.write("docs: [\n")
    return root


async def test_a_broken_file_of_a_large_collection_is_shown_so_after_a_while(large, tmp_path):
    workspaces = Workspaces(paths.find(tmp_path / "home"))
    workspace = await workspaces.open_large(large)
    heard = []
    workspace.changed.connect(heard.append)
    assert isinstance(workspace.collection.find("r7.yml"), RequestItem)
    assert workspace.request_at("r7.yml") is None
    await check_behind(workspace)
    assert isinstance(heard[-1].find("r7.yml"), BrokenItem)
    await check_behind(workspace)
    assert len(heard) == 1
    await workspaces.close()
