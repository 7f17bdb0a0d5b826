"""What libyaml complains about, in the words of somebody who edits a file of requests."""

from __future__ import annotations

from typing import Final

_PLAIN: Final = {
    "another document": "a second document starts here, and a file holds only one",
    "expected <document start>": "a second document starts here, and a file holds only one",
    "expected node content": "a value is missing here, or a bracket above is not closed",
    "expected key": "a key is expected here: the line does not fit the indent of those above it",
    "expected '-' indicator": "a row is expected here, with a dash right below the dash of the row above",
    "expected ',' or": "a comma or a closing bracket is missing",
    "could not find expected ':'": "the colon of this key, or of the one above, is missing",
    "mapping values are not allowed": "a colon cannot stand here: quote the text, or mend the indent",
    "block sequence entries are not allowed": "a row with a dash cannot stand here: it wants its own line",
    "cannot start any token": "a text cannot begin with this character: put it in quotes",
    "violates indentation": "a tab cannot indent: use spaces",
    "unexpected end of stream": "the quote that opens here is not closed",
    "unexpected document indicator": "the quote that opens here is not closed",
    "unknown escape": "there is no such escape: write two backslashes for one, or use single quotes",
    "expected hexdecimal number": "this escape lacks digits: use single quotes for a text with backslashes",
    "invalid Unicode character": "this escape stands for no character",
    "undefined alias": "this alias (*) repeats something that no anchor (&) names",
    "second occurrence": "this anchor (&) has the name of an earlier one",
    "comment or line break": "only a comment may follow on the line of | or >",
    "indentation indicator": "the digit behind | or > must be 1 to 9",
    "incompatible YAML": "this version of YAML is not known: leave the line out",
}


def explained(problem: str) -> str:
    """A clause for people; libyaml's own words where there is none."""
    return next((words for sign, words in _PLAIN.items() if sign in problem), problem)
