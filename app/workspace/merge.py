"""Three versions of a request made one: what the file held, what was edited here, what it holds now.

A request is looked at as *facts*, each with a place: ``("method",)``, or ``("headers", "Accept")`` for the
rows of one name. Where only one side changed a fact, its change stands; where both did, it is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from app.model import url as urls
from app.model.body import Body, FormBody, MultipartBody
from app.model.options import NAMES, Options
from app.model.request import Request

Where = tuple[str, ...]
Side = Literal["mine", "theirs"]
Facts = dict[Where, Any]

_SINGLE: Final = ("name", "method", "auth", "docs", "sequence")
_ROWS: Final = ("query", "path", "headers", "omitted", "tags", "variables")


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that two versions tell differently. A row is a tuple of all rows of that name; None stands
    for no such row, option or earlier version."""

    where: Where
    base: Any
    mine: Any
    theirs: Any

    @property
    def side(self) -> Side | None:
        """Who changed it, or None where both did."""
        if self.mine == self.base:
            return "theirs"
        return "mine" if self.theirs == self.base else None


def differences(base: Request | None, mine: Request, theirs: Request) -> tuple[Difference, ...]:
    """Where ``mine`` and ``theirs`` differ, in the order of the editor. Without a ``base`` nobody knows who
    changed what, and every difference is one of both sides."""
    old, own, other = (_facts(each, _whole(mine, theirs)) if each else {} for each in (base, mine, theirs))
    return tuple(
        Difference(where, old.get(where), own.get(where), other.get(where))
        for where in dict.fromkeys((*own, *other))
        if own.get(where) != other.get(where)
    )


def clash(found: Sequence[Difference]) -> bool:
    """Whether somebody has to be asked."""
    return any(each.side is None for each in found)


def merge(
    base: Request | None, mine: Request, theirs: Request, chosen: Mapping[Where, Side] | None = None
) -> Request:
    """One request of the three. ``chosen`` says whose fact stands where; elsewhere it is that of the side
    that changed it, and mine where both did.

    Rows keep the order of the side that moved them; rows that both added stand one behind the other.
    """
    merged = _facts(mine, _whole(mine, theirs))
    for each in differences(base, mine, theirs):
        side = (chosen or {}).get(each.where) or each.side
        value = each.theirs if side == "theirs" else each.mine
        if value is None:
            merged.pop(each.where, None)
        else:
            merged[each.where] = value
    return _built(merged, base or theirs, mine, theirs)


def _whole(mine: Request, theirs: Request) -> bool:
    """Whether the bodies can be compared as a whole only, not row by row."""
    return type(mine.body) is not type(theirs.body) or not isinstance(mine.body, FormBody | MultipartBody)


def _facts(request: Request, whole_body: bool) -> Facts:
    address, _, fragment = urls.split(request.url)
    facts: Facts = {("name",): request.name, ("method",): request.method}
    facts["url",] = urls.join(address, None, fragment)
    rows = {name: getattr(request, name) for name in _ROWS}
    rows["query"] = urls.query_rows(request.url, request.query)
    if whole_body:
        facts["body",] = request.body
    else:
        rows["body"] = _body_rows(request.body)
    for part, group in rows.items():
        for name, same in _by_name(group).items():
            facts[part, name] = tuple(same)
    facts |= {(name,): getattr(request, name) for name in _SINGLE}
    facts |= {("options", name): getattr(request.options, name) for name in request.options.set_here()}
    return facts


def _body_rows(body: Body) -> Sequence[Any]:
    match body:
        case FormBody(rows):
            return rows
        case MultipartBody(parts):
            return parts
    return ()


def _by_name(rows: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(_name(row), []).append(row)
    return found


def _name(row: Any) -> str:
    return row if isinstance(row, str) else str(row.name)


def _built(facts: Facts, base: Request, mine: Request, theirs: Request) -> Request:
    """The request that tells these facts."""
    known = [_row_parts(each) for each in (base, mine, theirs)]
    parts: dict[str, Any] = {
        part: _in_order(part, facts, *(each.get(part, ()) for each in known)) for part in (*_ROWS, "body")
    }
    body = facts["body",] if ("body",) in facts else _body(mine.body, parts["body"])
    single: dict[str, Any] = {name: facts.get((name,)) for name in _SINGLE}
    return replace(
        mine,
        **parts | single | {"body": body},
        url=_url(facts["url",], parts["query"], mine, theirs),
        options=Options(**{name: facts.get(("options", name)) for name in NAMES}),
    )


def _row_parts(request: Request) -> dict[str, Sequence[Any]]:
    rows: dict[str, Sequence[Any]] = {part: getattr(request, part) for part in _ROWS}
    rows["query"] = urls.query_rows(request.url, request.query)
    rows["body"] = _body_rows(request.body)
    return rows


def _body(like: Body, rows: tuple[Any, ...]) -> Body:
    return FormBody(rows) if isinstance(like, FormBody) else MultipartBody(rows)


def _url(address: str, rows: Sequence[Any], mine: Request, theirs: Request) -> str:
    """The text that shows these rows: one of the two as it was typed, where it says the same."""
    base, _, fragment = urls.split(address)
    texts = [urls.join(base, urls.split(each.url)[1], fragment) for each in (mine, theirs)]
    wanted = [row for row in rows if row.enabled]
    for text in texts:
        if [(row.name, row.value) for row in urls.query_rows(text, ())] == [
            (row.name, row.value) for row in wanted
        ]:
            return text
    return urls.with_query_rows(texts[1], rows)


def _in_order(
    part: str, facts: Facts, base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]
) -> tuple[Any, ...]:
    """The rows of a part, in the order of theirs unless mine has another one than before."""
    groups = {where[1]: same for where, same in facts.items() if where[0] == part and len(where) > 1}
    rows = {(name, number) for name, same in groups.items() for number in range(len(same))}
    old, own, other = (_keys(each) for each in (base, mine, theirs))
    moved = [key for key in own if key in old] != [key for key in old if key in own]
    first, second = (own, other) if moved else (other, own)
    order = [key for key in first if key in rows]
    for place, key in enumerate(second):
        if key in rows and key not in order:
            order.insert(_place(order, second[:place], second), key)
    # Rows of one name follow one another as before, whichever of their places these are.
    left = {name: iter(same) for name, same in groups.items()}
    return tuple(next(left[name]) for name, _ in order)


def _place(order: list[tuple[str, int]], before: Sequence[object], known: Sequence[object]) -> int:
    """Behind the nearest row that stands before it, and behind what only the other side added there."""
    place = next((order.index(key) + 1 for key in reversed(before) if key in order), 0)
    while place < len(order) and order[place] not in known:
        place += 1
    return place


def _keys(rows: Sequence[Any]) -> list[tuple[str, int]]:
    """What tells rows apart: the name, and a number where several have the same."""
    seen: dict[str, int] = {}
    keys = []
    for row in rows:
        name = _name(row)
        keys.append((name, seen.get(name, 0)))
        seen[name] = seen.get(name, 0) + 1
    return keys
