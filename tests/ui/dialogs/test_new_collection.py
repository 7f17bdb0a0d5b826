"""A new collection gets a name and a folder that does not exist yet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from ui.dialogs.new_collection import NewCollectionDialog, folder_name


@pytest.fixture
def dialog(qtbot, tmp_path):
    dialog = NewCollectionDialog(tmp_path)
    qtbot.addWidget(dialog)
    dialog.heard = QSignalSpy(dialog.chosen)
    dialog.open()
    return dialog


def test_a_name_and_enter_make_a_collection(dialog, tmp_path):
    QTest.keyClicks(dialog.name, "Shop API")
    assert dialog.place.text() == f"Makes {tmp_path / 'Shop API'}"
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.heard.at(0) == [tmp_path / "Shop API", "Shop API"]


@pytest.mark.parametrize(("name", "result"), [("a/b: c?", "a-b- c"), ("..", ""), ("  Ä  ", "Ä")])
def test_a_name_becomes_a_folder_name_on_any_system(name, result):
    assert folder_name(name) == result


def test_what_is_wrong_is_said_and_nothing_is_made(dialog, tmp_path):
    (tmp_path / "Shop").mkdir()
    QTest.keyClicks(dialog.name, "Shop")
    assert dialog.place.text().startswith(f"{tmp_path / 'Shop'} exists already")
    dialog.folder.setText(str(tmp_path / "nowhere"))
    assert dialog.place.text() == f"{tmp_path / 'nowhere'} is not a folder: choose one that exists."
    dialog.folder.setText("relative")
    assert dialog.place.text() == "Name the whole path of a folder, or browse for it."
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.heard.count() == 0
