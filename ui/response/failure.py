"""Why no response came, painted where it would be: what failed, the raw reason, and a next step."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.model.exchange import Failure
from ui import theme
from ui.kit import paint
from ui.kit.button import PlainButton
from ui.kit.icons import paint_icon
from ui.kit.labels import Label, label
from ui.kit.notice import announce

AGAIN: Final = "again"
VARIABLES: Final = "variables"
SECRETS: Final = "secrets"
UNVERIFIED: Final = "unverified"

PHASE_WORDS: Final = {
    "prepare": "before anything was sent",
    "blocked": "while waiting for a free connection",
    "dns": "while looking up the host's name",
    "connect": "while opening the connection",
    "tls": "while agreeing on encryption",
    "send": "while sending the request",
    "wait": "while waiting for the response",
    "receive": "while receiving the response",
}
_ICONS: Final = {
    "secrets": "key",
    "dns": "globe",
    "connect": "plug",
    "proxy": "plug",
    "tls": "shield",
    "timeout": "clock",
    "file": "file",
    "cancelled": "stop",
}
_ICON: Final = 32
_WIDTH: Final = 560  # pixels of the column at most
_SELECTABLE: Final = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_FIXED: Final = QSizePolicy.Policy.Fixed


class FailureView(QScrollArea):
    """Paints a failure. ``hint_requested`` says which next step was chosen: one of the words above."""

    hint_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Failure")
        self._icon = _Icon()
        self._title = label("", "text", 16, theme.SEMIBOLD)
        self._phase = label("", "muted")
        self._detail = _Reason()
        self._hint = label("", "text")
        self.again = PlainButton("Send again", icon_name="refresh")
        self.unverified = PlainButton("Do not verify this host", icon_name="unlock")
        self._variables = PlainButton("Define…", icon_name="environment")
        self._variables.clicked.connect(lambda: self.hint_requested.emit(VARIABLES))
        self.secrets = PlainButton("Set it…", icon_name="key")
        self.secrets.clicked.connect(lambda: self.hint_requested.emit(SECRETS))
        self.again.clicked.connect(lambda: self.hint_requested.emit(AGAIN))
        self.unverified.clicked.connect(lambda: self.hint_requested.emit(UNVERIFIED))
        for words in (self._title, self._phase, self._hint):
            words.setWordWrap(True)
            words.setTextInteractionFlags(_SELECTABLE)
            words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWidget(self._page())

    def show_failure(self, failure: Failure) -> None:
        """Show what failed, in which phase, why, and what to do."""
        self._icon.show_name(_ICONS.get(failure.kind, "circle-alert"), failure.kind != "cancelled")
        self._title.setText(failure.title)
        self._phase.setText(phase_sentence(failure))
        self._phase.setVisible(failure.kind != "cancelled")
        self._detail.setText(failure.detail)
        self._detail.setVisible(bool(failure.detail))
        self._hint.setText(failure.hint)
        self._hint.setVisible(bool(failure.hint))
        self.again.setVisible(failure.kind not in ("invalid", "variables", "secrets", "file"))
        self._variables.setVisible(failure.kind == "variables")
        self.secrets.setVisible(failure.kind == "secrets")
        self.unverified.setVisible(is_certificate_failure(failure))
        announce(self, f"{failure.title} {failure.hint}".strip())

    def words(self) -> tuple[str, ...]:
        """What is said, from the top down."""
        labels = (self._title, self._phase, self._detail, self._hint)
        return tuple(label.text() for label in labels if not label.isHidden())

    def _page(self) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addSpacing(4)
        for words in (self._title, self._phase):
            column.addWidget(words)
        column.addSpacing(4)
        column.addWidget(self._detail)
        column.addSpacing(4)
        column.addWidget(self._hint)
        column.addSpacing(8)
        column.addLayout(self._buttons())
        column.addStretch(3)
        page = QWidget(self.viewport())
        middle = QWidget(page)
        middle.setMaximumWidth(theme.scaled(_WIDTH))
        column.setContentsMargins(0, 0, 0, 0)
        middle.setLayout(column)
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        return page

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.again)
        row.addWidget(self._variables)
        row.addWidget(self.secrets)
        row.addWidget(self.unverified)
        row.addStretch(1)
        return row


class _Icon(QWidget):
    """A large icon, red for what went wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._token = "circle-alert", "red"
        self.setSizePolicy(_FIXED, _FIXED)

    def show_name(self, name: str, is_error: bool) -> None:
        self._name, self._token = name, "red" if is_error else "muted"
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(_ICON), theme.scaled(_ICON))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self.rect(), self._name, self._token, theme.scaled(_ICON))


class _Reason(Label):
    """The raw reason as the machine gave it, in a box, to be selected and copied."""

    def __init__(self) -> None:
        super().__init__("")
        self.set_type(12, mono=True)
        self.setWordWrap(True)
        self.setContentsMargins(12, 8, 12, 8)
        self.setTextInteractionFlags(_SELECTABLE)
        self.setAccessibleName("Reason")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        box = QRect(self.rect())
        paint.fill_box(painter, box, theme.color("window"))
        paint.outline_box(painter, box, theme.color("focus" if self.hasFocus() else "border_soft"))
        painter.end()
        super().paintEvent(event)


def phase_sentence(failure: Failure) -> str:
    """When it failed, such as: Failed while looking up the host's name."""
    return f"Failed {PHASE_WORDS.get(failure.phase, 'on the way')}."


def is_certificate_failure(failure: Failure) -> bool:
    """Whether sending without verification would get past this failure."""
    said = f"{failure.title} {failure.detail}".lower()
    return failure.kind == "tls" and any(
        word in said for word in ("certificate", "verif", "self-signed", "self signed")
    )
