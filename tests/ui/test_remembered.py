"""What the next run finds again: tabs, edits and where everything was."""

from dataclasses import replace

from tests.ui.stage import until, write_collection


async def test_edits_come_back_even_where_tabs_are_not_wanted(stage, open_stage):
    stage.open("deep/inner.yml")
    stage.open("world.yml")
    stage.type_url("https://example.org/typed")
    kept = stage.window.kept_layout()
    await stage.close()
    after = open_stage(stage.root)
    after.services.settings = replace(after.services.settings, restore_tabs=False)
    after.window.remembered.restore(kept, "", fresh=False)
    assert after.titles() == ["Hello", "World"]
    assert after.page.draft.url == "https://example.org/typed"


async def test_tabs_come_back_in_their_order_with_the_one_that_was_in_front(stage, open_stage):
    stage.open("deep/inner.yml")
    stage.open("hello.yml")
    before = stage.titles()
    kept = stage.window.kept_layout()
    await stage.close()
    after = open_stage(stage.root, fresh=False, layout=kept)
    assert after.titles() == before
    assert after.page.key == "hello.yml"
    assert len(after.window.desk.pages) == 1


async def test_a_file_that_was_changed_meanwhile_is_merged(stage, open_stage):
    stage.type_url("https://example.org/typed")
    kept = stage.window.kept_layout()
    await stage.close()
    file = stage.root / "hello.yml"
    file.write_text(file.read_text().replace("method: GET", "method: PUT"))
    after = open_stage(stage.root, fresh=False, layout=kept)
    draft = after.page.draft
    assert (draft.method, draft.url) == ("PUT", "https://example.org/typed")
    assert not after.workspace.drafts["hello.yml"].torn


async def test_a_maximized_window_keeps_the_size_it_has_otherwise(stage):
    stage.window.resize(1100, 720)
    stage.window.showMaximized()
    await until(stage.window.isMaximized)
    kept = stage.window.kept_layout()
    assert kept.maximized
    assert (kept.width, kept.height) == (1100, 720)


async def begin_with_a_late_one(stage, open_stage, tmp_path):
    """A window after one with two collections, of which the one in front is still being read; gives it
    with the folder of that one and the layout that was kept."""
    other = write_collection(tmp_path / "other" / "garden")
    await stage.workspaces.open_large(other)
    stage.open("world.yml")
    stage.type_url("https://example.org/typed")
    kept = stage.window.kept_layout()
    await stage.close()
    return open_stage(stage.root, fresh=False, layout=kept, late=(other,)), other, kept


async def test_a_large_collection_comes_back_with_its_tabs_when_it_is_read(stage, open_stage, tmp_path):
    after, other, kept = await begin_with_a_late_one(stage, open_stage, tmp_path)
    assert after.titles() == ["Hello"]
    await after.workspaces.open_large(other)
    assert after.window.kept_layout().tabs == kept.tabs
    assert (after.workspace.root, after.page.key) == (other, "world.yml")
    assert after.page.draft.url == "https://example.org/typed"
    assert after.window.kept_layout().expanded == kept.expanded


async def test_who_works_elsewhere_when_a_large_collection_comes_back_stays_there(
    stage, open_stage, tmp_path
):
    after, other, _kept = await begin_with_a_late_one(stage, open_stage, tmp_path)
    after.open("deep/inner.yml")
    await after.workspaces.open_large(other)
    assert (after.workspace.root, after.page.key) == (after.root, "deep/inner.yml")
    assert set(after.titles()) >= {"Hello", "World", "Inner"}


async def test_a_window_that_ends_before_a_large_collection_is_read_forgets_nothing(
    stage, open_stage, tmp_path
):
    after, other, kept = await begin_with_a_late_one(stage, open_stage, tmp_path)
    now = after.window.kept_layout()
    assert set(now.collections) == set(kept.collections)
    assert set(now.tabs) == set(kept.tabs)
    after.window.remembered.give_up(other)
    assert after.window.kept_layout().collections == (str(after.root),)
