"""Numbers as people read them: sizes, times, counts and the names of HTTP status codes."""

from __future__ import annotations

from http import HTTPStatus

_SIZE_UNITS = ("B", "KB", "MB", "GB", "TB")

# RFC 9110 renamed these; the standard library of Python 3.11 still has the old names.
_NEWER_NAMES = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}


def size(count_of_bytes: int) -> str:
    """A size in decimal units: "512 B", "97.4 MB", "1,204.5 TB"."""
    if abs(count_of_bytes) < 1000:
        return f"{count_of_bytes} B"
    value = float(count_of_bytes)
    unit = 0
    # 999,960 bytes would round to "1000.0 KB", so the unit is chosen by the rounded figure.
    while round(abs(value), 1) >= 1000 and unit < len(_SIZE_UNITS) - 1:
        value /= 1000
        unit += 1
    return f"{value:,.1f} {_SIZE_UNITS[unit]}"


def milliseconds(ms: float) -> str:
    """A time span at a precision people can use: "0.8 ms", "142 ms", "1.24 s", "1 m 12 s"."""
    if 0 < ms < 0.05:
        return "<0.1 ms"
    if round(ms, 1) < 10:
        return f"{ms:.1f} ms".replace(".0 ", " ")
    if round(ms) < 1000:
        return f"{ms:.0f} ms"
    seconds = ms / 1000
    if round(seconds, 2) < 10:
        return f"{seconds:.2f} s"
    if round(seconds, 1) < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes:,} m {rest} s"


def count(number: int, noun: str = "") -> str:
    """A number with thousands separators, and its noun in the plural where it needs one: "1,234 lines"."""
    if not noun:
        return f"{number:,}"
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def status(code: int) -> str:
    """The registered name of a status code (RFC 9110 section 15), or empty for an unknown one."""
    if code in _NEWER_NAMES:
        return _NEWER_NAMES[code]
    try:
        return HTTPStatus(code).phrase
    except ValueError:
        return ""
