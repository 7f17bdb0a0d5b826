"""A copy of a whole collection holds no secret as text that the user does not want there."""

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from ui.dialogs.secret_question import SecretQuestion

CANARY = "canary-77aa-plain-secret"
HEADER = f"  headers:\n    - name: X-Api-Key\n      value: {CANARY}\n"


@pytest.fixture
def asked(stage, tmp_path, qt_file_dialogs):
    """Write a secret into a file, save the collection elsewhere, and give the question and the folder."""

    async def save_as():
        file = stage.root / "hello.yml"
        file.write_text(file.read_text() + HEADER)
        await stage.look_again()
        stage.window.actions_table["collection.save_as"].trigger()
        dialog = await stage.dialog(QFileDialog)
        dialog.findChild(QLineEdit).setText(str(tmp_path / "copy"))
        dialog.accept()
        return await stage.dialog(SecretQuestion), tmp_path / "copy"

    return save_as


async def test_a_secret_in_a_file_goes_to_the_keyring_in_the_copy_alone(stage, asked):
    source = stage.root
    question, copy = await asked()
    assert [(row.item, CANARY in row.masked) for row in question.table.rows.rows()] == [("hello.yml", False)]
    question.move_button.click()
    await stage.rest()
    assert stage.workspace.root == copy
    text = (copy / "hello.yml").read_text()
    assert CANARY not in text
    (name,) = [each for each in stage.workspace.collection.environment("Local").variables if each.secret]
    assert f"{{{{{name.name}}}}}" in text
    assert await stage.workspace.vault.get("Local", name.name) == CANARY
    assert CANARY in (source / "hello.yml").read_text()


async def test_a_secret_may_stay_in_the_files_of_the_copy(stage, asked):
    question, copy = await asked()
    question.file_button.click()
    await stage.rest()
    assert CANARY in (copy / "hello.yml").read_text()


async def test_with_cancel_nothing_is_copied(stage, asked):
    source = stage.root
    question, copy = await asked()
    question.reject()
    await stage.rest()
    assert not copy.exists()
    assert stage.workspace.root == source
