"""The few exceptions that Sonde raises: each is one sentence for the user and a hint what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class AppError(Exception):
    """Something the user can mend.

    Args:
        sentence: what is wrong and where, one sentence.
        hint: what to do about it, one sentence or empty.
    """

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()


class InvalidRequest(AppError):
    """The request cannot be sent as it stands: a malformed URL, a missing file, an illegal header."""


class UnknownVariables(AppError):
    """Names in ``{{braces}}`` that cannot be replaced; listed before anything is sent.

    Args:
        names: those that no scope defines, or that refer to themselves.
        valueless: secret variables whose value the keyring does not hold.
    """

    def __init__(self, names: Sequence[str], valueless: Sequence[str] = ()) -> None:
        sentences, hints = [], []
        if names:
            sentences.append(f"Not defined: {', '.join(names)}.")
            hints.append("Define what is missing in the active environment, or switch to another one.")
        if valueless:
            sentences.append(
                f"Secret without a value in the keyring of this computer: {', '.join(valueless)}."
            )
            hints.append(
                "Type its value into the active environment; it goes to the keyring only. The command line "
                "takes it from --env-file or from SONDE_SECRET_ and its name in capitals, too."
            )
        super().__init__(" ".join(sentences), " ".join(hints))
        self.names = (*names, *valueless)
        self.valueless = tuple(valueless)
        self.undefined = tuple(name for name in self.names if " " not in name)


class OutsideFiles(AppError):
    """A request of a collection reads files that lie outside of it, and nobody allowed that yet.

    Args:
        files: their places, links followed.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        listed = ", ".join(map(str, files))
        super().__init__(
            f"Outside of the collection: {listed}.",
            "Nothing was sent. Copy what is needed into the collection's folder, or allow it to be read.",
        )
        self.files = tuple(files)


class UnreadableFile(AppError):
    """A file of the collection cannot be read or written; carries the place, line and column from 1."""

    def __init__(
        self, path: Path, sentence: str, hint: str = "", line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(sentence, hint)
        self.path = path
        self.line = line
        self.column = column


class Conflict(AppError):
    """A file on disk is no longer what was read; saving would overwrite somebody's change."""

    def __init__(self, path: Path, deleted: bool = False) -> None:
        what = "was deleted" if deleted else "was changed"
        super().__init__(
            f"{path.name} {what} outside Sonde since it was opened.", "Keep yours or take theirs."
        )
        self.path = path
        self.deleted = deleted


class KeyringUnavailable(AppError):
    """The OS keyring cannot be used now: none there, locked, or refused."""
