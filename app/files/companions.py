"""The files that requests name by paths of their collection: they come along into another collection."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from app.errors import UnreadableFile
from app.files import atomic, items
from app.files.codec_collection import FolderFile
from app.files.scan import ENDINGS
from app.files.tree import Parsed, parse
from app.model.body import Body, FileBody, MultipartBody
from app.model.collection import Contents
from app.model.options import ClientCertificate, Options


def bring_along(source: Path, path: str, target: Path) -> tuple[str, ...]:
    """Copy what an item names into another collection, where nothing stands at its path yet.

    Args:
        source: the folder of the collection that the item is in.
        path: the item's file or folder there.
        target: the folder of the other collection.

    Returns: the names that mean another file there now, or none.

    Raises:
        UnreadableFile: a file cannot be copied.
    """
    return tuple(name for name in dict.fromkeys(_named(source, path)) if not _bring(source, name, target))


def _bring(source: Path, name: str, target: Path) -> bool:
    """Copy one file; whether its name means the same in both collections."""
    old, new = source / name, target / name
    if ".." in PurePosixPath(name).parts or not old.resolve().is_relative_to(source.resolve()):
        return False
    if not old.is_file():
        return True  # It was missing before: sending says so, as it did.
    if new.exists():
        return new.is_file() and filecmp.cmp(old, new, shallow=False)
    items.make_folder(new.parent)
    try:
        shutil.copyfile(old, new)
    except OSError as error:
        raise atomic.unwritable(new, error) from error
    return True


def _named(root: Path, path: str) -> Iterator[str]:
    """The relative paths that stand in an item, or in everything below a folder."""
    place = root / path
    files = sorted(place.rglob("*")) if place.is_dir() else [place]
    for file in files:
        if file.name.lower().endswith(ENDINGS) and file.is_file():
            for name in _in_file(_parsed(file, root)):
                if name and "{{" not in name and not Path(name).expanduser().is_absolute():
                    yield name


def _parsed(file: Path, root: Path) -> Parsed | None:
    try:
        return parse(file.read_bytes(), file.relative_to(root).as_posix(), root)
    except (OSError, UnreadableFile):
        return None


def _in_file(found: Parsed | None) -> Iterator[str]:
    if isinstance(found, Contents):
        yield from _in_body(found.request.body)
        yield from _in_options(found.request.options)
        yield from (example.response.file for example in found.examples)
    elif isinstance(found, FolderFile):
        yield from _in_options(found.defaults.options)
        for entry in found.defaults.certificates:
            yield from _in_certificate(entry.certificate)


def _in_body(body: Body) -> Iterator[str]:
    if isinstance(body, FileBody):
        yield body.path
    elif isinstance(body, MultipartBody):
        for part in body.parts:
            yield from part.files


def _in_options(options: Options) -> Iterator[str]:
    yield options.ca_file or ""
    if options.certificate is not None:
        yield from _in_certificate(options.certificate)


def _in_certificate(certificate: ClientCertificate) -> Iterator[str]:
    yield from (certificate.file, certificate.key_file)
