"""A new request gets a name and a folder."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from tests.ui.sidebar.conftest import collection, folder, request
from ui.dialogs.save_request import SaveRequestDialog

SHOP = collection(folder("orders", folder("orders/old"), request("orders/a.yml")), folder("users"))
OTHER = replace(collection(folder("plants")), root=Path("/other"), name="Garden")


@pytest.fixture
def dialog(qtbot):
    dialog = SaveRequestDialog([SHOP, OTHER], "Untitled", ("/shop", "orders/old"))
    qtbot.addWidget(dialog)
    dialog.heard = QSignalSpy(dialog.chosen)
    dialog.open()
    return dialog


def test_typing_replaces_the_name_and_enter_saves(dialog):
    QTest.keyClicks(dialog.name, " Get one ")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.heard.at(0) == ["Get one", "/shop", "orders/old"]
    assert not dialog.isVisible()


def test_the_folder_is_chosen_by_the_arrow_keys(dialog):
    for _ in range(2):
        QTest.keyClick(dialog.folders, Qt.Key.Key_Up)
    dialog.save_button.click()
    assert dialog.heard.at(0) == ["Untitled", "/shop", ""]


def test_an_unknown_folder_is_the_collection_itself(dialog):
    dialog.folders.select("/other", "gone")
    assert dialog.folders.place() == ("/other", "")
    dialog.folders.select("/gone", "gone")
    assert dialog.folders.place() == ("/shop", "")


def test_without_a_name_it_cannot_be_saved(dialog):
    QTest.keyClick(dialog.name, Qt.Key.Key_Delete)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.heard.count() == 0
    assert dialog.isVisible()
