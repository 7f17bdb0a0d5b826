"""A to-do list behind a login: the small API that the second sample collection works with."""

from __future__ import annotations

import itertools
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.playground.answers import answer_json
from app.playground.auth import bearer_token
from app.playground.echo import media_type
from app.playground.endpoint import Endpoint
from app.playground.problems import Problem

USER, PASSWORD = "ada", "lovelace"
_MOST_ITEMS = 1000


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do."""

    id: int
    title: str
    done: bool = False
    priority: int = 2


_SEED = (
    Item(1, "Write the first request", True),
    Item(2, "Read what came back", False, 1),
    Item(3, "Invite nobody to an account", False, 3),
)


class TodoList:
    """The items, the tokens that were given out, and the functions that answer."""

    def __init__(self) -> None:
        self._tokens: set[str] = set()
        self._fill()

    def endpoints(self) -> tuple[Endpoint, ...]:
        """The addresses of the API."""
        one = "/todo/items/{id:int}"
        return (
            Endpoint(
                "/todo/login", f"{USER} and {PASSWORD} as JSON give a token.", self.log_in, ("POST",), True
            ),
            Endpoint("/todo/reset", "Back to the first three items.", self.reset, ("POST",)),
            Endpoint(
                "/todo/items",
                "The items (done=true or false) / a new one.",
                self.items,
                ("GET", "POST"),
                True,
            ),
            Endpoint(one, "One item.", self.item, ("GET", "PUT", "PATCH", "DELETE"), True, "/todo/items/1"),
        )

    async def log_in(self, request: Request) -> Response:
        """A token for the right user and password."""
        given = await _read_object(request)
        if (given.get("user"), given.get("password")) != (USER, PASSWORD):
            raise Problem(401, f'The user is "{USER}" and the password is "{PASSWORD}".')
        token = secrets.token_urlsafe(24)
        self._tokens.add(token)
        return answer_json({"token": token, "token_type": "Bearer"})

    async def reset(self, _request: Request) -> Response:
        """The items of the start; tokens stay good."""
        self._fill()
        return Response(status_code=204)

    async def items(self, request: Request) -> Response:
        """List the items, or add one."""
        self._require_token(request)
        if request.method == "POST":
            return self._add(await _read_object(request))
        wanted = request.query_params.get("done")
        if wanted not in (None, "true", "false"):
            raise Problem(400, f"done is {wanted!r}; it has to be true or false.")
        chosen = [item for item in self._items.values() if wanted in (None, str(item.done).lower())]
        return answer_json({"items": [asdict(item) for item in chosen], "total": len(chosen)})

    async def item(self, request: Request) -> Response:
        """Show, replace, change or delete one item."""
        self._require_token(request)
        number = request.path_params["id"]
        if number not in self._items:
            raise Problem(404, f"There is no item {number}.")
        match request.method:
            case "PUT":
                self._store(Item(number, **_read_members(await _read_object(request), whole=True)))
            case "PATCH":
                changes = _read_members(await _read_object(request), whole=False)
                self._store(replace(self._items[number], **changes))
            case "DELETE":
                del self._items[number]
                return Response(status_code=204)
        return answer_json(asdict(self._items[number]))

    def _add(self, given: dict[str, Any]) -> Response:
        members = _read_members(given, whole=True)
        if len(self._items) >= _MOST_ITEMS:
            raise Problem(409, f"The list is full: {_MOST_ITEMS} items; POST /todo/reset empties it.")
        item = Item(next(self._numbers), **members)
        self._store(item)
        return answer_json(asdict(item), 201, {"Location": f"/todo/items/{item.id}"})

    def _store(self, item: Item) -> None:
        for other in self._items.values():
            if other.title == item.title and other.id != item.id:
                raise Problem(409, f"Item {other.id} has the title {item.title!r} already.")
        self._items[item.id] = item

    def _fill(self) -> None:
        self._items = {item.id: item for item in _SEED}
        self._numbers = itertools.count(len(_SEED) + 1)

    def _require_token(self, request: Request) -> None:
        token = bearer_token(request)
        if token in self._tokens:
            return
        # RFC 6750 section 3.1: no error code for a client that sent no token at all.
        reason = ', error="invalid_token"' if token else ""
        challenge = ("WWW-Authenticate", f'Bearer realm="todo"{reason}')
        raise Problem(401, "POST /todo/login gives a token; send it as a bearer token.", [challenge])


async def _read_object(request: Request) -> dict[str, Any]:
    """The JSON object of the body.

    Raises:
        Problem: 415 for another media type, 400 for what is not JSON, 422 for JSON that is no object.
    """
    body = await request.body()
    kind = media_type(request)
    if kind != "application/json" and not kind.endswith("+json"):
        raise Problem(415, "Send JSON with Content-Type: application/json.")
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Problem(400, f"The body is not valid JSON: {error}") from error
    if not isinstance(given, dict):
        raise Problem(422, "The body has to be a JSON object.")
    return given


def _read_members(given: dict[str, Any], whole: bool) -> dict[str, Any]:
    """The members of an item that are in ``given``; ``whole`` also asks for the title.

    Raises:
        Problem: 422 with every mistake at once, each with a JSON pointer (RFC 6901).
    """
    errors = [{"pointer": f"#/{name}", "detail": sentence} for name, sentence in _mistakes(given, whole)]
    if errors:
        raise Problem(422, "The item is not valid.", errors=errors)
    return {name: value for name, value in given.items() if name in _RULES}


def _mistakes(given: dict[str, Any], whole: bool) -> Iterator[tuple[str, str]]:
    if whole and "title" not in given:
        yield "title", "An item needs a title."
    # A client may send back the whole item that it got, and so its id as well.
    for name, value in given.items():
        if name not in (*_RULES, "id"):
            yield name, f"An item has no {name}; it has {', '.join(_RULES)}."
        elif name in _RULES and not _RULES[name][0](value):
            yield name, _RULES[name][1]


def _is_title(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_priority(value: Any) -> bool:
    return type(value) is int and 1 <= value <= 3


_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "title": (_is_title, "title has to be a text that is not empty."),
    "done": (_is_flag, "done has to be true or false."),
    "priority": (_is_priority, "priority has to be 1, 2 or 3."),
}
