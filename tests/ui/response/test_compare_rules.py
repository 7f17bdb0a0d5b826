"""What shall not count as a difference."""

import pytest
from PySide6.QtCore import Qt

from app.diff.rules import DiffRules
from ui.response.compare_rules import RulesPanel, changed_fields


@pytest.fixture
def panel(qtbot):
    made = RulesPanel()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_typed_path_is_ignored_from_then_on(panel, qtbot):
    qtbot.keyClicks(panel.path, "$..at")
    with qtbot.waitSignal(panel.rules_changed) as changed:
        qtbot.keyClick(panel.path, Qt.Key.Key_Return)
    assert changed.args == [DiffRules(("$..at",))]
    assert panel.path.text() == ""


def test_what_is_no_path_is_told_and_stays_to_be_mended(panel, qtbot):
    qtbot.keyClicks(panel.path, "at")
    qtbot.keyClick(panel.path, Qt.Key.Key_Return)
    assert "does not begin with $" in panel.problem()
    assert panel.path.text() == "at"
    assert panel.rules() == DiffRules()


def test_an_ignored_path_is_taken_away_by_its_button(panel, qtbot):
    panel.show_rules(DiffRules(("$.a", "$.b")))
    with qtbot.waitSignal(panel.rules_changed) as changed:
        qtbot.keyClick(panel.remove_buttons()[0], Qt.Key.Key_Space)
    assert changed.args == [DiffRules(("$.b",))]


def test_a_switch_changes_its_rule(panel, qtbot):
    with qtbot.waitSignal(panel.rules_changed) as changed:
        qtbot.keyClick(panel.switches["ignore_order"], Qt.Key.Key_Space)
    assert changed.args == [DiffRules(ignore_order=True)]
    assert panel.order_key.isEnabled()


def test_rules_in_force_are_counted():
    assert changed_fields(DiffRules(("$.a", "$.b"), by_value=True)) == 3
    assert changed_fields(DiffRules()) == 0
