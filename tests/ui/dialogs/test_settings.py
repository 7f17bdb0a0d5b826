"""The settings dialog is the table of settings: every field is there, works, and can be reset."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings import FIELDS, Settings
from ui.dialogs.settings import SettingsDialog


@pytest.fixture
def dialog(qtbot):
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    dialog.heard = []
    dialog.changed.connect(dialog.heard.append)
    dialog.show()
    return dialog


def control(dialog, name):
    dialog.list.select(dialog.rows[name].field.group)
    return dialog.rows[name].control


def test_every_setting_has_a_row_with_a_named_control(dialog):
    assert list(dialog.rows) == [field.name for field in FIELDS]


def test_a_choice_applies_at_once(dialog):
    QTest.keyClick(control(dialog, "theme").box, Qt.Key.Key_Down)
    assert dialog.heard == [Settings(theme="light")]


def test_a_switch_applies_at_once(dialog):
    QTest.keyClick(control(dialog, "follow_redirects").box, Qt.Key.Key_Space)
    assert dialog.heard == [Settings(follow_redirects=False)]


def test_a_number_counts_when_its_typing_ends_and_stays_in_its_limits(dialog):
    box = control(dialog, "text_size").box
    box.lineEdit().selectAll()
    QTest.keyClicks(box, "99")
    assert dialog.heard == []
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert all(11 <= heard.text_size <= 20 for heard in dialog.heard)
    box.setValue(16)
    assert dialog.heard[-1] == Settings(text_size=16)


def test_a_path_counts_when_its_typing_ends(dialog):
    line = control(dialog, "ca_file").line
    QTest.keyClicks(line, "/etc/ca.pem")
    assert dialog.heard == []
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.heard == [Settings(ca_file="/etc/ca.pem")]


def test_lines_become_a_tuple_without_the_blank_ones(dialog):
    edit = control(dialog, "unverified_hosts").edit
    QTest.keyClicks(edit, "a.test\r\rb.test")
    assert dialog.heard[-1] == Settings(unverified_hosts=("a.test", "b.test"))
    assert edit.toPlainText() == "a.test\n\nb.test"


def test_only_what_differs_from_the_default_can_be_reset(dialog):
    row = dialog.rows["theme"]
    assert not row.reset.isVisible()
    QTest.keyClick(row.control.box, Qt.Key.Key_Down)
    assert row.reset.toolTip() == "Reset to As the system"
    row.reset.click()
    assert dialog.heard[-1] == Settings()
    assert row.control.box.currentText() == "As the system"


def test_changes_from_elsewhere_are_shown_and_not_reported(dialog):
    changed = Settings(theme="dark", text_size=15, verify=False, ca_file="x", unverified_hosts=("a",))
    dialog.show_settings(changed)
    assert dialog.heard == []
    control(dialog, "playground").box.click()
    assert dialog.heard == [replace(changed, playground=False)]
