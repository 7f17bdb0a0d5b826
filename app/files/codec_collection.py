"""The other files of a collection as values: ``opencollection.yml``, ``folder.yml`` and environments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.files.codec_parts import (
    Data,
    decode_auth,
    decode_fields,
    decode_variable,
    encode_auth,
    encode_fields,
    encode_variable,
    number,
    without_empty,
)
from app.files.view import View
from app.model.auth import Auth, InheritAuth, NoAuth
from app.model.collection import Defaults
from app.model.environment import Environment

VERSION = "1.0.0"  # of the OpenCollection format


@dataclass(frozen=True, slots=True)
class RootFile:
    """What ``opencollection.yml`` says. ``id`` is empty where Sonde has not given one."""

    id: str = ""
    name: str = ""
    defaults: Defaults = Defaults()
    docs: str = ""
    bundled: bool = False


@dataclass(frozen=True, slots=True)
class FolderFile:
    """What a ``folder.yml`` says."""

    name: str = ""
    defaults: Defaults = Defaults()
    docs: str = ""
    sequence: float | None = None


def decode_root(data: Any, path: Path) -> RootFile:
    """The value of ``opencollection.yml``."""
    view = View(data, path)
    return RootFile(
        id=view.inside("extensions").inside("sonde").text("id"),
        name=view.inside("info").text("name"),
        defaults=_decode_defaults(view),
        docs=view.text("docs"),
        bundled=view.flag("bundled") is True,
    )


def encode_root(root: RootFile) -> Data:
    """The mapping of ``opencollection.yml``."""
    sonde = without_empty({"id": root.id})
    data = {
        "opencollection": VERSION,
        "info": without_empty({"name": root.name}),
        "request": _encode_defaults(root.defaults),
        "docs": root.docs,
    }
    return (
        without_empty(data)
        | {"bundled": root.bundled}
        | without_empty({"extensions": {"sonde": sonde} if sonde else {}})
    )


def decode_folder(data: Any, path: Path) -> FolderFile:
    """The value of a ``folder.yml``."""
    view = View(data, path)
    info = view.inside("info")
    return FolderFile(
        name=info.text("name", path.parent.name),
        defaults=_decode_defaults(view),
        docs=view.text("docs"),
        sequence=info.number("seq"),
    )


def encode_folder(folder: FolderFile) -> Data:
    """The mapping of a ``folder.yml``."""
    info = without_empty({"name": folder.name}) | {"type": "folder"}
    info |= without_empty({"seq": number(folder.sequence)})
    return without_empty({"info": info, "request": _encode_defaults(folder.defaults), "docs": folder.docs})


def _decode_defaults(view: View) -> Defaults:
    request = view.inside("request")
    return Defaults(
        headers=decode_fields(request.rows("headers")),
        auth=_decode_default_auth(request),
        variables=tuple(map(decode_variable, request.rows("variables"))),
    )


def _decode_default_auth(request: View) -> Auth | None:
    if "auth" not in request:
        return None
    auth = decode_auth(request)
    return None if auth == InheritAuth() else auth


def _encode_defaults(defaults: Defaults) -> Data:
    # The schema has no word for "no auth here"; this is what Bruno writes.
    auth = {"type": "none"} if defaults.auth == NoAuth() else defaults.auth and encode_auth(defaults.auth)
    return without_empty(
        {
            "headers": encode_fields(defaults.headers),
            "auth": auth,
            "variables": list(map(encode_variable, defaults.variables)),
        }
    )


def decode_environment(data: Any, path: Path) -> Environment:
    """An environment; ``path`` of the value is for the store to fill in."""
    view = View(data, path)
    return Environment(
        name=view.text("name", path.stem), variables=tuple(map(decode_variable, view.rows("variables")))
    )


def encode_environment(environment: Environment) -> Data:
    """The mapping of an environment's file."""
    variables = list(map(encode_variable, environment.variables))
    return {"name": environment.name} | without_empty({"variables": variables})
