"""What the command line names as a request: a URL with curl's options, or a request file."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, replace
from pathlib import Path

from app.cli.travel import travel_options
from app.errors import AppError, InvalidRequest
from app.files.store import read_collection
from app.model.auth import NoAuth
from app.model.body import FileBody, MultipartBody, Part, TextBody
from app.model.collection import BrokenItem, RequestItem
from app.model.field import Field
from app.model.options import ClientCertificate, Options
from app.model.request import Request

_METHOD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
ROOT_FILES = ("opencollection.yml", "opencollection.yaml")
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Target:
    """A request, and where it stands when it came from a file: its collection and its path there."""

    request: Request
    path: str = ""
    collection: Path | None = None


def read_target(options: argparse.Namespace) -> Target:
    """The request that the command line describes.

    Raises:
        AppError: wrong words, an unreadable file, a malformed header or form field.
    """
    if len(options.target) > 2:
        raise AppError(
            f"Too many words: {' '.join(options.target[2:])}.", "Give [METHOD] and one URL or file."
        )
    method = options.target[0] if len(options.target) == 2 else None
    if method is not None and not _METHOD.fullmatch(method):
        raise AppError(f"{method} is not a method.", "Give [METHOD] and one URL or file, in this order.")
    place = options.target[-1]
    target = _from_file(Path(place)) if place.endswith((".yml", ".yaml")) else Target(Request(auth=NoAuth()))
    request = target.request if target.path else replace(target.request, url=_absolute(place))
    request = _with_body(request, options)
    request = replace(
        request,
        method=method or _default_method(request, options),
        headers=request.headers + tuple(map(_header, options.header)),
        options=travel_options(request.options, options),
    )
    return replace(target, request=request)


def _absolute(url: str) -> str:
    return url if "://" in url or url.startswith("{{") else f"http://{url}"


def _from_file(path: Path) -> Target:
    if not path.is_file():
        raise AppError(f"There is no file {path}.", "A URL does not end in .yml; a path must exist.")
    path = path.resolve()
    root = next((up for up in path.parents if any((up / name).is_file() for name in ROOT_FILES)), path.parent)
    relative = path.relative_to(root).as_posix()
    item = read_collection(root).find(relative)
    if isinstance(item, BrokenItem):
        raise AppError(f"{path} cannot be sent: {item.problem}")
    if not isinstance(item, RequestItem):
        raise AppError(f"{path} is not an HTTP request.", "Only files with `type: http` can be sent.")
    return Target(item.request, relative, root)


def _with_body(request: Request, options: argparse.Namespace) -> Request:
    if options.data is not None:
        body = TextBody("text", "&".join(options.data))
        typed = any(_header(line).name.lower() == "content-type" for line in options.header)
        form = () if typed else (Field("Content-Type", FORM),)
        return replace(request, body=body, headers=request.headers + form)
    if options.data_file is not None:
        return replace(request, body=FileBody(str(Path(options.data_file).absolute())))
    if options.form is not None:
        return replace(request, body=MultipartBody(tuple(map(_part, options.form))))
    return request


def _default_method(request: Request, options: argparse.Namespace) -> str:
    given = (options.data, options.data_file, options.form)
    if any(value is not None for value in given) and request.method == "GET":
        return "POST"
    return request.method or "GET"


def _header(line: str) -> Field:
    name, colon, value = line.partition(":")
    if not colon or not name.strip():
        raise InvalidRequest(f"The header {line!r} has no name and colon.", "Write -H 'Name: value'.")
    return Field(name.strip(), value.strip())


def named_files(options: argparse.Namespace) -> list[Path]:
    """The files that the command line itself names, so that nobody need ask whether they may be read."""
    own = travel_options(Options(), options)
    parts = [_part(text) for text in options.form or ()]
    certificate = own.certificate or ClientCertificate()
    files = [options.data_file, own.ca_file, own.unix_socket, certificate.file, certificate.key_file]
    return [Path(file) for file in (*files, *(file for part in parts for file in part.files)) if file]


def _part(text: str) -> Part:
    name, equals, value = text.partition("=")
    if not equals:
        raise InvalidRequest(f"The form field {text!r} has no =.", "Write -F name=value or -F name=@file.")
    if value.startswith("@"):
        return Part(name, files=(str(Path(value[1:]).absolute()),), is_file=True)
    return Part(name, value)
