"""Cells as text for elsewhere: comma-separated values (RFC 4180) and tabs for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TextIO

from app.table.order import Rows
from app.table.records import reader
from app.table.shape import Columns
from app.work.job import Report

LINE_BREAK: Final = "\r\n"  # RFC 4180, section 2
_REPORT_ROWS: Final = 4096


def csv_line(texts: Sequence[str]) -> str:
    """One record without its line break; cells are quoted where they must be."""
    return _line(texts, ",")


def tab_line(texts: Sequence[str]) -> str:
    """One line as spreadsheets take it from the clipboard."""
    return _line(texts, "\t")


def write_csv(file: TextIO, rows: Rows, order: Sequence[int], columns: Columns, report: Report) -> None:
    """Write rows in this order as CSV in UTF-8, with a line of titles.

    Args:
        file: is open for text without translation of line breaks.
        rows: the records.
        order: which of them, by number.
        columns: which columns, in their order.
        report: is told how much is done.
    """
    read = reader(rows.shape)
    titles = [columns.title(column) for column in range(len(columns.keys))]
    file.write(csv_line(titles) + LINE_BREAK)
    for count, row in enumerate(order):
        if count % _REPORT_ROWS == 0:
            report(count / len(order))
        texts = read(rows.record(row))
        file.write(csv_line([texts.get(key, "") for key in columns.keys]) + LINE_BREAK)


def _line(texts: Sequence[str], delimiter: str) -> str:
    line = delimiter.join([_quoted(text, delimiter) for text in texts])
    # An empty line would be no record at all.
    return line or '""'


def _quoted(text: str, delimiter: str) -> str:
    if '"' in text or delimiter in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text
