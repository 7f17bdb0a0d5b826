"""The context menu offers what can be done with what is under the pointer."""

from ui.sidebar.context_menu import groups


def texts(kind, count=1):
    return [entry.text for group in groups(kind, count) for entry in group]


def test_a_request_has_everything():
    assert texts("request") == [
        "Open",
        "Open in new tab",
        "New request here",
        "New folder",
        "Rename",
        "Duplicate",
        "Cut",
        "Copy",
        "Paste",
        "Copy as YAML",
        "Copy path",
        "Reveal in file manager",
        "Delete",
    ]


def test_a_broken_file_can_be_looked_at_and_deleted_but_not_edited():
    assert not {"Rename", "Duplicate"} & set(texts("broken"))


def test_several_rows_are_clipped_and_deleted_together():
    assert texts("request", 3) == ["Cut", "Copy", "Paste", "Delete 3 items"]


def test_the_empty_space_belongs_to_the_collection():
    assert texts(None) == [
        "New request here",
        "New folder",
        "Paste",
        "Settings of the collection…",
        "Copy path",
        "Reveal in file manager",
    ]


def test_a_folder_has_settings():
    assert "Settings…" in texts("folder")


def test_a_collection_can_be_closed_but_not_deleted():
    assert texts("collection")[-1] == "Close"
    assert not {"Delete", "Cut"} & set(texts("collection"))
