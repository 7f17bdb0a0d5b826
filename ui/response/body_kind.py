"""How a body is read, on a button: its language and its encoding, why, and a menu to read it otherwise."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from app.format.charset import ENCODINGS, encoding_title, is_utf8_codec
from app.format.languages import TITLES, declared_language
from app.format.reading import Reading
from app.format.tokens import Language
from app.preview.kinds import Kind, kind_of
from ui import theme
from ui.kit.button import PlainButton
from ui.kit.icons import paint_icon

_BINARY: Final = "Binary"
_DOCUMENTS: Final[dict[Kind | None, str]] = {"pdf": "PDF", "multipart": "Multipart"}
_CHEVRON: Final = 12
_GAP: Final = 4
_CLOSE_DELETES: Final = Qt.WidgetAttribute.WA_DeleteOnClose


class KindButton(PlainButton):
    """ "JSON", or "JSON · UTF-16" where the encoding is worth a word. ``chosen`` carries how the user
    wants the body read, a language and an encoding; the empty text leaves one as it is."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Text", parent=parent)
        self._shown: tuple[Reading | None, str, bool] = (None, "", False)
        self._reason = ""
        self.clicked.connect(self._open_menu)

    def show_reading(self, reading: Reading, title: str, by_hand: bool) -> None:
        """Tell how a body is read.

        Args:
            reading: the body and how it is read.
            title: what its language is called.
            by_hand: whether the user chose that.
        """
        shown = (reading, title, by_hand)
        if shown == self._shown:
            return
        self._shown = shown
        words = title if reading.binary else f"{title}{_encoding_words(reading.encoding)}"
        if words != self.text():
            self.show_words(words)
        self._reason = reason_words(reading, title, by_hand)
        self.setToolTip(self._reason)

    def menu_of_choices(self) -> QMenu:
        """What was seen and why, and what else the body could be read as."""
        menu = QMenu(self)
        menu.setAttribute(_CLOSE_DELETES)
        menu.addAction(self._reason).setEnabled(False)
        menu.addSeparator()
        reading = self._shown[0]
        for language, title in TITLES.items():
            action = menu.addAction(title, self._choice(language, ""))
            action.setCheckable(True)
            action.setChecked(reading is not None and not reading.binary and reading.language == language)
        menu.addSeparator()
        below = menu.addMenu("Encoding")
        for encoding, title in ENCODINGS:
            action = below.addAction(title, self._choice("", encoding))
            action.setCheckable(True)
            action.setChecked(reading is not None and _same(reading.encoding, encoding))
        return menu

    def _choice(self, language: str, encoding: str) -> Callable[[], object]:
        return lambda: self.chosen.emit(language, encoding)

    def _open_menu(self) -> None:
        self.menu_of_choices().popup(self.mapToGlobal(QPoint(0, self.height())))

    def _font(self) -> QFont:
        return theme.ui_font(12, theme.MEDIUM)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme.scaled(_CHEVRON) + _GAP, 0)

    def _paint_words(self, painter: QPainter, token: str) -> None:
        chevron = theme.scaled(_CHEVRON)
        painter.save()
        painter.translate(-(chevron + _GAP) // 2, 0)
        super()._paint_words(painter, token)
        painter.restore()
        left = (self.width() + self._words_width() + _GAP - chevron) // 2
        paint_icon(painter, QRect(left, 0, chevron, self.height()), "chevron-down", "muted", chevron)


def kind_title(reading: Reading, language: Language, by_hand: bool) -> str:
    """What a body is called that is read in this language: "JSON", "Binary", "PDF"."""
    if not by_hand and (document := _DOCUMENTS.get(kind_of(reading))):
        return document
    return _BINARY if reading.binary else TITLES[language]


def reason_words(reading: Reading, title: str, by_hand: bool) -> str:
    """Why a body is read as it is: "JSON, as the server says (application/json)"."""
    if by_hand:
        return f"{title}, as you chose"
    if title == _BINARY:
        return "Binary: its first bytes are of no text"
    if title in _DOCUMENTS.values():
        declared = title.lower() in reading.media_type
    else:
        declared = declared_language(reading.media_type) == reading.language
    if declared:
        return f"{title}, as the server says ({reading.media_type})"
    return f"{title}, by its first bytes"


def _encoding_words(encoding: str) -> str:
    return "" if is_utf8_codec(encoding) else f" · {encoding_title(encoding).split(' (')[0]}"


def _same(one: str, other: str) -> bool:
    both_utf8 = is_utf8_codec(one) and is_utf8_codec(other)
    return both_utf8 or codecs.lookup(one).name == codecs.lookup(other).name
