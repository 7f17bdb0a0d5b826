"""What a job is, and the table of all jobs: a name for the pipe, and the function behind it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, Literal

Report = Callable[[float], None]
"""Takes how much of a job is done, from 0 to 1."""

Job = Callable[..., object]
"""Takes a ``Report`` and named arguments made of JSON values; returns a JSON value. Large results go to
files that the arguments name."""

ProblemKind = Literal["malformed", "limit", "time", "memory", "crash"]

# Modules by name, since a job is above this room and most processes need only one of them.
JOBS: Final[dict[str, str]] = {
    "pretty": "app.format.job:pretty_file",
    "transcode": "app.format.job:transcode_file",
    "collection-check": "app.files.check_job:find_broken",
    "secrets": "app.workspace.secret_search:search_job",
    "diff": "app.diff.job:diff_files",
    "diff-json": "app.diff.job:diff_json",
    "table-index": "app.table.job:index_table",
    "table-arrange": "app.table.job:arrange_table",
    "table-export": "app.table.job:export_table",
    "table-decode": "app.table.job:decode_text",
    "filter": "app.filter.job:filter_file",
    "archive": "app.preview.archive_job:list_archive",
    "page": "app.preview.page_job:read_page",
    "markdown": "ui.response.preview_markdown_job:read_markdown",
    "parts": "app.preview.parts_job:list_parts",
    "part": "app.preview.parts_job:cut_part",
    "pdf": "app.preview.pdf_job:paint_page",
    "picture": "ui.response.preview_picture_job:read_picture",
    "frames": "ui.response.preview_picture_job:read_frames",
    "svg": "ui.response.preview_svg_job:draw_svg",
}


class JobProblem(Exception):
    """A job could not do what was asked; the text is a clause for people: "it ends too early, at line 3".

    ``kind`` tells programs why: "malformed" input, a "limit" of the job, its "time" or "memory", or a
    "crash" of the process.
    """

    def __init__(self, clause: str, kind: ProblemKind = "malformed") -> None:
        super().__init__(clause)
        self.kind: ProblemKind = kind


def load_job(place: str) -> Job:
    """The function at a place such as ``app.format.job:pretty_file``."""
    module, _, function = place.partition(":")
    found: Job = getattr(import_module(module), function)
    return found
