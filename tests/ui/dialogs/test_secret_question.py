"""Before plain secrets get into a file the user says where each belongs; nothing is decided by Cancel."""

import pytest
from PySide6.QtCore import Qt

from ui.dialogs.secret_question import PlainSecret, SecretQuestion
from ui.kit.field_table_model import CHECK_COLUMN

KEY = Qt.Key
HEADER = PlainSecret("Hello", "Header Authorization", "Bear••••")
QUERY = PlainSecret("Hello", "Query api_key", "••••")


@pytest.fixture
def ask(qtbot):
    """A question about these secrets, as it stands on the screen."""

    def open_one(*secrets):
        question = SecretQuestion(secrets, "Local")
        qtbot.addWidget(question)
        question.show()
        qtbot.waitExposed(question)
        return question

    return open_one


def test_enter_moves_the_only_one(ask, qtbot):
    question = ask(HEADER)
    assert question.windowTitle() == "Save a secret as plain text?"
    qtbot.keyClick(question.focusWidget(), KEY.Key_Return)
    assert question.result() == SecretQuestion.DialogCode.Accepted
    assert question.moved == {0}


def test_in_the_file_moves_none(ask):
    question = ask(HEADER, QUERY)
    question.file_button.click()
    assert question.result() == SecretQuestion.DialogCode.Accepted
    assert question.moved == frozenset()


def test_escape_decides_nothing(ask, qtbot):
    question = ask(HEADER)
    qtbot.keyClick(question, KEY.Key_Escape)
    assert question.result() == SecretQuestion.DialogCode.Rejected


def test_of_several_those_that_are_ticked_move(ask, qtbot):
    question = ask(HEADER, QUERY)
    assert question.windowTitle() == "Save 2 secrets as plain text?"
    question.table.setFocus()
    question.table.setCurrentIndex(question.table.rows.index(0, CHECK_COLUMN))
    qtbot.keyClick(question.table, KEY.Key_Space)
    question.move_button.click()
    assert question.moved == {1}


def test_with_none_ticked_nothing_can_be_moved(ask, qtbot):
    question = ask(HEADER, QUERY)
    for row in range(2):
        question.table.setCurrentIndex(question.table.rows.index(row, CHECK_COLUMN))
        qtbot.keyClick(question.table, KEY.Key_Space)
    assert not question.move_button.isEnabled()
    assert question.file_button.isEnabled()


def test_one_secret_has_no_check_box(ask):
    assert ask(HEADER).table.isColumnHidden(CHECK_COLUMN)
