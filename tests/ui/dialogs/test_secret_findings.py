"""What stands in files is shown masked, can be opened, and is moved where it is ticked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ui.dialogs.secret_findings import PLACE, VALUE, FindingRow, SecretFindings
from ui.kit.field_table_model import CHECK_COLUMN

HEADER = FindingRow("orders/list.yml", 12, "Header Authorization", "Bear••••", "Bearer token", 0)
TOKEN = FindingRow("hello.yml", 7, "Token", "ghp_••••", "GitHub token", 1)


@pytest.fixture
def sheet(qtbot):
    sheet = SecretFindings(["Local", "Staging"], "Local")
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    sheet.opened, sheet.moved, sheet.asked = [], [], []
    sheet.reveal_wanted.connect(sheet.asked.append)
    sheet.open_wanted.connect(sheet.opened.append)
    sheet.move_wanted.connect(lambda *values: sheet.moved.append(values))
    return sheet


def cell(sheet, row, column):
    return sheet.table.rows.index(row, column)


def press(sheet, qtbot, row, column, key=Qt.Key.Key_Return):
    sheet.table.setCurrentIndex(cell(sheet, row, column))
    qtbot.keyClick(sheet.table, key)


def test_it_counts_while_it_looks_and_then_says_what_it_found(sheet):
    sheet.show_progress(0.12)
    assert sheet.sentence.text() == "Looking through the files… 12%"
    assert not sheet.move_button.isEnabled()
    sheet.show_findings([HEADER, TOKEN])
    assert sheet.sentence.text() == "2 secrets in 2 files"
    assert cell(sheet, 0, PLACE).data() == "orders/list.yml:12"


def test_nothing_found_is_a_sentence(sheet):
    sheet.show_findings([])
    assert sheet.sentence.text() == "No secret found."


def test_enter_opens_the_request(sheet, qtbot):
    sheet.show_findings([HEADER, TOKEN])
    assert sheet.table.hasFocus()
    press(sheet, qtbot, 1, PLACE)
    assert sheet.opened == ["hello.yml"]


def test_a_value_is_seen_only_after_it_was_pressed(sheet, qtbot):
    sheet.show_findings([HEADER, TOKEN])
    assert cell(sheet, 0, VALUE).data() == "Bear••••"
    press(sheet, qtbot, 0, VALUE)
    assert sheet.asked == [0]
    sheet.show_value(0, "Bearer abc")
    assert cell(sheet, 0, VALUE).data() == "Bearer abc"
    assert "abc" not in repr(sheet.table.rows.rows())
    press(sheet, qtbot, 0, VALUE)
    assert cell(sheet, 0, VALUE).data() == "Bear••••"


def test_those_that_are_ticked_are_moved_into_the_chosen_environment(sheet, qtbot):
    sheet.show_findings([HEADER, TOKEN])
    press(sheet, qtbot, 0, CHECK_COLUMN, Qt.Key.Key_Space)
    sheet.environment.setCurrentText("Staging")
    assert sheet.move_button.text() == "Move 1 to the keyring"
    sheet.move_button.click()
    assert sheet.moved == [((1,), "Staging")]


def test_what_cannot_be_moved_says_so_and_stays(sheet):
    sheet.show_findings([replace(HEADER, advice="take it out by hand"), TOKEN])
    assert cell(sheet, 0, 4).data() == "Bearer token; take it out by hand"
    sheet.move_button.click()
    assert sheet.moved == [((1,), "Local")]


def test_the_history_of_git_is_spoken_of(sheet):
    sheet.show_moved(1)
    assert "Moved 1 secret to the keyring." in sheet.bar.sentence()
    assert "git history still has" in sheet.bar.hint()
