"""What the three languages give to the job: pieces of text that are matches, and in which form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from app.format import words
from app.work.job import JobProblem

Form = Literal["array", "lines", "elements"]
"""A JSON array, one match a line, or elements below one made for them."""

MOST: Final = 1_000_000
"""Matches that are written; an expression that goes on for ever ends here, or"""
MOST_BYTES: Final = 512 * 1024 * 1024
"""at this size."""

_FRAMES: Final[dict[Form, tuple[bytes, bytes, bytes]]] = {
    "array": (b"[", b",\n", b"]"),
    "lines": (b"", b"\n", b""),
    "elements": (b"<matches>\n", b"\n", b"\n</matches>"),
}


@dataclass(slots=True)
class Notes:
    """What must be known of the matches, in whole sentences; known for sure when they are all written."""

    text: str = ""

    def add(self, sentence: str) -> None:
        """Put a sentence after those that are there, once."""
        if sentence not in self.text:
            self.text = f"{self.text} {sentence}".lstrip()


def write_matches(target: Path, matches: Iterable[bytes], form: Form) -> int:
    """Write matches in their order, and give their number. Raises JobProblem where they are too many."""
    start, between, end = _FRAMES[form]
    count = size = 0
    with target.open("wb") as file:
        file.write(start)
        for match in matches:
            size += file.write(between + match if count else match)
            count += 1
            if count > MOST or size > MOST_BYTES:
                most = f"{words.count(MOST)} matches or {words.size(MOST_BYTES)}"
                raise JobProblem(f"it gives more than {most}", "limit")
        file.write(end)
    return count
