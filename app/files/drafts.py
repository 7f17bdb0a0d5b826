"""A journal of drafts, so that nothing typed is lost when the program ends in the middle of it.

One small file per draft, in a folder that only its owner can read. A secret never comes here: the window
puts ``{{name}}`` in its place before there is a draft.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from app.errors import UnreadableFile
from app.files import atomic
from app.files.codec_request import decode_request, encode_request
from app.model.request import Request

DraftKey = tuple[str, str]
"""The id of a collection, and the path of the request in it or a name such as ``new-1``."""

_FORMAT = 1
_OWNER_ONLY = 0o600


class DraftJournal:
    """The drafts in a folder; the folder is made when the first one is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, key: DraftKey, request: Request | None) -> None:
        """Keep a draft, or with None forget it.

        It survives the end of the program; it does not wait for the disk, for this runs as one types.

        Raises:
            UnreadableFile: the folder cannot be written.
        """
        place = self._place(key)
        if request is None:
            self._forget(place)
            return
        entry = {"format": _FORMAT, "key": list(key), "request": encode_request(request)}
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            atomic.write(place, json.dumps(entry).encode(), _OWNER_ONLY, durable=False)
        except (OSError, UnreadableFile) as error:
            reason = (error.strerror if isinstance(error, OSError) else str(error)) or str(error)
            sentence = f"Edits that are not saved cannot be kept in {self._folder} ({reason.rstrip('.')})."
            raise UnreadableFile(
                place, sentence, "Save your requests before you close the window."
            ) from error

    def read_all(self) -> dict[DraftKey, Request]:
        """All drafts; a file that is none is left alone."""
        drafts = {}
        for place in sorted(self._folder.glob("*.json")):
            if (found := _read(place)) is not None:
                drafts[found[0]] = found[1]
        return drafts

    def _place(self, key: DraftKey) -> Path:
        name = hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._folder / f"{name}.json"

    def _forget(self, place: Path) -> None:
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            raise atomic.unwritable(place, error) from error


def _read(place: Path) -> tuple[DraftKey, Request] | None:
    try:
        entry = json.loads(place.read_bytes())
        if entry["format"] != _FORMAT:
            return None
        collection, path = entry["key"]
        return (str(collection), str(path)), decode_request(entry["request"], Path())
    except (OSError, ValueError, KeyError, TypeError, UnreadableFile):
        return None
