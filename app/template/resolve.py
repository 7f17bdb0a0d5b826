"""From a request as typed to one with no variables left and everything inherited in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from app.errors import UnknownVariables
from app.model import url as urls
from app.model.auth import Auth, InheritAuth, NoAuth
from app.model.body import Body, FileBody, FormBody, MultipartBody, TextBody
from app.model.collection import Collection
from app.model.field import Field
from app.model.options import ClientCertificate, HostCertificate, Layer, Travel, covers
from app.model.request import Request
from app.template.json_comments import strip_comments
from app.template.replace import Replacer
from app.template.scope import Scope


@dataclass(frozen=True, slots=True)
class Resolved:
    """A request with no variables left: text as it goes out, auth and headers inherited.

    ``url`` has path parameters filled in. ``headers`` are the enabled rows in order, inherited ones
    first. ``base`` is the folder that relative file paths start from. ``secrets`` are the values of the
    secret variables that were used: whatever shows or writes the request masks them. Made by
    ``resolve`` only; the sender takes nothing else.
    """

    method: str
    url: str
    headers: tuple[Field, ...]
    omitted: tuple[str, ...]
    body: Body
    auth: Auth
    travel: Travel
    base: Path | None = None
    secrets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives something that is inherited: ``words`` such as "folder Orders", and the path of the folder,
    empty for the collection."""

    words: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a request inherits: headers outermost first and who gives each, the auth that applies and who
    gives it, the options of folders and collection and their client certificates, innermost first."""

    inherited: tuple[tuple[Field, Giver], ...] = ()
    auth: Auth = NoAuth()
    auth_giver: Giver | None = None
    base: Path | None = None
    options: tuple[Layer, ...] = ()
    certificates: tuple[HostCertificate, ...] = ()

    @property
    def headers(self) -> tuple[Field, ...]:
        """The inherited headers alone."""
        return tuple(row for row, _ in self.inherited)


def surroundings(collection: Collection | None, path: str) -> Surroundings:
    """What the request at a relative path (or new, in that folder) inherits from its collection."""
    if collection is None:
        return Surroundings()
    chain = [(Giver("collection " + collection.name), collection.defaults)]
    chain += [(Giver("folder " + each.name, each.path), each.defaults) for each in collection.lineage(path)]
    headers: dict[str, tuple[Field, Giver]] = {}
    auth: Auth = NoAuth()
    auth_giver: Giver | None = None
    for giver, defaults in chain:
        headers |= {row.name.lower(): (row, giver) for row in defaults.headers if row.enabled}
        if defaults.auth is not None and not isinstance(defaults.auth, InheritAuth):
            auth, auth_giver = defaults.auth, giver
    nearest = tuple(reversed(chain))
    return Surroundings(
        tuple(headers.values()),
        auth,
        auth_giver,
        collection.root,
        tuple(Layer(giver.words, defaults.options) for giver, defaults in nearest),
        tuple(certificate for _, defaults in nearest for certificate in defaults.certificates),
    )


def inherit(request: Request, around: Surroundings) -> Request:
    """The request with inherited auth and headers in place; a typed header replaces an inherited one,
    also when its row is switched off."""
    typed = {row.name.lower() for row in request.headers}
    inherited = tuple(row for row in around.headers if row.name.lower() not in typed)
    auth = around.auth if isinstance(request.auth, InheritAuth) else request.auth
    return replace(request, headers=inherited + request.headers, auth=auth)


def resolve(request: Request, around: Surroundings, scope: Scope, travel: Travel) -> Resolved:
    """Replace every variable and inherit what is inherited.

    Raises:
        UnknownVariables: names that no layer defines (all of them, in the order met), and secret ones
            whose value is not in the keyring.
    """
    whole = inherit(request, around)
    text = Replacer(scope)
    url = urls.fill_path(text.value(whole.url), text.rows(whole.path))
    resolved = Resolved(
        method=text.value(whole.method),
        url=url,
        headers=text.rows(row for row in whole.headers if row.enabled),
        omitted=whole.omitted,
        body=_body(whole.body, text),
        auth=text.values(whole.auth),
        travel=_travel(travel, url, text, around.base),
        base=around.base,
        secrets=tuple(text.secrets),
    )
    if text.unknown or text.valueless:
        raise UnknownVariables(tuple(text.unknown), tuple(text.valueless))
    return resolved


def preview(text: str, scope: Scope) -> str:
    """A text with its variables replaced as far as they are known; secrets are masked."""
    return Replacer(scope.hidden()).value(text)


def used_names(request: Request, around: Surroundings, scope: Scope, travel: Travel) -> tuple[str, ...]:
    """The names of all variables that a send of this request looks up, nested ones included."""
    text = Replacer(scope)
    whole = inherit(request, around)
    for value in (whole.method, whole.url):
        text.value(value)
    text.rows(whole.path)
    text.rows(row for row in whole.headers if row.enabled)
    _body(whole.body, text)
    text.values(whole.auth)
    _travel(travel, "", text, around.base)
    return tuple(text.met)


def _body(body: Body, text: Replacer) -> Body:
    match body:
        case TextBody(kind="json"):
            # Before variables are replaced: a value may hold what looks like a comment.
            return replace(body, text=text.value(strip_comments(body.text)))
        case TextBody():
            return replace(body, text=text.value(body.text))
        case FormBody():
            return FormBody(text.rows(row for row in body.fields if row.enabled))
        case MultipartBody():
            return MultipartBody(
                tuple(
                    replace(text.values(part), files=tuple(map(text.value, part.files)))
                    for part in body.parts
                    if part.enabled
                )
            )
        case FileBody():
            return text.values(body)
        case _:
            return body


def _travel(travel: Travel, url: str, text: Replacer, base: Path | None) -> Travel:
    """The options with their variables replaced and their files placed. A certificate for another host than
    that of ``url`` may hold variables that are not known here; it is needed only where a redirect leads."""
    found = text.values(travel)
    return replace(
        found,
        ca_file=_place(found.ca_file, base),
        unix_socket=_place(found.unix_socket, base),
        certificate=_placed(text.values(travel.certificate), base),
        proxy=text.values(travel.proxy),
        no_proxy=tuple(map(text.value, travel.no_proxy)),
        resolve=tuple(map(text.values, travel.resolve)),
        certificates=tuple(
            _certificate(each, url, text, base) for each in travel.certificates if each.enabled
        ),
    )


def _certificate(entry: HostCertificate, url: str, text: Replacer, base: Path | None) -> HostCertificate:
    named = replace(entry, host=text.value(entry.host))
    if _is_for(named.host, url):
        return replace(named, certificate=_placed(text.values(entry.certificate), base))
    apart = text.apart()
    found = _placed(apart.values(entry.certificate), base)
    return named if apart.unknown or apart.valueless else replace(named, certificate=found)


def _placed(certificate: ClientCertificate, base: Path | None) -> ClientCertificate:
    return replace(
        certificate, file=_place(certificate.file, base), key_file=_place(certificate.key_file, base)
    )


def _place(file: str, base: Path | None) -> str:
    """The path of a file that may be relative to the collection; empty stays so."""
    return str((base or Path()) / Path(file).expanduser()) if file else ""


def _is_for(host: str, url: str) -> bool:
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        return covers(host, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
    except ValueError:
        return False
