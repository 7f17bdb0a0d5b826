"""Searching in the text view: marks on what is found, and going from hit to hit."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.text_regex import BadExpression, RegexSearch, compiled
from ui.kit.text_search import Query, Search, TextSearch
from ui.kit.text_view_canvas import SLICE
from ui.kit.text_view_fold import FoldCanvas


class FindCanvas(FoldCanvas):
    """A canvas that can be searched. A subclass says where the reader is and goes where a hit is.

    Signals:
        search_changed: the number of the current hit (0 for none), the hits so far, and whether the
            search has reached the end.
        search_problem: a sentence on why there is no search, or why it ended early.
    """

    search_changed = Signal(int, int, bool)
    search_problem = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search: Search | None = None
        self._hit = -1
        self._search_timer = QTimer(self)
        self._search_timer.timeout.connect(self._search_on)

    def reading_place(self) -> int:
        """The byte that a search goes on from."""
        return 0

    def show_hit(self, _start: int, _end: int) -> None:
        """Go to a hit."""

    def search(
        self, wanted: str, match_case: bool = False, whole_word: bool = False, is_regex: bool = False
    ) -> None:
        """Find all places of a text or expression; they come with ``search_changed``, the next one first."""
        self.end_search()
        if not wanted:
            self.search_changed.emit(0, 0, True)
            return
        query = Query(wanted, match_case, whole_word, is_regex)
        try:
            self._search = self._start(query)
        except BadExpression as problem:
            self.search_changed.emit(0, 0, True)
            self.search_problem.emit(str(problem))
            return
        self._search_timer.start(0)
        self._search_on()

    def _start(self, query: Query) -> Search:
        if query.is_regex:
            return RegexSearch(self.source.buffer, compiled(query))
        return TextSearch(self.source.buffer, query)

    def end_search(self) -> None:
        """Forget the search; its marks go, the selection stays."""
        self._search_timer.stop()
        if self._search is not None:
            self._search.stop()
        self._search, self._hit = None, -1
        self.viewport().update()

    def next_hit(self) -> None:
        """Go to the next hit after the current one, from the last to the first."""
        self._go_to_hit(self._hit + 1)

    def previous_hit(self) -> None:
        """Go to the hit before the current one, from the first to the last."""
        self._go_to_hit(self._hit - 1)

    def found_between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The hits that touch these bytes."""
        return self._search.hits.between(start, end) if self._search else []

    def search_grown(self) -> None:
        """The text has become longer: search on in what is new."""
        if self._search is not None:
            self._search.grow(self.source.buffer)
            self._search_timer.start(0)

    def _search_on(self) -> None:
        search = self._search
        if search is None:
            return
        before = len(search.hits)
        if not search.step(SLICE):
            self._search_timer.stop()
        found = len(search.hits)
        rows = self.rows_in_sight()
        if before < found and rows and search.hits[before][0] <= rows[-1].end:
            self.viewport().update()
        first = search.hits.index_from(self.reading_place())
        if self._hit < 0 and found and (first < found or search.complete):
            self._go_to_hit(first)
        else:
            self._tell_search()
        if search.problem:
            self.search_problem.emit(search.problem)

    def _go_to_hit(self, index: int) -> None:
        if self._search is None or not len(self._search.hits):
            return
        self._hit = index % len(self._search.hits)
        self.show_hit(*self._search.hits[self._hit])
        self._tell_search()

    def _tell_search(self) -> None:
        if self._search is not None:
            self.search_changed.emit(self._hit + 1, len(self._search.hits), self._search.complete)
