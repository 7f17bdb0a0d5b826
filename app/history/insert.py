"""Writes a new entry: its row, its details, which bodies it has, and the words by which it is found."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.history import codec
from app.history.bodies import Kept
from app.history.entry import Record
from app.history.masked import mask_text
from app.history.text import body_text, clean, header_text
from app.model.exchange import Exchange

KeptBodies = dict[tuple[int, str], Kept]
"""The bodies of a send by the number of the hop and by "sent" or "received"."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A send to be added: its record, the texts to be masked in it, and its bodies, masked already."""

    record: Record
    secrets: tuple[str, ...]
    kept: KeptBodies


def insert(connection: sqlite3.Connection, addition: Addition, whole: bool) -> tuple[int, int]:
    """Write an entry; its number, and the bytes that count against the budget. ``whole`` says that its
    bodies were to be kept."""
    row = _row(addition, whole)
    marks = ", ".join("?" * len(row))
    added = connection.execute(f"INSERT INTO entries ({', '.join(row)}) VALUES ({marks})", [*row.values()])
    number = added.lastrowid or 0
    request, exchange, secrets = addition.record.request, addition.record.exchange, addition.secrets
    typed, plain = codec.encode_typed(request, secrets), codec.encode_exchange(exchange, secrets)
    connection.execute("INSERT INTO details VALUES (?, ?, ?)", (number, typed, plain))
    text = clean(_searchable(exchange, addition.kept))
    headers = clean(header_text(exchange, secrets))
    values = (number, row["name"], row["url"], headers, text)
    connection.execute("INSERT INTO words (rowid, name, url, headers, body) VALUES (?, ?, ?, ?, ?)", values)
    if text:
        connection.execute("INSERT INTO texts VALUES (?, ?)", (number, len(text)))
    return number, len(text) + _use_bodies(connection, number, addition.kept)


def _use_bodies(connection: sqlite3.Connection, number: int, kept: KeptBodies) -> int:
    """Note which bodies an entry has; the bytes of those that no earlier one had."""
    taken = 0
    for (hop, side), body in kept.items():
        connection.execute("INSERT INTO uses VALUES (?, ?, ?, ?)", (number, hop, side, body.hash))
        put = connection.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?)", (body.hash, body.stored))
        taken += body.stored * put.rowcount
    return taken


def _row(addition: Addition, whole: bool) -> dict[str, Any]:
    """The columns of an entry."""
    exchange, origin = addition.record.exchange, addition.record.origin
    first, response = exchange.hops[0].request, exchange.response
    url = clean(mask_text(first.url, addition.secrets))
    return {
        "at": exchange.hops[0].started.timestamp(),
        "collection": origin.collection,
        "collection_name": clean(origin.collection_name),
        "path": clean(origin.path),
        "environment": clean(origin.environment),
        "method": clean(first.method),
        "url": url,
        "host": _host(url),
        "status": response.status if response else None,
        "failure": exchange.failure.kind if exchange.failure else "",
        "ms": exchange.total,
        "sent": first.body.size,
        "received": response.body.size if response else 0,
        "protocol": response.http_version if response else "",
        "name": "",
        "whole": whole,
    }


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _searchable(exchange: Exchange, kept: KeptBodies) -> str:
    """The bodies of the last hop as text."""
    last = len(exchange.hops) - 1
    texts = []
    for side in ("sent", "received"):
        body = kept.get((last, side))
        headers = (
            exchange.request.headers
            if side == "sent"
            else (exchange.response.headers if exchange.response else ())
        )
        types = [value for name, value in headers if name.lower() == "content-type"]
        if body is not None:
            texts.append(body_text(body, (types or [""])[0]))
    return "\n".join(filter(None, texts))
