"""What is done with bodies that are too large for the editor: they become files, and small files text."""

from __future__ import annotations

import asyncio
from pathlib import Path

from app.errors import AppError
from app.files.side_files import BODIES, add_side_file
from app.format.words import size
from app.http.bodies import guess_type
from app.model.body import CONTENT_TYPES, FileBody, TextBody
from app.template.json_comments import has_comments
from app.template.scan import scan
from ui.kit.ask import choose
from ui.page import RequestPage
from ui.parts import Parts

_ENDINGS = {"json": ".json", "xml": ".xml"}
_AS_IT_STANDS = "A file is sent as it stands: "


class BodyWork:
    """Handlers for the bodies of requests."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def connect_page(self, page: RequestPage) -> None:
        """Listen to a page that was just made."""
        page.editor.large_text.connect(lambda text: self.keep(page, text))
        page.editor.edit_wanted.connect(lambda path: self.edit(page, path))

    def keep(self, page: RequestPage, text: str) -> None:
        """Offer to keep a large text as a file that becomes the body."""
        self._parts.tasks.start(f"keep {page.key}", self._keep(page, text))

    async def _keep(self, page: RequestPage, text: str) -> None:
        body = page.draft.body
        kind = body.kind if isinstance(body, TextBody) else "text"
        data = text.encode("utf-8", "surrogatepass")
        answer = await choose(
            self._parts.window,
            f"This text is {size(len(data))}. Keep it as a file beside the request?",
            _hint(text, kind),
            ("Keep as a file",),
        )
        path = await self._write(page, data, _ENDINGS.get(kind, ".txt"), beside=answer == 0)
        if answer == 0:
            page.editor.body_page().take(FileBody(path, CONTENT_TYPES[kind]))
            self._parts.toast.show_toast(f"The body is {path}")
        elif not isinstance(body, TextBody) or body.text != text:
            # What was pasted may be nowhere else: the clipboard is written over by the next copy.
            self._parts.toast.show_toast(f"The text was put aside as {path}")

    async def _write(self, page: RequestPage, data: bytes, ending: str, beside: bool) -> str:
        """Write a text into the collection, or else into the folder of the program; its path as shown."""
        name = page.draft.name or page.draft.url.split("?")[0].rstrip("/").rpartition("/")[2] or "body"
        workspace = page.tab.workspace
        collection = workspace.collection
        if beside and collection is not None and page.path:
            return await asyncio.to_thread(add_side_file, collection.root, BODIES, name, ending, data)
        root = workspace.services.paths.data
        return str(root / await asyncio.to_thread(add_side_file, root, BODIES, name, ending, data))

    def edit(self, page: RequestPage, path: Path) -> None:
        """Make the text of a small file the body."""
        self._parts.tasks.start(f"edit {page.key}", self._edit(page, path))

    async def _edit(self, page: RequestPage, path: Path) -> None:
        body = page.draft.body
        media_type = (body.content_type if isinstance(body, FileBody) else "") or guess_type(path.name)
        text = await asyncio.to_thread(_text_of, path)
        page.editor.body_page().show_text(text, media_type)


def _hint(text: str, kind: str) -> str:
    kept = ["{{names}} in it are not replaced"] if scan(text) else []
    if kind == "json" and has_comments(text):
        kept.append("comments in it stay")
    return f"{_AS_IT_STANDS}{' and '.join(kept)}." if kept else "It is too large for the editor."


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = f"{path.name} is not UTF-8 text: byte {error.start + 1:,} cannot be read."
        raise AppError(sentence, "It can be sent as a file all the same.") from error
    except OSError as error:
        raise AppError(f"{path} cannot be read: {error.strerror}.", "Choose another file.") from error
