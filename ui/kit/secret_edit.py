"""A field for a password or token: what is typed goes to the keyring, the file holds only its name."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)

from app.template.scan import scan
from ui.kit.button import TALL, IconButton
from ui.kit.icons import icon
from ui.kit.secret_edit_chip import SecretChip
from ui.kit.secret_offer import KEYS, WORDS
from ui.kit.variable_edit import VariableEdit
from ui.kit.variables import NO_VARIABLES, Variables

_DOTS: Final = QLineEdit.EchoMode.Password
_PLAIN: Final = QLineEdit.EchoMode.Normal
_KEY_PRESS: Final = QEvent.Type.KeyPress
_FOCUS_OUT: Final = QEvent.Type.FocusOut
_STAYING: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_LEADING: Final = QLineEdit.ActionPosition.LeadingPosition
_EXPANDING: Final = QSizePolicy.Policy.Expanding
_FIXED: Final = QSizePolicy.Policy.Fixed
_IN_FILE: Final = "Kept as plain text in the file"
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SecretState(Enum):
    """What the field holds, which decides what it looks like."""

    TYPING = auto()  # nothing yet, or a secret on its way to the keyring
    REFERENCE = auto()  # the name of a secret variable
    TEMPLATE = auto()  # text with other {{names}} in it
    IN_FILE = auto()  # a literal that the user wants in the file


class SecretEdit(QWidget):
    """Edits one secret value of a request.

    Signals:
        changed: the text that the request is to hold; never a typed secret, unless the user asked for that.
        secret_entered: a literal that is to go to the keyring.
        plain_wanted: the user wants plain text in the file: the secret of a reference, or what is typed.
    """

    changed = Signal(str)
    secret_entered = Signal(str)
    plain_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._value = ""
        self._keeps_plain = False  # The user asked for a literal in the file.
        self._replacing = False  # A new value is typed over a reference.
        self._typing = False
        self._told = False  # The literal in the field was handed over.
        self._variables = NO_VARIABLES
        self.edit = VariableEdit(name, "Typed secrets go to the keyring", self)
        self._unlocked = QAction(icon("unlock", "amber"), _IN_FILE, self)
        self.offer = self.edit.offer_secret(self._move_to_keyring)
        self.chip = SecretChip(name, self)
        self.eye = IconButton("eye", f"Show {name.lower()} while held", parent=self)
        self.more = IconButton("more", f"{name}: more", "What to do with this secret", parent=self)
        for part in (self.edit, self.eye, self.more):
            part.installEventFilter(self)
        self._lay_out()
        self.edit.textEdited.connect(self._take)
        self.chip.clicked.connect(self._open_menu)
        self.more.clicked.connect(self._open_menu)
        self.eye.pressed.connect(lambda: self._reveal(True))
        self.eye.released.connect(lambda: self._reveal(False))
        self._paint_state()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.edit)
        self._stack.addWidget(self.chip)
        row.addLayout(self._stack, 1)
        row.addWidget(self.eye)
        row.addWidget(self.more)
        self.edit.set_height(TALL)
        self.setSizePolicy(_EXPANDING, _FIXED)
        self.setFocusProxy(self.edit)

    def show_value(self, value: str) -> None:
        """Show the text that the request holds. A literal is one that is kept in the file.

        What is being typed and not yet told survives being shown the same value again.
        """
        text = self.edit.text()
        if value == self._value and (text == value or not self._told):
            return
        self._value = value
        self._replacing = self._typing = self._told = False
        self._keeps_plain = bool(value) and not scan(value)
        self.edit.show_text(value)
        self._paint_state()

    def show_variables(self, variables: Variables) -> None:
        """The names that are known from now on."""
        self._variables = variables
        self.edit.show_variables(variables)
        self._paint_state()

    @property
    def state(self) -> SecretState:
        """What the field holds now."""
        text = self.edit.text()
        if self._secret_name() and not self._replacing:
            return SecretState.REFERENCE
        if scan(text):
            return SecretState.TEMPLATE
        return SecretState.IN_FILE if self._keeps_plain else SecretState.TYPING

    def commit(self) -> None:
        """Hand over what was typed and not yet told."""
        text = self.edit.text()
        self._typing = False
        if self.state is SecretState.TYPING and text:
            if not self._told:
                self._told = True
                self.secret_entered.emit(text)
        elif self._replacing and scan(text):
            self._replacing = False
            self._take(text)
        elif self._replacing:
            self._keep_reference()
        self._paint_state()

    def menu(self) -> QMenu:
        """What can be done with the secret in its present state."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        match self.state:
            case SecretState.REFERENCE:
                menu.addAction("Replace value…", self._replace)
                menu.addAction("Use plain text in the file…", self.plain_wanted.emit)
            case SecretState.IN_FILE:
                menu.addAction(f"{WORDS}\t{KEYS}", self._move_to_keyring)
            case SecretState.TYPING:
                menu.addAction("Keep as plain text in the file", self._keep_plain)
            case SecretState.TEMPLATE:
                pass
        clear = menu.addAction("Clear", self._clear)
        clear.setEnabled(bool(self._value or self.edit.text()))
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == _FOCUS_OUT and isinstance(event, QFocusEvent):
            if event.reason() not in _STAYING and not self._holds_focus():
                self.commit()
        elif event.type() == _KEY_PRESS and isinstance(event, QKeyEvent) and watched is self.edit:
            if Qt.Key(event.key()) in _ENTER:
                self.commit()
            elif event.key() == Qt.Key.Key_Escape and self._replacing:
                self._keep_reference()
                return True
        return super().eventFilter(watched, event)

    def _holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _take(self, text: str) -> None:
        """Pass on what may stand in the file at once; a literal waits until it is complete."""
        self._typing, self._told = True, False
        if (scan(text) or not text or self._keeps_plain) and not self._replacing:
            self._value = text
            self.changed.emit(text)
        self._paint_state()

    def _secret_name(self) -> str:
        """The variable's name if the value is a reference to a secret and nothing else."""
        found = scan(self._value)
        if len(found) != 1 or found[0].end - found[0].start != len(self._value):
            return ""
        variable = self._variables.look_up(found[0].name)
        return found[0].name if variable is not None and variable.secret else ""

    def _paint_state(self) -> None:
        state = self.state
        # While its name is being typed a reference stays a text field, or the keys would go astray.
        is_chip = state is SecretState.REFERENCE and not self._typing
        self._show_chip(is_chip)
        hidden = state is SecretState.TYPING and "{{" not in self.edit.text()
        self._show_echo(_DOTS if hidden else _PLAIN)
        self._show_warning(state is SecretState.IN_FILE)
        self.offer.show(state is SecretState.IN_FILE and bool(self.edit.text()))
        self.eye.setEnabled(bool(self.edit.text()) and (hidden or is_chip))

    def _show_chip(self, shown: bool) -> None:
        wanted: QWidget = self.chip if shown else self.edit
        had_focus = self.edit.hasFocus() or self.chip.hasFocus()
        if shown:
            self.chip.show_name(self._secret_name())
        if self._stack.currentWidget() is not wanted:
            self._stack.setCurrentWidget(wanted)
            self.setFocusProxy(wanted)
            if had_focus:
                wanted.setFocus()

    def _show_echo(self, mode: QLineEdit.EchoMode) -> None:
        if self.edit.echoMode() != mode:
            self.edit.setEchoMode(mode)

    def _show_warning(self, shown: bool) -> None:
        if bool(self.edit.property("warning")) == shown:
            return
        self.edit.setProperty("warning", shown)
        # A style sheet looks at properties only when it is asked to.
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
        self.edit.setToolTip(_IN_FILE if shown else "")
        if shown:
            self.edit.addAction(self._unlocked, _LEADING)
        else:
            self.edit.removeAction(self._unlocked)

    def _reveal(self, shown: bool) -> None:
        if self.state is SecretState.REFERENCE:
            found = self._variables.look_up(self._secret_name())
            value = found.value if found is not None else None
            self.chip.reveal((value or "not on this computer yet") if shown else None)
        else:
            self._show_echo(_PLAIN if shown else _DOTS)

    def _open_menu(self) -> None:
        self.menu().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _replace(self) -> None:
        self._replacing = True
        self._keeps_plain = False
        self.edit.clear()
        self._paint_state()
        self.edit.setFocus()

    def _keep_reference(self) -> None:
        """The secret that was there stays."""
        self._replacing = self._typing = self._told = False
        self.edit.show_text(self._value)
        self._paint_state()

    def _keep_plain(self) -> None:
        self._keeps_plain, self._replacing = True, False
        self._take(self.edit.text())
        self.plain_wanted.emit()
        self.edit.setFocus()

    def _move_to_keyring(self) -> None:
        self._keeps_plain = False
        self.commit()

    def _clear(self) -> None:
        self._keeps_plain = self._replacing = self._told = False
        self._value = ""
        self.edit.clear()
        self.changed.emit("")
        self._paint_state()
