"""Tabs of two collections are told apart, also when their requests have the same path."""

from app import paths
from app.workspace import Workspaces
from app.workspace.drafts import NEW
from ui.tab import Tab


def test_the_same_path_in_two_collections_is_two_tabs(tmp_path):
    workspaces = Workspaces(paths.find(tmp_path))
    one = workspaces.create(tmp_path / "one", "One")
    two = workspaces.create(tmp_path / "two", "Two")
    assert Tab(one, "a.yml") == Tab(one, "a.yml")
    assert Tab(one, "a.yml") != Tab(two, "a.yml")


def test_a_request_without_a_file_is_new(tmp_path):
    workspace = Workspaces(paths.find(tmp_path)).loose
    assert Tab(workspace, f"{NEW}1").is_new
    assert not Tab(workspace, "a.yml").is_new
