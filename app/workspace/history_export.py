"""Entries of the history as an HTTP Archive (HAR 1.2). They were masked when they were kept, so that no
secret gets out this way either."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from app import __version__
from app.errors import AppError
from app.files import atomic
from app.history import Entry, History, Query
from app.http.har import har_entry
from app.http.payload import Spool


def har_text(history: History, number: int, spool: Spool) -> str:
    """One entry as an archive. Raises AppError when it is gone."""
    return "".join(_archive((_entry_text(history, number, spool),)))


def write_har(history: History, query: Query, spool: Spool, target: Path) -> int:
    """Write every entry that fits a query into a file, which appears when it is whole; says how many.

    Raises:
        UnreadableFile: it cannot be written.
    """
    numbers = [entry.id for entry in _all(history, query)]
    texts = (text for number in numbers if (text := _text_if_there(history, number, spool)))
    atomic.write_pieces(target, (piece.encode() for piece in _archive(texts)))
    return len(numbers)


def _all(history: History, query: Query) -> Iterator[Entry]:
    page = history.search(query)
    while page:
        yield from page
        page = history.search(query, before=page[-1].id)


def _archive(texts: Iterable[str]) -> Iterator[str]:
    creator = json.dumps({"name": "Sonde", "version": __version__})
    yield f'{{"log": {{"version": "1.2", "creator": {creator}, "entries": ['
    separator = "\n"
    for text in texts:
        yield separator + text
        separator = ",\n"
    yield "\n]}}\n"


def _entry_text(history: History, number: int, spool: Spool) -> str:
    exchange = history.exchange(number, spool.new_path)
    text = json.dumps(har_entry(exchange), ensure_ascii=False)
    for hop in exchange.hops:
        spool.discard(hop.request.body)
        spool.forget(hop)
    return text


def _text_if_there(history: History, number: int, spool: Spool) -> str:
    try:
        return _entry_text(history, number, spool)
    except AppError:
        return ""  # Deleted meanwhile, in another window perhaps.
