"""JSONPath (RFC 9535): a library finds the places of the matches, and their texts are cut from the body."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from jsonpath_rfc9535 import JSONPathEnvironment
from jsonpath_rfc9535.exceptions import JSONPathError, JSONPathRecursionError
from jsonpath_rfc9535.node import JSONPathNode
from jsonpath_rfc9535.query import JSONPathQuery

from app.filter.found import MOST, Notes
from app.filter.json_text import cut_values, read_json
from app.format import words
from app.work.job import JobProblem

_DEEPEST: Final = 500  # levels that ".." goes down
_WRITTEN_ANEW: Final = "The text holds half of a surrogate pair, so the digits of numbers may have changed."


class _Environment(JSONPathEnvironment):
    max_recursion_depth = _DEEPEST


def query_json(text: bytes, expression: str, paths: bool, notes: Notes) -> Iterable[bytes]:
    """The matches in a JSON text, as they are written there.

    Args:
        text: the body as UTF-8.
        expression: such as ``$.books[?@.price < 10].title``.
        paths: give the normalized path of each match in place of its value (RFC 9535, section 2.7).
        notes: takes what must be known of the matches.

    Raises:
        JobProblem: the expression or the text is malformed, or too many or too deep.
    """
    query = _compile(expression)
    nodes = _nodes(query, text, notes)
    if paths:
        return (json.dumps(node.path(), ensure_ascii=False).encode() for node in nodes)
    try:
        return cut_values(text, (node.location for node in nodes))
    except msgspec.DecodeError:
        notes.add(_WRITTEN_ANEW)
        return (json.dumps(node.value).encode() for node in nodes)


def _compile(expression: str) -> JSONPathQuery:
    try:
        return _Environment().compile(expression)
    except JSONPathError as error:
        raise JobProblem(_clause(error, expression)) from None


def _nodes(query: JSONPathQuery, text: bytes, notes: Notes) -> list[JSONPathNode]:
    try:
        return list(_up_to_most(query.finditer(read_json(text, notes))))
    except (JSONPathRecursionError, RecursionError):
        clause = f"the body is nested too deeply, beyond {_DEEPEST} levels"
        raise JobProblem(clause, "limit") from None
    except JSONPathError as error:
        raise JobProblem(_clause(error, "")) from None


def _up_to_most(nodes: Iterable[JSONPathNode]) -> Iterator[JSONPathNode]:
    for number, node in enumerate(nodes):
        if number == MOST:
            raise JobProblem(f"it gives more than {words.count(MOST)} matches", "limit")
        yield node


def _clause(error: JSONPathError, expression: str) -> str:
    """What is wrong, and at which character of the expression."""
    message = str(error.args[0]) if error.args else "it is malformed"
    index = error.token.index if error.token else None
    if index is None or not expression:
        return message
    if index >= len(expression):
        return f"{message}, at its end"
    return f"{message}, at character {index + 1}"
