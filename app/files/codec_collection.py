"""The other files of a collection as values: ``opencollection.yml``, ``folder.yml`` and environments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.files.codec_environment import decode_variables, encode_variable
from app.files.codec_options import decode_options, encode_settings, encode_sonde
from app.files.codec_parts import (
    Data,
    decode_auth,
    decode_fields,
    encode_auth,
    encode_fields,
    number,
    without_empty,
)
from app.files.codec_travel import decode_certificates, decode_config, encode_certificates, encode_config
from app.files.view import View
from app.model.auth import Auth, InheritAuth, NoAuth
from app.model.collection import Defaults

VERSION = "1.0.0"  # of the OpenCollection format


@dataclass(frozen=True, slots=True)
class RootFile:
    """What ``opencollection.yml`` says. ``id`` is empty where Sonde has not given one. ``strict`` keeps
    every other file within the published schema."""

    id: str = ""
    name: str = ""
    defaults: Defaults = Defaults()
    docs: str = ""
    bundled: bool = False
    strict: bool = False


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
        defaults=_decode_root_defaults(view),
        docs=view.text("docs"),
        bundled=view.flag("bundled") is True,
        strict=view.inside("extensions").inside("sonde").flag("strict") is True,
    )


def encode_root(root: RootFile) -> Data:
    """The mapping of ``opencollection.yml``."""
    config, rest = encode_config(root.defaults.options)
    sonde: Data = without_empty({"id": root.id}) | ({"strict": True} if root.strict else {})
    sonde |= encode_sonde(rest)
    data = {
        "opencollection": VERSION,
        "info": without_empty({"name": root.name}),
        "config": config | encode_certificates(root.defaults.certificates),
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
    defaults = folder.defaults
    sonde = encode_sonde(defaults.options) | encode_certificates(defaults.certificates)
    data = {"info": info, "request": _encode_defaults(defaults), "docs": folder.docs}
    return without_empty(data | {"extensions": {"sonde": sonde} if sonde else {}})


def _decode_root_defaults(view: View) -> Defaults:
    defaults, config = _decode_defaults(view), view.inside("config")
    # The schema keeps these two in a place that folders do not have.
    certificates = decode_certificates(config) + defaults.certificates
    return replace(defaults, options=decode_config(config, defaults.options), certificates=certificates)


def _decode_defaults(view: View) -> Defaults:
    request, sonde = view.inside("request"), view.inside("extensions").inside("sonde")
    return Defaults(
        options=decode_options(request.inside("settings").inside("http"), sonde),
        certificates=decode_certificates(sonde),
        headers=decode_fields(request.rows("headers")),
        auth=_decode_default_auth(request),
        variables=decode_variables(request),
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
            "settings": without_empty({"http": encode_settings(defaults.options)}),
        }
    )
