"""The dialog shows every definition of a variable, secrets as dots."""

import pytest
from PySide6.QtCore import Qt

from app.model.environment import Variable
from app.template.explain import explain
from app.template.scope import Layer, Scope
from ui.dialogs.explain import ExplainDialog

SCOPE = Scope(
    (
        Layer("environment B", (Variable("host", "b"), Variable("key", secret=True)), {"key": "canary"}),
        Layer("environment A", (Variable("host", "a"),), lines={"host": 4}),
    )
)


@pytest.fixture
def dialog(qtbot):
    dialog = ExplainDialog(lambda name: explain(name, SCOPE))
    qtbot.addWidget(dialog)
    dialog.show_names(["host", "key"], "host")
    dialog.show()
    return dialog


def shown(dialog):
    model = dialog.table.model()
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


def test_the_winner_stands_above_what_it_hides(dialog):
    assert dialog.sentence.text() == "host is “b”, from environment B."
    assert [row[:2] for row in shown(dialog)] == [["environment B", "b"], ["environment A", "a"]]
    assert shown(dialog)[1][3] == "Hidden by environment B, which comes first."


def test_another_variable_can_be_chosen_and_a_secret_is_dots(dialog):
    dialog.names.setCurrentText("key")
    assert dialog.sentence.text() == "key is a secret, from environment B."
    assert shown(dialog) == [["environment B", "••••••••", "", "This one is used."]]
    tips = [dialog.table.model().index(0, at).data(Qt.ItemDataRole.ToolTipRole) for at in range(4)]
    assert "canary" not in str(tips)


def test_an_unknown_one_is_said(qtbot, dialog):
    dialog.show_names(["host"], "nobody")
    assert dialog.sentence.text() == "nobody is not defined here."
    assert dialog.names.currentText() == "nobody"


def test_the_values_can_be_edited(dialog, qtbot):
    with qtbot.waitSignal(dialog.define_wanted) as heard:
        next(
            b for b in dialog.findChildren(type(dialog._buttons.itemAt(1).widget())) if "Edit" in b.text()
        ).click()
    assert heard.args == ["host"]
