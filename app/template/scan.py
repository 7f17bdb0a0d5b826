"""Finds ``{{name}}`` in text: one scanner for the resolver, the highlighter and completion."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Innermost braces only, so that {{a{{b}}}} is found from the inside out.
_REFERENCE = re.compile(r"\{\{([^{}\r\n]*)\}\}")


@dataclass(frozen=True, slots=True)
class Reference:
    """One ``{{name}}`` at ``text[start:end]``, braces included; ``name`` without surrounding spaces."""

    start: int
    end: int
    name: str


def scan(text: str) -> list[Reference]:
    """Every innermost ``{{name}}`` of a text, in order; ``{{}}`` is plain text."""
    if "{{" not in text:
        return []
    return [
        Reference(match.start(), match.end(), match.group(1).strip())
        for match in _REFERENCE.finditer(text)
        if match.group(1).strip()
    ]


def open_name(text: str, cursor: int) -> tuple[int, str] | None:
    """The unfinished name left of the cursor after ``{{``, for completion: its start and what is typed."""
    start = text.rfind("{{", 0, cursor)
    if start < 0:
        return None
    typed = text[start + 2 : cursor]
    return None if re.search(r"[{}\r\n]", typed) else (start + 2, typed.lstrip())
