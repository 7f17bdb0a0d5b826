"""The figures of `tests.bench.history`, taken in a process of its own and written as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.history import History, Query, Record
from app.model.environment import Environment, Variable
from app.model.exchange import Exchange, Response, SentRequest, Timing
from app.model.payload import Payload
from app.model.request import Request
from ui import theme
from ui.dialogs.environments import EnvironmentDialog
from ui.sidebar.history_page import HistoryPage

_MANY = "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
_ENTRIES = (
    "INSERT INTO entries (id, at, collection, collection_name, path, environment, method, url, host, status,"
    " failure, ms, sent, received, protocol) SELECT i, at + i * 60, collection, collection_name, path,"
    " environment, method, url || i, host, CASE WHEN i % 50 THEN status ELSE 500 END, failure, ms, sent,"
    " received, protocol FROM n, entries e WHERE e.id = 1"
)
_WORDS = (
    "INSERT INTO words (rowid, name, url, headers, body) SELECT i, '', 'http://a.test/' || i,"
    " 'Content-Type: application/json', 'apple banana cherry ' || i || ' word' || (i % 1000) FROM n"
)


def main() -> None:
    """Measure a history of so many entries in a folder, and a table of so many environments."""
    folder, entries, side = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    application = QApplication([])
    theme.apply(application, "light")
    print(json.dumps(_history(folder, entries) | _table(side)))


def _took(work: Callable[[], object]) -> float:
    """Milliseconds until something is done and painted."""
    begun = time.perf_counter()
    work()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def _history(folder: Path, count: int) -> dict[str, float]:
    history = _filled(folder, count)
    page = HistoryPage()
    page.resize(280, 800)
    page.show()
    found = {
        "newest": _took(lambda: history.search(Query())),
        "a word of all": _took(lambda: history.search(Query("apple"))),
        "a rare word": _took(lambda: history.search(Query("word777 cherry"))),
        "a word, a class and a host": _took(lambda: history.search(Query("app", status=5, host="a.te"))),
        "nothing": _took(lambda: history.search(Query(method="PURGE"))),
    }
    everything = history.search(Query(), count=count)
    found["list"] = _took(lambda: page.show_entries(everything[1:], ended=True))
    found["row"] = _took(lambda: page.list.entries.prepend(everything[:1]))
    found["end"] = _took(page.list.scrollToBottom)
    history.close()
    page.close()
    return found


def _filled(folder: Path, count: int) -> History:
    history = History(folder)
    sent = SentRequest("GET", "http://a.test/", "/", "HTTP/1.1", ())
    answer = Response(200, "OK", "HTTP/1.1", (), Payload(2, b"ok"), 2)
    history.record(Record(Exchange(sent, answer, Timing(total=1.0)), Request("x")))
    for statement in (_ENTRIES, _WORDS):
        history._all(_MANY + statement, count)
    return history


def _table(side: int) -> dict[str, float]:
    variables = tuple(Variable(f"name_{number}", f"value {number}") for number in range(side))
    many = [Environment(f"E{number}", variables=variables) for number in range(side)]
    dialog = EnvironmentDialog()
    dialog.show()
    found = {"table": _took(lambda: dialog.show_environments(many))}
    place = dialog.model.index(side // 2, side // 2)
    found["edit"] = _took(lambda: dialog.model.setData(place, "other"))
    found["rename"] = _took(lambda: dialog.model.setData(dialog.model.index(3, 0), "renamed"))
    found["undo"] = _took(lambda: dialog.model.step(back=True))
    dialog.model.grid.discard()
    dialog.close()
    return found


if __name__ == "__main__":
    main()
