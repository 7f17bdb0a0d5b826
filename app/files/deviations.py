"""What Bruno itself writes outside of the schema that it published: read here like the rest, and told by a
check, but not counted as wrong.

Each rule looks at one mapping of a file and gives the keys that deviate, with the reason and what stands
there for the schema's sake (nothing, where the key is left out).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Place = tuple[str | int, ...]
Deviation = tuple[str, str, Any]  # key, reason, what the schema would have there
_LEFT_OUT: Final = object()
_AUTHS: Final = ("none", "akamai-edgegrid")
_EARLIER: Final = {"tokenSecret": "accessTokenSecret", "addParamsTo": "placement"}
_ROWS: Final = ("form-urlencoded", "multipart-form", "file")


def without_deviations(data: Any) -> tuple[Any, list[tuple[Place, str]]]:
    """Data as the schema would have it, and where it is not: each place with the reason.

    Args:
        data: what a file holds.
    """
    found: list[tuple[Place, str]] = []
    return _plain(data, (), found), found


def _plain(data: Any, place: Place, found: list[tuple[Place, str]]) -> Any:
    if isinstance(data, list):
        return [_plain(row, (*place, index), found) for index, row in enumerate(data)]
    if not isinstance(data, Mapping):
        return data
    result = dict(data)
    for rule in (*_ANYWHERE, *([_PLACED[place]] if place in _PLACED else [])):
        for key, reason, instead in rule(data):
            found.append(((*place, key), reason))
            del result[key]
            if instead is not _LEFT_OUT:
                result[key] = instead
    return {key: _plain(value, (*place, key), found) for key, value in result.items()}


def _auth(data: Mapping[str, Any]) -> Iterator[Deviation]:
    auth = data.get("auth")
    if isinstance(auth, Mapping) and auth.get("type") in _AUTHS:
        yield "auth", f"the schema has no auth {auth['type']}", _LEFT_OUT


def _body(data: Mapping[str, Any]) -> Iterator[Deviation]:
    body = data.get("body")
    if isinstance(body, Mapping) and body.get("type") in _ROWS and body.get("data") is None:
        yield "body", f"a body of type {body['type']} lacks data", {**body, "data": []}


def _proxy(data: Mapping[str, Any]) -> Iterator[Deviation]:
    proxy = data.get("proxy")
    if isinstance(proxy, str):
        yield "proxy", f"the word {proxy} stands in the place of a mapping", _LEFT_OUT
    elif isinstance(proxy, Mapping) and "hostname" in proxy:
        yield "proxy", "host and port stand outside of its config", _LEFT_OUT


def _port(data: Mapping[str, Any]) -> Iterator[Deviation]:
    if data.get("port") == "":
        yield "port", "an empty text stands in the place of a number", _LEFT_OUT


def _settings(data: Mapping[str, Any]) -> Iterator[Deviation]:
    if "omitHeaders" in data:
        yield "omitHeaders", "the schema does not know it yet", _LEFT_OUT


def _actions(data: Mapping[str, Any]) -> Iterator[Deviation]:
    if "actions" in data:
        yield "actions", "the schema does not know it for folders yet", _LEFT_OUT


def _scripts(data: Mapping[str, Any]) -> Iterator[Deviation]:
    kind = data.get("type")
    if isinstance(kind, str) and kind.startswith("grpc:"):
        yield "type", f"the schema does not know the phase {kind} yet", "tests"


def _oauth1(data: Mapping[str, Any]) -> Iterator[Deviation]:
    for key in _EARLIER if data.get("type") == "oauth1" else ():
        if key in data:
            yield key, f"the schema calls it {_EARLIER[key]} by now", _LEFT_OUT


Rule = Callable[[Mapping[str, Any]], Iterator[Deviation]]
_ANYWHERE: Final[tuple[Rule, ...]] = (_auth, _body, _scripts, _oauth1)
_PLACED: Final[Mapping[Place, Rule]] = {
    ("config",): _proxy,
    ("config", "proxy", "config"): _port,
    ("settings",): _settings,
    ("request",): _actions,
}
