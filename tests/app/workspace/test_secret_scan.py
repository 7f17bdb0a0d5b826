"""Secrets in files are moved to the keyring: the files keep names and everything else that stood in them."""

import difflib
from dataclasses import replace

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from app.errors import AppError, Conflict
from app.files.secrets import Secrets
from app.workspace.secret_scan import in_git, move_secrets, scan_secrets, value_of
from app.workspace.secret_search import search_collection
from tests.app.files.ring import Ring

TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
REQUEST = f"""\
# A comment above.
info:
  name: Both
  type: http

http:
  method: GET
  url: "https://me:pw-1@h/?api_key=k-1&page=2"  # the url
  params:
    - name: api_key
      value: 'k-1'
      type: query
  headers:
    - name: Authorization
      value: Bearer {TOKEN}
  auth:
    type: basic
    username: ada
    password: pw-2  # hers
docs: |-
  Use {TOKEN} or k-2, whatever.
  The rest stays.
"""
LOCAL = f"""\
name: Local
variables:
  - name: base
    value: http://h
  # The one for tests.
  - name: github
    value: {TOKEN}
    description: of the team
"""


def look(root):
    """The findings, without a process of its own."""
    return tuple(search_collection(root))


@pytest.fixture
def workspace(files, open_workspace):
    """The collection is open, with a keyring that is quicker than the system's."""
    return open_workspace(Secrets(Ring()))


@pytest.fixture
def files(root):
    (root / "both.yml").write_text(REQUEST)
    (root / "environments" / "Local.yml").write_text(LOCAL)
    return root


def changed(before, after):
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


async def test_a_name_takes_the_place_of_each_secret_and_nothing_else_changes(files, workspace):
    names = await move_secrets(workspace, await scan_secrets(files), "Local")
    assert names == ("github", "login_password", "api_key", "password")
    assert changed(REQUEST, (files / "both.yml").read_text()) == [
        '-  url: "https://me:pw-1@h/?api_key=k-1&page=2"  # the url',
        '+  url: "https://me:{{login_password}}@h/?api_key={{api_key}}&page=2"  # the url',
        "-      value: 'k-1'",
        "+      value: '{{api_key}}'",
        f"-      value: Bearer {TOKEN}",
        "+      value: Bearer {{github}}",
        "-    password: pw-2  # hers",
        '+    password: "{{password}}"  # hers',
        f"-  Use {TOKEN} or k-2, whatever.",
        "+  Use {{github}} or k-2, whatever.",
    ]
    assert changed(LOCAL, (files / "environments" / "Local.yml").read_text()) == [
        f"-    value: {TOKEN}",
        "+    secret: true",
        "+  - secret: true",
        "+    name: login_password",
        "+  - secret: true",
        "+    name: api_key",
        "+  - secret: true",
        "+    name: password",
    ]
    assert look(files) == ()


async def test_what_was_moved_goes_out_as_before(files, open_workspace):
    workspace = open_workspace()
    before = await workspace.resolve(workspace.request_at("both.yml"), "both.yml")
    await move_secrets(workspace, look(files), "Local")
    after = await workspace.resolve(workspace.request_at("both.yml"), "both.yml")
    assert (after.url, after.auth, after.headers) == (before.url, before.auth, before.headers)
    assert set(after.secrets) == {"pw-1", "k-1", TOKEN, "pw-2"}


async def test_a_value_that_the_environment_has_already_gets_no_second_name(files, workspace):
    for _ in range(2):
        await move_secrets(workspace, look(files), "Local")
        (files / "both.yml").write_text(REQUEST)
        workspace.refresh()
    names = [variable.name for variable in workspace.collection.environment("Local").variables]
    assert names == ["base", "github", "login_password", "api_key", "password"]


async def test_without_a_keyring_nothing_is_moved(files, open_workspace):
    workspace = open_workspace(Secrets(NoKeyring()))
    with pytest.raises(AppError, match="Nothing was moved"):
        await move_secrets(workspace, look(files), "Local")
    assert (files / "both.yml").read_text() == REQUEST
    assert (files / "environments" / "Local.yml").read_text() == LOCAL


async def test_a_file_that_changed_meanwhile_is_left_alone(files, workspace):
    (finding, *_) = [each for each in look(files) if each.rule == "login in a URL"]
    assert value_of(files, finding) == "pw-1"
    (files / "both.yml").write_text(REQUEST.replace("pw-1", "pw-9"))
    with pytest.raises(Conflict):
        value_of(files, finding)
    with pytest.raises(Conflict):
        await move_secrets(workspace, [finding], "Local")
    (files / "both.yml").unlink()
    with pytest.raises(Conflict, match="deleted"):
        value_of(files, finding)


async def test_a_variable_of_a_folder_does_not_stand_for_itself(files, open_workspace):
    (files / "opencollection.yml").write_text(
        'opencollection: "1.0.0"\nrequest:\n  variables:\n    - name: token\n      value: abc\n'
    )
    workspace = open_workspace(Secrets(Ring()))
    findings = [each for each in look(files) if each.path == "opencollection.yml"]
    assert await move_secrets(workspace, findings, "Local") == ("token_secret",)
    scope = workspace.scope("both.yml")
    assert scope.look_up("token").value == "{{token_secret}}"


async def test_an_unknown_environment_is_told_before_anything_is_read(files, workspace):
    with pytest.raises(AppError, match="no environment Far"):
        await move_secrets(workspace, look(files), "Far")


async def test_findings_that_cannot_be_moved_are_passed_over(files, workspace):
    (finding, *_) = look(files)
    assert await move_secrets(workspace, [replace(finding, place=())], "Local") == ()


def test_a_folder_below_a_repository_is_under_version_control(tmp_path):
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "shop").mkdir()
    assert in_git(tmp_path / "repository" / "shop")
    assert not in_git(tmp_path)


async def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(AppError, match="The files of none could not be searched"):
        await scan_secrets(tmp_path / "none")
