"""The theme in force: its colours and fonts by name, and the one function that changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from ui import style
from ui.tokens import (
    DARK,
    LIGHT,
    METHOD_TOKENS,
    PHASE_TOKENS,
    STATUS_BACK_TOKENS,
    STATUS_TOKENS,
    SYNTAX_TOKENS,
    Tokens,
)

__all__ = [
    "DARK",
    "LIGHT",
    "MEDIUM",
    "NORMAL",
    "SEMIBOLD",
    "Tokens",
    "apply",
    "choice",
    "color",
    "is_dark",
    "method_color",
    "mono_font",
    "phase_color",
    "row_height",
    "scaled",
    "status_back_token",
    "status_token",
    "token_color",
    "tokens",
    "ui_font",
]

Choice = Literal["light", "dark", "system"]

NORMAL: Final = QFont.Weight.Normal
MEDIUM: Final = QFont.Weight.Medium
SEMIBOLD: Final = QFont.Weight.DemiBold
BOLD: Final = QFont.Weight.Bold

BASE_TEXT_SIZE: Final = 13  # pixels; every size in the code is written for this text size
_COMFORTABLE_ROW: Final = 28
_COMPACT_ROW: Final = 24

_SCHEMES: Final = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "system": Qt.ColorScheme.Unknown,
}
_CHOICES: Final[Mapping[str, Choice]] = {"light": "light", "dark": "dark"}
_DARK_SCHEME: Final = Qt.ColorScheme.Dark


@dataclass(slots=True)
class _State:
    """What `apply` was last told, and what was looked up since."""

    tokens: Tokens = LIGHT
    choice: Choice = "light"
    text_size: int = BASE_TEXT_SIZE
    compact: bool = False
    application: QApplication | None = None
    colors: dict[str, QColor] = field(default_factory=dict)
    fonts: dict[tuple[bool, int, QFont.Weight], QFont] = field(default_factory=dict)
    families: dict[bool, str] = field(default_factory=dict)


_state = _State()


def choice(text: str) -> Choice:
    """What a settings file or a command line says, as a choice; anything else follows the system."""
    return _CHOICES.get(text, "system")


def apply(
    application: QApplication, choice: Choice, text_size: int = BASE_TEXT_SIZE, compact: bool = False
) -> None:
    """Put a theme on every window of the application, now and for windows to come.

    Args:
        application: the one QApplication.
        choice: "system" follows the desktop's light or dark setting, also when it changes later.
        text_size: pixels of ordinary text, 11 to 20; fonts and heights scale with it.
        compact: lower rows in lists and trees.
    """
    _state.choice, _state.text_size, _state.compact = choice, text_size, compact
    hints = application.styleHints()
    if _state.application is not application:
        _state.application = application
        application.setStyle("Fusion")
        hints.colorSchemeChanged.connect(_follow_system)
    # On Windows and macOS this also turns the title bar; elsewhere it does nothing.
    hints.setColorScheme(_SCHEMES[choice])
    scheme = hints.colorScheme() if choice == "system" else _SCHEMES[choice]
    _repaint(application, scheme)


def _follow_system(scheme: Qt.ColorScheme) -> None:
    if _state.choice == "system" and _state.application is not None:
        _repaint(_state.application, scheme)


def _repaint(application: QApplication, scheme: Qt.ColorScheme) -> None:
    _state.tokens = DARK if scheme == _DARK_SCHEME else LIGHT
    _state.colors.clear()
    _state.fonts.clear()
    # Qt styles a widget once for each of its ancestors when one sheet replaces another, but once where there
    # was none. Nothing is painted in between.
    application.setStyleSheet("")
    application.setPalette(style.palette(_state.tokens))
    application.setFont(ui_font())
    # The sheet comes last: it sends every widget the StyleChange event after which labels look up their font.
    application.setStyleSheet(style.sheet(_state.tokens, _state.text_size))


def tokens() -> Tokens:
    """The colours in force."""
    return _state.tokens


def is_dark() -> bool:
    """Whether the dark theme is in force."""
    return _state.tokens is DARK


def color(token: str) -> QColor:
    """The colour of a token (a field of `Tokens`) in the theme in force. Do not change what is returned."""
    found = _state.colors.get(token)
    if found is None:
        found = _state.colors[token] = QColor(getattr(_state.tokens, token))
    return found


def method_color(method: str) -> QColor:
    """The colour of an HTTP method; methods that nobody knows are muted."""
    return color(METHOD_TOKENS.get(method.upper(), "muted"))


def status_token(status: int) -> str:
    """The token for the words of a status code's class."""
    return STATUS_TOKENS.get(status // 100, "muted")


def status_back_token(status: int) -> str:
    """The token for the surface behind a status code's words."""
    return STATUS_BACK_TOKENS.get(status // 100, "hover")


def phase_color(phase: str) -> QColor:
    """The colour of a phase's bar; phases are those of `app.model.exchange`."""
    return color(PHASE_TOKENS.get(phase, "faint"))


def token_color(kind: str) -> QColor:
    """The colour of a piece of syntax; kinds are those of `app.format.tokens`."""
    return color(SYNTAX_TOKENS.get(kind, "text"))


def scaled(pixels: int) -> int:
    """A length that grows with the text-size setting, in pixels; written for 13 px text."""
    return round(pixels * _state.text_size / BASE_TEXT_SIZE)


def row_height() -> int:
    """The height of a row in lists and trees, in pixels."""
    return scaled(_COMPACT_ROW if _state.compact else _COMFORTABLE_ROW)


def ui_font(size: int = BASE_TEXT_SIZE, weight: QFont.Weight = NORMAL) -> QFont:
    """The font for words; the size in pixels is scaled by the text-size setting."""
    return _font(False, size, weight)


def mono_font(size: int = BASE_TEXT_SIZE, weight: QFont.Weight = NORMAL) -> QFont:
    """The font for what machines read, without ligatures; sized like `ui_font`."""
    return _font(True, size, weight)


def _font(mono: bool, size: int, weight: QFont.Weight) -> QFont:
    key = (mono, size, weight)
    if key not in _state.fonts:
        _state.fonts[key] = _make_font(mono, scaled(size), weight)
    return QFont(_state.fonts[key])


def _make_font(mono: bool, pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(_family(mono))
    font.setPixelSize(pixels)
    font.setWeight(weight)
    if mono:
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setFixedPitch(True)
        # A body must show the characters that are there: "!=" is not one sign.
        for feature in ("liga", "calt"):
            font.setFeature(QFont.Tag(feature), 0)
    return font


def _family(mono: bool) -> str:
    if mono not in _state.families:
        _state.families[mono] = _installed_family(mono)
    return _state.families[mono]


def _installed_family(mono: bool) -> str:
    wanted = "JetBrains Mono" if mono else "Inter"
    if QFontDatabase.hasFamily(wanted):
        return wanted
    fonts = QFontDatabase.SystemFont
    return QFontDatabase.systemFont(fonts.FixedFont if mono else fonts.GeneralFont).family()
