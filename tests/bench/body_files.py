"""Bodies to measure with: records as pretty JSON, as JSON on one line, and as lines of a log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

_PIECE = 4 * 1024 * 1024  # bytes written at once


def write_pretty(path: Path, size: int) -> Path:
    """An array of records, indented by two; about ``size`` bytes."""
    return _write(path, size, ("[\n", ",\n", "\n]\n"), _pretty_record)


def write_one_line(path: Path, size: int) -> Path:
    """The same records without any line break."""
    return _write(path, size, ("[", ",", "]"), _flat_record)


def write_log(path: Path, size: int) -> Path:
    """Lines of a log."""
    return _write(path, size, ("", "\n", "\n"), _log_line)


def write_table(path: Path, rows: int) -> Path:
    """An array of this many flat records."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("[" + _table_record(0))
        for number in range(1, rows):
            file.write(",\n" + _table_record(number))
        file.write("]\n")
    return path


def _table_record(number: int) -> str:
    return (
        f'{{"id":{number},"name":"user {number}","active":{"true" if number % 3 else "false"},'
        f'"score":{number * 7919 % 10007}.50,"parent":null,"city":"Springfield {number % 100}"}}'
    )


def _flat_record(number: int) -> str:
    return (
        f'{{"id":{number},"name":"user {number}","active":{"true" if number % 3 else "false"},'
        f'"score":{number % 997}.50,"parent":null,"tags":["alpha","beta","gamma"],'
        f'"address":{{"street":"Main Road {number % 100}","city":"Springfield",'
        f'"zip":"{number % 99999:05d}"}}}}'
    )


def _pretty_record(number: int) -> str:
    return (
        f'  {{\n    "id": {number},\n    "name": "user {number}",\n'
        f'    "active": {"true" if number % 3 else "false"},\n    "score": {number % 997}.50,\n'
        '    "parent": null,\n    "tags": [\n      "alpha",\n      "beta",\n      "gamma"\n    ],\n'
        f'    "address": {{\n      "street": "Main Road {number % 100}",\n      "city": "Springfield",\n'
        f'      "zip": "{number % 99999:05d}"\n    }}\n  }}'
    )


def _log_line(number: int) -> str:
    time = f"2026-11-21T05:{number % 60:02d}:00Z"
    return f"{time} INFO worker-{number % 8} handled request {number} in {number % 400} ms"


def _write(path: Path, size: int, around: tuple[str, str, str], record: Callable[[int], str]) -> Path:
    begin, between, end = around
    with path.open("w", encoding="utf-8", newline="") as file:
        written, number = file.write(begin), 0
        while written < size:
            piece: list[str] = []
            length = 0
            while length < _PIECE and written + length < size:
                piece.append(record(number))
                length += len(piece[-1]) + len(between)
                number += 1
            last = written + length >= size
            written += file.write(between.join(piece) + ("" if last else between))
        file.write(end)
    return path
