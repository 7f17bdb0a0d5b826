"""Finds and replaces in the text of an editor: as typed, by whole words or by regular expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import regex

_PATIENCE: Final = 0.5  # seconds that one search may take; a bad expression would take for ever
_MOST: Final = 10_000  # places that are found; what is more is counted as "or more"
_EXPANDED: Final = re.compile(r"\\[nt\\]|\$(\d|\{\d+\}|&|\$)")
_POSITION: Final = re.compile(r"at position (\d+)")
_SPELLED: Final = {"\\n": "\n", "\\t": "\t", "\\\\": "\\"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and how."""

    text: str = ""
    match_case: bool = False
    whole_word: bool = False
    is_regex: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The places as (start, end), in order; ``more`` tells that there are others, ``problem`` why there
    are none: a sentence."""

    places: tuple[tuple[int, int], ...] = ()
    more: bool = False
    problem: str = ""


def find(text: str, wanted: Wanted) -> Found:
    """Every place of what is wanted in a text of lines ended by a line feed."""
    if not wanted.text:
        return Found()
    # Not at the top: this library takes long to load, and a window starts without it.
    import regex

    try:
        places: list[tuple[int, int]] = []
        for match in _pattern(wanted).finditer(text, timeout=_PATIENCE):
            if match.end() == match.start():
                continue
            if len(places) == _MOST:
                return Found(tuple(places), more=True)
            places.append(match.span())
        return Found(tuple(places))
    except regex.error as error:
        return Found(problem=f"This is no regular expression: {_counted_from_one(str(error))}.")
    except TimeoutError:
        return Found(problem="This expression takes too long here; make it simpler.")


def replacement(text: str, place: tuple[int, int], wanted: Wanted, new: str) -> str:
    """What goes to a found place. With a regular expression ``$1`` is a group, ``$&`` the whole, ``$$`` a
    dollar sign, and ``\\n`` and ``\\t`` are a line break and a tab."""
    if not wanted.is_regex:
        return new
    match = _pattern(wanted).match(text, place[0], timeout=_PATIENCE)

    def expand(part: re.Match[str]) -> str:
        if part.group() in _SPELLED:
            return _SPELLED[part.group()]
        name = part[1].strip("{}")
        if name == "$" or match is None:
            return "$" if name == "$" else ""
        number = 0 if name == "&" else int(name)
        return (match[number] or "") if number <= match.re.groups else part.group()

    return _EXPANDED.sub(expand, new)


def _pattern(wanted: Wanted) -> regex.Pattern[str]:
    import regex

    source = wanted.text if wanted.is_regex else regex.escape(wanted.text)
    if wanted.whole_word:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    return regex.compile(source, regex.MULTILINE | (0 if wanted.match_case else regex.IGNORECASE))


def _counted_from_one(message: str) -> str:
    return _POSITION.sub(lambda match: f"at position {int(match[1]) + 1}", message)
