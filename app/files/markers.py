"""The marks that git leaves in a file which two branches changed in the same place, and taking one side."""

from __future__ import annotations

import re
from typing import Final

_CONFLICT: Final = re.compile(
    r"^<{7}(?: [^\n]*)?\n(?P<ours>.*?)(?:^\|{7}(?: [^\n]*)?\n.*?)?"
    r"^={7}\n(?P<theirs>.*?)^>{7}(?: [^\n]*)?(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


def has_markers(text: str) -> bool:
    """Whether there is a conflict in the text of which one side can be taken."""
    return _CONFLICT.search(text) is not None


def ours(text: str) -> str:
    """The text with the side of the branch that was merged into, in every conflict."""
    return _CONFLICT.sub(lambda match: match["ours"], text)


def theirs(text: str) -> str:
    """The text with the side of the branch that was merged, in every conflict."""
    return _CONFLICT.sub(lambda match: match["theirs"], text)
