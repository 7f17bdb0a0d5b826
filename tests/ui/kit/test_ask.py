import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget

from ui.kit.ask import TextQuestion, ask_path, ask_text, choose
from ui.kit.labels import Label

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


async def opened(window):
    """The dialog that a question just opened."""
    for _ in range(100):
        dialogs = [each for each in window.findChildren(QDialog) if each.isVisible()]
        if dialogs:
            return dialogs[0]
        await asyncio.sleep(0.005)
    raise AssertionError("No dialog opened.")


async def answer(window, question, act):
    """Ask, let ``act`` do to the dialog what a user would, and give the answer."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(question)
        act(await opened(window))
    return task.result()


def button(dialog, text):
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == text]
    return found


async def test_a_choice_is_the_index_of_its_button(window):
    question = choose(window, "Save the changes?", "They are lost otherwise.", ["Save", "Don't save"])
    assert await answer(window, question, lambda dialog: button(dialog, "Don't save").click()) == 1


async def test_enter_takes_the_default(qtbot, window):
    question = choose(window, "Save the changes?", "", ["Save", "Don't save"], default=1)
    assert await answer(window, question, lambda dialog: qtbot.keyClick(dialog, ENTER)) == 1


async def test_enter_does_no_more_than_escape_where_the_question_has_no_default(qtbot, window):
    question = choose(window, "Read a file outside?", "", ["Read"], default=None)
    assert await answer(window, question, lambda dialog: qtbot.keyClick(dialog, ENTER)) is None


@pytest.mark.parametrize("leave", ["escape", "cancel"])
async def test_escape_and_cancel_choose_nothing(qtbot, window, leave):
    question = choose(window, "Save the changes?", "", ["Save", "Cancel"])
    acts = {
        "escape": lambda dialog: qtbot.keyClick(dialog, ESCAPE),
        "cancel": lambda dialog: button(dialog, "Cancel").click(),
    }
    assert await answer(window, question, acts[leave]) is None


async def test_other_coroutines_go_on_while_a_question_is_open(window):
    ticks = []

    async def tick():
        for _ in range(3):
            await asyncio.sleep(0.001)
            ticks.append("tick")

    async with asyncio.TaskGroup() as group:
        question = group.create_task(choose(window, "Go on?", "", ["Yes"]))
        dialog = await opened(window)
        await tick()
        button(dialog, "Yes").click()
    assert (question.result(), len(ticks)) == (0, 3)


async def test_cancelling_the_task_closes_its_question(window):
    async with asyncio.TaskGroup() as group:
        task = group.create_task(choose(window, "Go on?", "", ["Yes"]))
        dialog = await opened(window)
        task.cancel()
        await asyncio.sleep(0.005)
    assert task.cancelled()
    assert dialog not in QApplication.topLevelWidgets()


async def test_a_window_that_goes_takes_its_question_along(qtbot):
    window = QWidget()
    window.show()
    question = choose(window, "Go on?", "", ["Yes"])
    assert await answer(window, question, lambda _dialog: window.deleteLater()) is None


async def test_a_line_of_text_is_answered(qtbot, window):
    def act(dialog):
        field = dialog.findChild(QLineEdit)
        assert field.selectedText() == "Orders"
        qtbot.keyClicks(field, "Baskets")
        qtbot.keyClick(field, ENTER)

    question = TextQuestion("Rename the folder to:", text="Orders", accept="Rename")
    assert await answer(window, ask_text(window, question), act) == "Baskets"


async def test_what_is_wrong_is_said_and_not_accepted(qtbot, window):
    def check(text):
        return "There is a folder of this name already." if text == "Orders" else ""

    def act(dialog):
        field = dialog.findChild(QLineEdit)
        assert not button(dialog, "Rename").isEnabled()
        assert "already" in " ".join(each.text() for each in dialog.findChildren(Label))
        qtbot.keyClick(field, ENTER)
        assert dialog.isVisible()
        qtbot.keyClicks(field, "Baskets")
        button(dialog, "Rename").click()

    question = TextQuestion("Rename the folder to:", text="Orders", accept="Rename", check=check)
    assert await answer(window, ask_text(window, question), act) == "Baskets"


async def test_a_secret_is_not_shown(qtbot, window):
    def act(dialog):
        assert dialog.findChild(QLineEdit).echoMode() == QLineEdit.EchoMode.Password
        qtbot.keyClick(dialog, ESCAPE)

    assert await answer(window, ask_text(window, TextQuestion("Passphrase:", secret=True)), act) is None


async def test_a_file_to_open_is_chosen(window, qt_file_dialogs, tmp_path):
    wanted = tmp_path / "petstore.yaml"
    wanted.write_text("openapi: 3.1.0", encoding="utf-8")

    def act(dialog):
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(wanted))
        dialog.accept()

    assert await answer(window, ask_path(window, "Import", "open", tmp_path), act) == wanted


async def test_a_file_to_save_is_suggested(window, qt_file_dialogs, tmp_path):
    suggestion = tmp_path / "body.json"

    def act(dialog):
        assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
        dialog.accept()

    assert await answer(window, ask_path(window, "Save body", "save", suggestion), act) == suggestion


async def test_escape_leaves_a_file_dialog_without_a_path(qtbot, window, qt_file_dialogs, tmp_path):
    question = ask_path(window, "Open folder", "folder", tmp_path)
    assert await answer(window, question, lambda dialog: qtbot.keyClick(dialog, ESCAPE)) is None
