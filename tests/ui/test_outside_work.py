"""The window follows its folders by itself: single saves, folders, branches, and the folder's end."""

import shutil
import subprocess

from app.files.document import REQUEST, fresh
from app.model.request import Request
from tests.ui.stage import HELLO, until

MINE = "https://example.org/mine"


def git(root, *words):
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.hooksPath=/dev/null", *words]
    subprocess.run(command, cwd=root, check=True, capture_output=True)


async def test_a_file_that_appears_is_shown_without_anybody_asking(stage):
    (stage.root / "fresh").mkdir()
    await until(lambda: stage.workspace.collection.find("fresh"))
    (stage.root / "fresh" / "late.yml").write_text(HELLO.replace("name: Hello", "name: Late"))
    await until(lambda: stage.workspace.collection.find("fresh/late.yml"))


async def test_a_file_in_front_that_is_written_in_place_is_followed(stage):
    with (stage.root / "hello.yml").open("w") as file:
        file.write(HELLO.replace("name: Hello", "name: Written"))
    await until(lambda: stage.titles() == ["Written"])


async def test_a_change_of_branch_is_one_new_picture_and_drafts_come_along(stage):
    git(stage.root, "init", "-q", "-b", "main")
    git(stage.root, "add", ".")
    git(stage.root, "commit", "-qm", "one")
    git(stage.root, "checkout", "-qb", "other")
    for number in range(400):
        (stage.root / "deep" / f"r{number}.yml").write_text(HELLO.replace("Hello", f"R{number}"))
    (stage.root / "hello.yml").write_text(HELLO.replace("method: GET", "method: PUT"))
    git(stage.root, "add", ".")
    git(stage.root, "commit", "-qm", "two")
    git(stage.root, "checkout", "-q", "main")
    await stage.look_again()
    stage.type_url(MINE)
    told = []
    stage.workspace.changed.connect(told.append)
    git(stage.root, "checkout", "-q", "other")
    await until(lambda: stage.workspace.collection.find("deep/r399.yml"))
    assert len(told) == 1
    assert (stage.page.draft.method, stage.page.draft.url) == ("PUT", MINE)
    await stage.rest()
    assert stage.workspace.store.unchecked() == {}


async def test_looks_go_on_while_a_large_collection_is_checked(stage):
    for number in range(400):
        (stage.root / "deep" / f"r{number}.yml").write_bytes(fresh(Request(f"R{number}"), REQUEST))
    stage.window.outside.look_again()
    await until(lambda: stage.window.tasks.running(f"check {id(stage.workspace)}"))
    await until(lambda: stage.workspace.store.unchecked())
    (stage.root / "deep" / "r0.yml").unlink()
    stage.window.outside.look_again()
    await until(lambda: stage.workspace.collection.find("deep/r0.yml") is None)
    assert stage.window.tasks.running(f"check {id(stage.workspace)}")
    await stage.rest()
    assert stage.workspace.store.unchecked() == {}


async def test_own_saves_are_no_news(stage):
    stage.type_url(MINE)
    stage.window.requests.save()
    await stage.rest()
    told = []
    stage.workspace.changed.connect(told.append)
    await stage.look_again()
    assert told == []


async def test_a_folder_that_vanishes_is_told_and_the_draft_stays(stage):
    stage.type_url(MINE)
    shutil.rmtree(stage.root)
    await until(lambda: "shop" in stage.window.messages.sentence())
    assert stage.page.draft.url == MINE
    assert stage.titles() == ["Hello"]
