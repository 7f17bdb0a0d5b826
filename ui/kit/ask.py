"""Questions to the user as coroutines: a dialog opens, the loop goes on, and the answer is awaited.

A dialog must never be run with ``exec()``: a loop inside a coroutine stops every other coroutine for good.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import theme
from ui.kit.button import PlainButton, PrimaryButton
from ui.kit.labels import label

CANCEL: Final = "Cancel"

_LINE_HEIGHT: Final = 34
_WIDTH: Final = 400
_ACCEPTED: Final = QDialog.DialogCode.Accepted


@dataclass(slots=True)
class _Options:
    """Whether the desktop's own file dialogs are used; tests turn them off."""

    native_files: bool = True


_options = _Options()


def use_native_file_dialogs(native: bool) -> None:
    """Choose between the desktop's own file dialogs and Qt's, which tests can fill in."""
    _options.native_files = native


async def finished(dialog: QDialog) -> int:
    """Open a dialog and wait for its end; gives its result code, 0 where the window went away with it.

    Cancelling the task closes the dialog. Read what the dialog holds at once: Qt deletes it soon after.
    """
    future: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def settle(code: int = 0) -> None:
        if not future.done():
            future.set_result(code)

    dialog.finished.connect(settle)
    # A window that closes takes its dialogs along without a word.
    dialog.destroyed.connect(lambda: settle())
    dialog.open()
    try:
        return await future
    finally:
        if isValid(dialog):
            dialog.close()
            dialog.deleteLater()


class _Question(QDialog):
    """A sentence, a hint, room for a field, and a row of buttons at the right."""

    def __init__(self, parent: QWidget | None, sentence: str, hint: str) -> None:
        super().__init__(parent)
        self.chosen: int | None = None
        self.setWindowTitle("Sonde")
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(hint)
        self.setMinimumWidth(theme.scaled(_WIDTH))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 16)
        self._column.setSpacing(8)
        for text, token, weight in ((sentence, "text", theme.SEMIBOLD), (hint, "muted", theme.NORMAL)):
            words = label(text, token, 13, weight)
            words.setWordWrap(True)
            words.setVisible(bool(text))
            self._column.addWidget(words)

    def add_buttons(self, texts: Sequence[str], default: int | None) -> PlainButton | PrimaryButton:
        """Buttons for these texts and "Cancel"; gives the one that Enter presses: the default, which is
        filled, or "Cancel" without one."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 16, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        cancel = PlainButton(CANCEL, _LINE_HEIGHT)
        cancel.clicked.connect(self.reject)
        cancel.setDefault(default is None)
        made: dict[int | None, PlainButton | PrimaryButton] = {None: cancel}
        for index, text in enumerate(texts):
            if text == CANCEL:
                continue
            button = PrimaryButton(text) if index == default else PlainButton(text, _LINE_HEIGHT)
            button.setDefault(index == default)
            button.clicked.connect(lambda _checked=False, number=index: self._choose(number))
            made[index] = button
        # The default stands last, at the right, where the hand expects it.
        for _, button in sorted(made.items(), key=lambda each: each[0] == default):
            row.addWidget(button)
        self._column.addLayout(row)
        return made[default]

    def add_field(self, field: QLineEdit, problem: QWidget) -> None:
        """Put a field and the line below it that says what is wrong under the words."""
        self._column.addSpacing(8)
        self._column.addWidget(field)
        self._column.addWidget(problem)

    def _choose(self, index: int) -> None:
        self.chosen = index
        self.accept()


async def choose(
    parent: QWidget | None, sentence: str, hint: str, choices: Sequence[str], default: int | None = 0
) -> int | None:
    """Ask which of a few things to do.

    Args:
        parent: the window the question belongs to.
        sentence: the question.
        hint: what follows from the answers, or empty.
        choices: the words of the buttons; "Cancel" is always there and need not be named.
        default: the index of the choice that Enter takes; None where Enter must not do more than Escape.

    Returns: the index of the choice, or None for "Cancel" and Escape.
    """
    question = _Question(parent, sentence, hint)
    question.add_buttons(choices, default).setFocus()
    await finished(question)
    return question.chosen


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """A question that is answered with a line of text.

    ``check`` gets what is typed and says in a sentence what is wrong with it, or an empty text.
    """

    sentence: str
    hint: str = ""
    text: str = ""
    accept: str = "OK"
    secret: bool = False
    check: Callable[[str], str] = lambda _text: ""


async def ask_text(parent: QWidget | None, question: TextQuestion) -> str | None:
    """Ask for a line of text; None for "Cancel" and Escape. What is empty or wrong is not accepted."""
    dialog = _Question(parent, question.sentence, question.hint)
    field = _field(question)
    problem = label("", "red", 12)
    problem.setWordWrap(True)
    dialog.add_field(field, problem)
    accept = dialog.add_buttons([question.accept], 0)

    def judge(text: str) -> None:
        wrong = question.check(text) if text.strip() else ""
        problem.setText(wrong)
        accept.setEnabled(bool(text.strip()) and not wrong)

    field.textChanged.connect(judge)
    judge(question.text)
    field.setFocus()
    return field.text() if await finished(dialog) == _ACCEPTED else None


def _field(question: TextQuestion) -> QLineEdit:
    field = QLineEdit(question.text)
    field.setFixedHeight(theme.scaled(_LINE_HEIGHT))
    field.setAccessibleName(question.sentence)
    if question.secret:
        field.setEchoMode(QLineEdit.EchoMode.Password)
    field.selectAll()
    return field


async def ask_path(
    parent: QWidget | None,
    title: str,
    mode: Literal["open", "save", "folder"],
    start: Path | str = "",
    filters: str = "",
) -> Path | None:
    """Ask for a file or a folder.

    Args:
        parent: the window the question belongs to.
        title: what for, as the dialog's title.
        mode: an existing file, a file to write, or an existing folder.
        start: the folder to begin in, or the file to suggest.
        filters: Qt's name filters, like ``"OpenAPI (*.yaml *.json);;All files (*)"``.

    Returns: the path, or None for "Cancel" and Escape.
    """
    dialog = QFileDialog(parent, title, str(start), filters)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, not _options.native_files)
    modes = QFileDialog.FileMode
    dialog.setFileMode({"open": modes.ExistingFile, "save": modes.AnyFile, "folder": modes.Directory}[mode])
    if mode == "save":
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if Path(start).name and not Path(start).is_dir():
            dialog.selectFile(str(start))
    accepted = await finished(dialog) == _ACCEPTED
    return Path(dialog.selectedFiles()[0]) if accepted else None
