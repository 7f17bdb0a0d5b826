"""Several open collections: which are there, which is current, and what they share."""

import pytest

from app import paths
from app.errors import UnreadableFile
from app.files.store import create_collection
from app.model.auth import BearerAuth
from app.model.request import Request
from app.workspace import Workspaces


@pytest.fixture
def workspaces(tmp_path):
    return Workspaces(paths.find(tmp_path / "home"))


@pytest.fixture
def roots(tmp_path):
    return [create_collection(tmp_path / name, name.title()).root for name in ("shop", "garden")]


def test_what_is_opened_last_is_current_and_the_others_stay(workspaces, roots):
    shop, garden = [workspaces.open(root) for root in roots]
    assert list(workspaces) == [shop, garden]
    assert workspaces.current is garden
    workspaces.switch(shop)
    assert workspaces.current is shop


def test_a_folder_is_opened_once(workspaces, roots, tmp_path):
    (tmp_path / "link").symlink_to(roots[0])
    assert workspaces.open(roots[0]) is workspaces.open(tmp_path / "link")
    assert len(workspaces) == 1


def test_with_nothing_open_requests_belong_to_no_collection(workspaces):
    assert workspaces.current is workspaces.loose
    assert workspaces.current.collection is None


def test_a_closed_collection_gives_way_to_another_one(workspaces, roots):
    shop, garden = [workspaces.open(root) for root in roots]
    heard = []
    workspaces.closed.connect(heard.append)
    workspaces.leave(garden)
    assert heard == [garden]
    assert workspaces.current is shop
    workspaces.leave(shop)
    assert workspaces.current is workspaces.loose


def test_each_keeps_drafts_of_its_own_in_one_journal(workspaces, roots):
    keys = []
    for root in roots:
        workspace = workspaces.open(root)
        keys.append(workspace.drafts.new(Request(url=f"http://{root.name}/")))
        workspaces.leave(workspace)
    for root, key in zip(roots, keys, strict=True):
        restored = workspaces.open(root).drafts.restore()
        assert {name: kept.request.url for name, kept in restored.items()} == {key: f"http://{root.name}/"}


def test_a_folder_that_cannot_be_opened_changes_nothing(workspaces, roots, tmp_path):
    shop = workspaces.open(roots[0])
    with pytest.raises(UnreadableFile):
        workspaces.open(tmp_path / "nowhere")
    assert (list(workspaces), workspaces.current) == ([shop], shop)


async def test_an_edit_with_a_secret_is_sealed_before_the_end(workspaces, roots, tmp_path):
    workspace = workspaces.open(roots[0])
    workspace.drafts.new(Request(auth=BearerAuth("canary")))
    await workspaces.close()
    (file,) = tmp_path.rglob("drafts/*/*.json")
    assert b"sealed" in file.read_bytes()
