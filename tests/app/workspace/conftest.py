"""A workspace over a small collection in real files."""

import pytest

from app import paths
from app.files.store import create_collection
from app.model.environment import Environment, Variable
from app.model.request import Request
from app.workspace import Workspaces


@pytest.fixture
def root(tmp_path, playground):
    store = create_collection(tmp_path / "shop", "Shop")
    made = store.add_environment("Local")
    store.save_environment(Environment("Local", made.path, (Variable("base", playground.http),)))
    for name in ("One", "Two"):
        store.add("", Request(name, url="{{base}}/anything"))
    store.add_folder("", "Deep")
    return store.root


@pytest.fixture
def open_workspace(tmp_path, root):
    """Open the collection in one more workspace; all share a home."""

    def open_one(secrets=None):
        return Workspaces(paths.find(tmp_path / "home"), secrets).open(root)

    return open_one


@pytest.fixture
def workspace(open_workspace):
    return open_workspace()


@pytest.fixture
def edit(workspace):
    """Open a request and give it another URL."""

    def edit_one(path, url):
        workspace.drafts.open(path, workspace.request_at(path))
        draft = workspace.drafts[path]
        workspace.drafts.edit(path, Request(**{**fields(draft.current), "url": url}))

    def fields(request):
        return {name: getattr(request, name) for name in Request.__dataclass_fields__}

    return edit_one
