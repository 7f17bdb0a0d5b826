"""Finding in a tree: the text is searched in slices, and the way to a hit is opened."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.tree.row import Row
from ui.kit.text_regex import BadExpression, RegexSearch, compiled
from ui.kit.text_search import Query, Search, TextSearch
from ui.response.tree_list import TreeList
from ui.response.tree_work import SLICE, Slices, Work


class TreeFinder(QObject):
    """Searches what a ``TreeList`` shows, keys and values.

    Signals:
        search_changed: the number of the current hit (0 for none), the hits so far, and whether the
            search has reached the end.
        search_problem: a sentence on why there is no search, or why it ended early.
    """

    search_changed = Signal(int, int, bool)
    search_problem = Signal(str)

    def __init__(self, shown: TreeList) -> None:
        super().__init__(shown)
        self._list = shown
        self._search: Search | None = None
        self._hit = -1
        self._work = Slices(self)
        self._way: Work | None = None

    def search(self, wanted: str, match_case: bool, whole_word: bool, is_regex: bool) -> None:
        """Find all places of a text or expression and go to the first from the current row on."""
        self.end()
        walker = self._list.tree.walker
        if not wanted or walker is None:
            self.search_changed.emit(0, 0, True)
            return
        query = Query(wanted, match_case, whole_word, is_regex)
        try:
            found: Search = (
                RegexSearch(walker.buffer, compiled(query)) if is_regex else TextSearch(walker.buffer, query)
            )
        except BadExpression as problem:
            self.search_changed.emit(0, 0, True)
            self.search_problem.emit(str(problem))
            return
        self._search = found
        row = self._list.current_row
        self._work.start(self._search_on(found, row.start if row is not None else 0))

    def end(self) -> None:
        """Search no more."""
        self._work.clear()
        if self._way is not None:
            self._list.tree.slices.stop(self._way)
        if self._search is not None:
            self._search.stop()
        self._search, self._hit, self._way = None, -1, None

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1); from the last one to the first."""
        if self._search is not None and len(self._search.hits):
            self._go_to((self._hit + by) % len(self._search.hits))

    def _search_on(self, search: Search, begin: int) -> Work:
        while search.step(SLICE / 2):
            if self._hit < 0 and search.hits.index_from(begin) < len(search.hits):
                self._go_to(search.hits.index_from(begin))
            self._tell()
            yield None
        if self._hit < 0 and len(search.hits):
            index = search.hits.index_from(begin)
            self._go_to(index if index < len(search.hits) else 0)
        self._tell()
        if search.problem:
            self.search_problem.emit(search.problem)

    def _tell(self) -> None:
        if self._search is not None:
            self.search_changed.emit(self._hit + 1, len(self._search.hits), self._search.complete)

    def _go_to(self, hit: int) -> None:
        assert self._search is not None, "There is a hit."
        self._hit = hit
        slices = self._list.tree.slices
        if self._way is not None:
            slices.stop(self._way)
        self._way = self._open_way(self._search.hits[hit][0])
        slices.start(self._way)
        self._tell()

    def _open_way(self, offset: int) -> Work:
        row: Row | None = yield from self._list.tree.reveal(offset)
        self._way = None
        if row is not None:
            self._list.go_to(row)
