"""Asks for the secrets that have no value on this computer, all at once; any can be left for later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.workspace.globals import TITLE
from app.workspace.vault import GLOBALS
from ui import theme
from ui.dialogs.sheet import Sheet, text_field
from ui.kit.button import IconButton
from ui.kit.labels import label

_HIGHEST: Final = 360  # pixels of the fields; more scroll
_HINT: Final = (
    "What you type goes to the keyring of this computer and never into a file. What you leave empty is not "
    "asked for again until Sonde is started anew."
)


@dataclass(frozen=True, slots=True)
class Missing:
    """A secret variable without a value here; ``description`` may say where to get one."""

    environment: str
    name: str
    description: str = ""

    @property
    def place(self) -> str:
        """What it is a variable of, in words."""
        return TITLE if self.environment == GLOBALS else self.environment


class SecretForm(Sheet):
    """Opened with ``open()``. After it was accepted ``typed`` has the values that were given.

    Args:
        missing: the secrets, grouped by environment.
        accept: the words of the filled button, such as "Save and send".
        first: the name that the keyboard goes to.
    """

    def __init__(
        self,
        missing: Sequence[Missing],
        accept: str = "Save",
        first: str = "",
        parent: QWidget | None = None,
    ) -> None:
        one = len(missing) == 1
        super().__init__(
            f"{'A secret has' if one else f'{len(missing)} secrets have'} no value on this computer",
            480,
            parent,
        )
        self.fields: dict[Missing, QLineEdit] = {}
        hint = label(_HINT, "muted", 12)
        hint.setWordWrap(True)
        self.column.addWidget(hint)
        self.column.addWidget(self._make_fields(missing))
        self.skip_button = self.add_button("Skip")
        self.accept_button = self.add_primary(accept)
        self.skip_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        for field in self.fields.values():
            field.textChanged.connect(lambda _text: self._follow())
        named = [field for each, field in self.fields.items() if each.name == first]
        (named or list(self.fields.values()))[0].setFocus()
        self._follow()

    @property
    def typed(self) -> dict[Missing, str]:
        """The values that were given; what is empty is left out."""
        return {each: field.text() for each, field in self.fields.items() if field.text()}

    def _make_fields(self, missing: Sequence[Missing]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        heading = ""
        for each in missing:
            if each.place != heading:
                heading = each.place
                column.addSpacing(4)
                column.addWidget(label(heading, "text", 12, theme.SEMIBOLD))
            column.addSpacing(4)
            words = label(each.name, "muted", 12, mono=True)
            column.addWidget(words)
            line = self._make_line(each)
            words.setBuddy(self.fields[each])
            column.addLayout(line)
            if each.description:
                about = label(each.description, "muted", 12)
                about.setWordWrap(True)
                column.addWidget(about)
        column.addStretch(1)
        return _scrolled(page)

    def _make_line(self, missing: Missing) -> QHBoxLayout:
        field = self.fields[missing] = text_field(f"Value of {missing.name} in {missing.place}")
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setFont(theme.mono_font())
        eye = IconButton("eye", f"Show {missing.name} while held", "Show while held")
        eye.pressed.connect(lambda: field.setEchoMode(QLineEdit.EchoMode.Normal))
        eye.released.connect(lambda: field.setEchoMode(QLineEdit.EchoMode.Password))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(field, 1)
        line.addWidget(eye)
        return line

    def _follow(self) -> None:
        self.accept_button.setEnabled(bool(self.typed))


def _scrolled(page: QWidget) -> QScrollArea:
    """A page that scrolls where it is higher than there is room."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.setMinimumHeight(min(page.sizeHint().height(), theme.scaled(_HIGHEST)))
    return area
