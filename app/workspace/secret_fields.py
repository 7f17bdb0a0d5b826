"""Which texts of a request, a folder or an environment are secrets, and how a name takes a secret's place.

A field is named by where it stands: ``username``, ``password``, ``token`` and ``value`` of the auth;
``auth.`` and the keys in a scheme that Sonde only keeps; ``proxy.password``, ``certificate.passphrase``;
``url`` and ``proxy.url`` for a login in them; and a table with the number of a row from 0: ``headers.2``,
``query.0``, ``path.0``, ``body.1``, ``variables.3``, ``certificates.0``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from app.format.secret_begun import begins_secret
from app.format.secret_hits import RANDOM, Hit, secrets_in, tokens_in
from app.model import url as urls
from app.model.auth import SECRET_FIELDS, ApiKeyAuth, BasicAuth, BearerAuth, OtherAuth
from app.model.body import FormBody, MultipartBody
from app.model.collection import Defaults
from app.model.environment import Environment, Variable
from app.model.request import Request

Item = Request | Defaults | Environment
AnyItem = TypeVar("AnyItem", Request, Defaults, Environment)

OPTION_FIELDS = ("proxy.password", "certificate.passphrase")
_TABLES = {"headers": "Header", "query": "Parameter", "path": "Path parameter", "body": "Form field"}
_FREE = ("url", "username")  # what stands under these names is a secret by its form alone
_ROWS = {FormBody: "fields", MultipartBody: "parts"}


@dataclass(frozen=True, slots=True)
class SecretField:
    """A literal that stands where a secret should: the place, words for people that stay the same while
    the text changes, and the text. A ``guess`` is one that only looks random."""

    field: str
    label: str
    value: str = dataclasses.field(repr=False)
    guess: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """One text of an item. ``name`` is what it stands under; ``sure`` says that any literal is a secret,
    ``whole`` that it can only go to the keyring as a whole."""

    field: str
    label: str
    name: str
    text: str
    sure: bool = False
    whole: bool = False

    @property
    def secret(self) -> Hit | None:
        """The part that is a secret, if any."""
        if self.sure:
            literal = self.text.strip() and "{{" not in self.text
            return Hit(0, len(self.text), self.label) if literal else None
        found = tokens_in(self.text) if self.name in _FREE else secrets_in(self.name, self.text)
        if found and self.whole:
            return Hit(0, len(self.text), found[0].rule)
        return found[0] if found else None


def looks_secret(name: str, text: str) -> bool:
    """Whether a text should rather be a secret: the value of a row by that name, or a URL without one."""
    return bool(secrets_in(name, text) if name else tokens_in(text))


def literal_secrets(item: Item, begun: bool = False) -> tuple[SecretField, ...]:
    """Every literal that stands where a secret should, in the order shown; with ``begun`` also every text
    that is about to be one when the next letters are typed."""
    found = ((spot, spot.secret or _begun(spot.text, begun)) for spot in _spots(item))
    return tuple(
        SecretField(spot.field, spot.label, spot.text[hit.start : hit.end], hit.rule == RANDOM)
        for spot, hit in found
        if hit
    )


def _begun(text: str, wanted: bool) -> Hit | None:
    return Hit(0, len(text), RANDOM) if wanted and begins_secret(text) else None


def text_at(item: Item, field: str) -> str:
    """What of a field goes to the keyring: the part that is a secret, else all; empty where there is no
    such field."""
    spot = _spot(item, field)
    if spot is None:
        return ""
    hit = spot.secret
    return spot.text[hit.start : hit.end] if hit else spot.text


def suggested_name(item: Item, field: str) -> str:
    """A variable name for the literal of a field."""
    if field in OPTION_FIELDS:
        return field.replace(".", "_")
    match getattr(item, "auth", None):
        case BasicAuth(username=username) if field == "password" and username and "{{" not in username:
            # A token that stands for the user must not become part of a name.
            return "password" if tokens_in(username) else f"{username}_password"
        case BearerAuth() if field == "token":
            return "token"
        case ApiKeyAuth(key=key) if field == "value" and key and "{{" not in key:
            return key
    if field.endswith("url"):
        return "login_password"
    spot = _spot(item, field)
    name = spot.name if spot is not None and spot.name else field
    # A folder's variable goes before that of an environment: by its own name it would name itself.
    return f"{name}_secret" if field.startswith("variables.") and not isinstance(item, Environment) else name


def place_text(item: AnyItem, field: str, text: str) -> AnyItem:
    """The item with a text in place of a field's secret part; unchanged when there is no such field any
    more. A variable of an environment becomes a secret one by the empty text, and keeps its name."""
    spot = _spot(item, field)
    if spot is None:
        return item
    hit = spot.secret
    whole = spot.text[: hit.start] + text + spot.text[hit.end :] if hit else text
    placed: AnyItem = _put(item, field, whole)
    return placed


def _spot(item: Item, field: str) -> _Spot | None:
    return next((spot for spot in _spots(item) if spot.field == field), None)


def _spots(item: Item) -> Iterator[_Spot]:
    """Every text of an item that may hold a secret."""
    if isinstance(item, Request):
        yield _Spot("url", "Login in the URL", "url", urls.split(item.url)[0])
        yield from _query(item)
        yield from _rows("path", item.path)
    if not isinstance(item, Environment):
        yield from _rows("headers", item.headers)
        yield from _auth(item.auth)
    if isinstance(item, Request) and type(item.body) in _ROWS:
        yield from _rows("body", getattr(item.body, _ROWS[type(item.body)]))
    if not isinstance(item, Environment):
        yield from _options(item)
    whole = isinstance(item, Environment)
    for number, each in enumerate(item.variables):
        if not each.secret:
            place, label = f"variables.{number}", f"Variable {each.name}"
            yield _Spot(place, label, each.name, each.value, whole=whole)


def _rows(table: str, rows: Sequence[Any]) -> Iterator[_Spot]:
    for number, row in enumerate(rows):
        yield _Spot(f"{table}.{number}", f"{_TABLES[table]} {row.name}", row.name, row.value)


def _query(request: Request) -> Iterator[_Spot]:
    """The rows of the query, with values as they stand in the URL: a variable is put in there as it is."""
    pieces = iter(urls.pieces(urls.split(request.url)[1]))
    for number, row in enumerate(urls.query_rows(request.url, request.query)):
        blank = not (row.name or row.value)
        piece = (urls.write_piece(row) if blank or not row.enabled else next(pieces, "")).partition("=")[2]
        yield _Spot(f"query.{number}", f"{_TABLES['query']} {row.name}", row.name, piece)


def _auth(auth: object) -> Iterator[_Spot]:
    if isinstance(auth, OtherAuth):
        yield from _kept(auth.data, "auth")
    if isinstance(auth, BasicAuth):
        yield _Spot("username", "Username", "username", auth.username)
    for name in SECRET_FIELDS.get(type(auth), ()):
        label = "Key" if isinstance(auth, ApiKeyAuth) else name.capitalize()
        yield _Spot(name, label, name, getattr(auth, name), sure=True)


def _kept(data: object, place: str, name: str = "") -> Iterator[_Spot]:
    """The texts of a scheme that is kept as its file has it."""
    if isinstance(data, Mapping):
        if data.get("type") == "file":
            return  # The path of a key, not the key.
        for key, value in data.items():
            if "." in key:
                continue  # No scheme has such a key, and a place could not name it.
            row = str(data.get("name", "")) or name
            yield from _kept(value, f"{place}.{key}", row if key == "value" else str(key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _kept(value, f"{place}.{number}", name)
    elif isinstance(data, str):
        yield _Spot(place, name, name, data)


def _options(item: Request | Defaults) -> Iterator[_Spot]:
    proxy, certificate = item.options.proxy, item.options.certificate
    if proxy is not None:
        yield _Spot("proxy.url", "Login in the proxy's URL", "url", proxy.url)
        yield _Spot("proxy.password", "Password of the proxy", "password", proxy.password, sure=True)
    if certificate is not None:
        words = "Passphrase of the certificate"
        yield _Spot("certificate.passphrase", words, "passphrase", certificate.passphrase, sure=True)
    if isinstance(item, Defaults):
        for number, each in enumerate(item.certificates):
            words = f"Passphrase for {each.host}"
            name = f"{each.host}_passphrase"
            yield _Spot(f"certificates.{number}", words, name, each.certificate.passphrase, sure=True)


def _put(item: Any, field: str, text: str) -> Any:
    """The item with this text in a field that it has."""
    table, _, rest = field.partition(".")
    match item, table:
        case Request(), "url":
            # What stands behind the path may have been edited meanwhile: it stays as it is.
            _, query, fragment = urls.split(item.url)
            return replace(item, url=urls.join(text, query, fragment))
        case Request(), "query":
            return _put_query(item, int(rest), text)
        case Request(), "body":
            inside: dict[str, Any] = {_ROWS[type(item.body)]: None}
            (name,) = inside
            return replace(item, body=_with(item.body, f"{name}.{rest}.value", text))
        case Environment(), _:
            return replace(item, variables=_with_variable(item.variables, int(rest), text))
        case _, "variables" | "headers" | "path":
            return _with(item, f"{field}.value", text)
        case _, "certificates":
            return _with(item, f"{field}.certificate.passphrase", text)
        case _, "proxy" | "certificate":
            return _with(item, f"options.{field}", text)
        case _, "auth":
            return _with(item, f"auth.data.{rest}", text)
    return _with(item, f"auth.{field}", text)


def _put_query(request: Request, number: int, text: str) -> Request:
    """The request with another value of a parameter, in the table and, as it is spelled here, in the URL."""
    old = urls.query_rows(request.url, request.query)
    row = replace(old[number], value=urls.decode(text))
    rows = (*old[:number], row, *old[number + 1 :])
    return replace(request, url=urls.with_query_rows(request.url, rows), query=rows)


def _with_variable(variables: tuple[Variable, ...], number: int, text: str) -> tuple[Variable, ...]:
    old = variables[number]
    new = replace(old, value=text)
    if not text:
        new = Variable(old.name, secret=True, enabled=old.enabled, description=old.description)
    return (*variables[:number], new, *variables[number + 1 :])


def _with(value: Any, place: str, text: str) -> Any:
    """A value with one text deep in it replaced; ``place`` names attributes, keys and numbers of rows."""
    step, _, rest = place.partition(".")
    if isinstance(value, Mapping):
        return {**value, step: _with(value[step], rest, text) if rest else text}
    if isinstance(value, list | tuple):
        rows = [*value]
        rows[int(step)] = _with(rows[int(step)], rest, text) if rest else text
        return type(value)(rows)
    changed: dict[str, Any] = {step: _with(getattr(value, step), rest, text) if rest else text}
    return replace(value, **changed)
