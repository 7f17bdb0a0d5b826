"""What a worker process does for web pages: read the beginning of one and make it harmless."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from app.format.charset import to_utf8
from app.preview.page import clean_page
from app.work.job import Report

READ_LIMIT: Final = 2_000_000
"""Bytes of a page that are looked at."""


def read_page(_report: Report, source: str, encoding: str) -> dict[str, Any]:
    """The harmless page of a file as a JSON value, see `app.preview.page.Page`."""
    with Path(source).open("rb") as file:
        beginning = file.read(READ_LIMIT)
        more = bool(file.read(1))
    page = asdict(clean_page(to_utf8(beginning, encoding)))
    return {**page, "whole": page["whole"] and not more}
