"""One item as YAML text on its way through the clipboard: read, checked, and made a file."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Final

from app.errors import AppError, UnreadableFile
from app.files import names, yaml
from app.files.store import Store
from app.files.tree import parse_item
from app.model.collection import Contents

_CLIPBOARD: Final = Path("The clipboard")  # stands for the file in complaints
_HINT: Final = "Copy requests in a tree, or the YAML text of one request."
_SIGN: Final = re.compile(r"^(?:info|type|http|graphql|grpc|websocket) *:", re.MULTILINE)


def looks_like_item(text: str) -> bool:
    """Whether somebody means a text to be an item, well written or not."""
    return _SIGN.search(text) is not None


def name_in(text: str) -> str:
    """The name of the item whose file would hold this text.

    Raises:
        AppError: it is no item of a collection; with line and column.
    """
    try:
        found = parse_item(yaml.load(text.encode(), _CLIPBOARD), "", _CLIPBOARD)
    except UnreadableFile as error:
        raise AppError(f"This cannot be pasted. {error.sentence}", _HINT) from None
    return found.request.name if isinstance(found, Contents) else found.name


def add_text(store: Store, folder: str, text: str) -> str:
    """Make a new item of a text, at the end of a folder; its path. Comments and unknown keys stay.

    Raises:
        AppError: it is no item, or the folder takes none.
    """
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / f"{names.slug(name_in(text))}.yml"
        file.write_text(text, "utf-8")
        return store.take_in(file, folder)


def text_of(store: Store, path: str) -> str:
    """The text of an item's file. Raises UnreadableFile, and AppError for a folder."""
    place = store.root / path
    if not place.is_file():
        raise AppError(f"{path} is no file of its own.", "Copy a request.")
    return yaml.decode(place.read_bytes(), place).text
