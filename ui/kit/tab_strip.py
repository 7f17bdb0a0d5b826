"""Where the document tabs are: widths, scrolling and hits, without any painting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from ui import theme

HEIGHT: Final = 38
MARK: Final = 16  # the side of the close cross and of the dot in its place

_PADDING: Final = 12
_GAP: Final = 8
_TITLE_MAXIMUM: Final = 200
_TITLE_MINIMUM: Final = 24
_BUTTON: Final = 36  # the width of "+" and of the list of all tabs
_ELIDE_RIGHT: Final = Qt.TextElideMode.ElideRight

_SHORT_METHODS: Final = {"DELETE": "DEL", "OPTIONS": "OPT"}


@dataclass(frozen=True, slots=True)
class DocumentTab:
    """One open document as its tab shows it. A preview gives way to the next one that is looked at."""

    title: str
    method: str = ""
    path: str = ""  # where it is kept, for the tooltip
    dirty: bool = False
    preview: bool = False

    @property
    def short_method(self) -> str:
        """The method as tabs write it."""
        return _SHORT_METHODS.get(self.method.upper(), self.method.upper())


@dataclass(frozen=True, slots=True)
class Place:
    """The rectangles of one tab: the whole of it, its words, and its mark at the right."""

    tab: QRect
    method: QRect
    title: QRect
    mark: QRect
    words: str  # the title, elided


class TabStrip:
    """The places of all tabs for a given width, scrolled so far that the current one is in sight."""

    def __init__(self) -> None:
        self.offset = 0
        self._width = 0
        self._places: tuple[Place, ...] = ()

    def lay_out(self, tabs: tuple[DocumentTab, ...], width: int) -> None:
        """Measure the tabs for a widget of this width in pixels."""
        self._width = width
        places, left = [], 0
        for tab in tabs:
            place = _place(tab, left)
            left = place.tab.right() + 1
            places.append(place)
        self._places = tuple(places)
        self.scroll(0)

    @property
    def total(self) -> int:
        """The width of all tabs together."""
        return self._places[-1].tab.right() + 1 if self._places else 0

    @property
    def overflows(self) -> bool:
        """Whether some tabs are out of sight."""
        return self.total > self._width - theme.scaled(_BUTTON)

    @property
    def room(self) -> int:
        """The width in which tabs are seen."""
        buttons = 2 if self.overflows else 1
        return max(self._width - buttons * theme.scaled(_BUTTON), 0)

    def scroll(self, pixels: int) -> None:
        """Move the tabs to the left by so many pixels, as far as there is something to see."""
        self.offset = max(min(self.offset + pixels, self.total - self.room), 0)

    def reveal(self, index: int) -> None:
        """Scroll until a tab is wholly in sight."""
        if not 0 <= index < len(self._places):
            return
        tab = self._places[index].tab
        self.offset = min(self.offset, tab.x())
        self.scroll(max(tab.right() + 1 - self.offset - self.room, 0))

    def place(self, index: int) -> Place:
        """Where a tab is now."""
        found = self._places[index]
        moved = -self.offset
        return Place(
            found.tab.translated(moved, 0),
            found.method.translated(moved, 0),
            found.title.translated(moved, 0),
            found.mark.translated(moved, 0),
            found.words,
        )

    def index_at(self, x: int) -> int:
        """The tab at this distance from the left edge, or -1."""
        if not 0 <= x < self.room:
            return -1
        beyond = x + self.offset
        hits = (
            index
            for index, place in enumerate(self._places)
            if place.tab.left() <= beyond <= place.tab.right()
        )
        return next(hits, -1)

    def drop_index(self, x: int) -> int:
        """The index that a dragged tab would get at this distance from the left edge."""
        beyond = x + self.offset
        centres = [place.tab.center().x() for place in self._places]
        return min(sum(centre < beyond for centre in centres), max(len(centres) - 1, 0))

    def new_button(self) -> QRect:
        """Where "+" is: after the last tab, or at the right edge of what is seen."""
        width = theme.scaled(_BUTTON)
        return QRect(min(self.total, self.room), 0, width, theme.scaled(HEIGHT))

    def list_button(self) -> QRect:
        """Where the list of all tabs opens; empty where all are in sight."""
        if not self.overflows:
            return QRect()
        width = theme.scaled(_BUTTON)
        return QRect(self._width - width, 0, width, theme.scaled(HEIGHT))


def _place(tab: DocumentTab, left: int) -> Place:
    height, padding, gap = theme.scaled(HEIGHT), theme.scaled(_PADDING), theme.scaled(_GAP)
    method_width = QFontMetrics(theme.mono_font(10, theme.BOLD)).horizontalAdvance(tab.short_method)
    metrics = QFontMetrics(theme.ui_font())
    words = metrics.elidedText(tab.title, _ELIDE_RIGHT, theme.scaled(_TITLE_MAXIMUM))
    title_width = max(metrics.horizontalAdvance(words) + 2, theme.scaled(_TITLE_MINIMUM))
    method = QRect(left + padding, 0, method_width, height)
    title_left = method.right() + 1 + (gap if method_width else 0)
    title = QRect(title_left, 0, title_width, height)
    side = theme.scaled(MARK)
    mark = QRect(title.right() + 1 + gap, (height - side) // 2, side, side)
    whole = QRect(left, 0, mark.right() + 1 + gap - left, height)
    return Place(whole, method, title, mark, words)
