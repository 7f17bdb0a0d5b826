"""What is done with a response: saved to a file, opened in its program, copied in other forms."""

from __future__ import annotations

import asyncio
import base64
import shutil
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from shiboken6 import isValid

from app.errors import AppError, UnreadableFile
from app.files import atomic
from app.files.names import file_name
from app.format.file_names import suggested_name
from app.format.words import size
from app.model.exchange import Exchange, Response
from app.model.payload import Payload
from ui.dialogs.copying import CopyingDialog
from ui.kit.ask import ask_path, choose, finished
from ui.page import RequestPage
from ui.parts import Parts

COPY_LIMIT: Final = 8 << 20  # bytes of a body; a clipboard that holds more stops other programs
LARGE: Final = 100 << 20  # bytes; copying more takes long enough to want to see how far it is
FORMS: Final = {"base64": "Base64", "data": "Data URL", "hex": "Hexadecimal"}

# Programs and what starts programs, on any platform, and documents that may hold scripts.
_RISKY_WORDS: Final = """
    app applescript appimage apk bat chm class cmd com command cpl deb desktop dll dmg docm exe fish gadget
    hta htm html inf ini iso jar jnlp js jse ksh lnk mht mhtml mjs msc msi msix msp mst pif pkg pl ps1 psm1
    py pyc pyw pyz rb reg rpm run scf scr scpt sct settings-ms sh svg svgz swf terminal tool url vb vbe vbs
    webloc wsf wsh xbap xht xhtml xlsm xml xsl xslt zsh
"""
RISKY: Final = frozenset(_RISKY_WORDS.split())


class _Stopped(Exception):
    """The user thought better of a long copy."""


class ResponseWork:
    """Handlers for the response in front."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._desk = parts.desk
        self._copies: Path | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {"response.save": self.save, "response.open": self.open}

    def connect_page(self, page: RequestPage) -> None:
        """Listen to a page that was just made."""
        page.response_save_wanted.connect(self.save)
        page.response.open_requested.connect(self.open)

    def _shown(self) -> tuple[Exchange, Response] | None:
        exchange = self._desk.page.exchange if self._desk.page is not None else None
        if exchange is None or exchange.response is None or not exchange.response.body.size:
            return None
        return exchange, exchange.response

    # --- to a file --------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask for a file and write the decoded body into it."""
        shown = self._shown()
        if shown is not None:
            name = file_name(suggested_name(shown[0]))
            self._parts.tasks.start("save body", self._save(shown[1].body, name))

    async def _save(self, body: Payload, name: str) -> None:
        target = await ask_path(self._parts.window, "Save the response body", "save", Path.home() / name)
        if target is None:
            return
        try:
            await self._write(body, target)
        except UnreadableFile as problem:
            raise AppError(problem.sentence, "Choose another folder.") from problem
        except _Stopped:
            self._parts.toast.show_toast(f"{target.name} was not saved")
            return
        self._parts.toast.show_toast(f"Saved {size(body.size)} to {target.name}")

    async def _write(self, body: Payload, target: Path) -> None:
        if body.path is None:
            await asyncio.to_thread(atomic.write_pieces, target, (body.read(),))
        elif body.size < LARGE:
            await asyncio.to_thread(atomic.copy, body.path, target)
        else:
            await self._write_large(body, target)

    async def _write_large(self, body: Payload, target: Path) -> None:
        assert body.path is not None
        dialog = CopyingDialog(target.name, body.size, self._parts.window)

        def report(copied: int) -> None:
            # In the thread that copies: it reads one flag and sets one number.
            if dialog.stopped:
                raise _Stopped
            dialog.copied = copied

        loop = asyncio.get_running_loop()
        copying = loop.run_in_executor(None, atomic.copy, body.path, target, report)
        copying.add_done_callback(lambda _done: dialog.accept() if isValid(dialog) else None)
        await finished(dialog)
        await copying

    # --- in its program ---------------------------------------------------------------------------

    def open(self) -> None:
        """Open a copy of the body in the program that the desktop has for its type."""
        shown = self._shown()
        if shown is not None:
            self._parts.tasks.start(
                "open body", self._open(shown[1].body, file_name(suggested_name(shown[0])))
            )

    async def _open(self, body: Payload, name: str) -> None:
        ending = PurePosixPath(name).suffix.lower()
        if ending.removeprefix(".") in RISKY:
            sentence = f"This could run what the server sent. Open {name}?"
            hint = f"A {ending} file may hold a program or scripts, or load things from the network."
            if await choose(self._parts.window, sentence, hint, ("Open it",), default=None) is None:
                return
        copy = self._folder() / name
        copy.unlink(missing_ok=True)
        await self._write(body, copy)
        # What is edited there would be lost: programs say so of a file that cannot be written.
        copy.chmod(0o400)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            sentence = f"The desktop has no program for {ending or 'such'} files."
            raise AppError(sentence, "Save the body and open it by hand.")

    def _folder(self) -> Path:
        """A new folder that only its owner can read, within one that goes with the program."""
        if self._copies is None:
            self._copies = Path(tempfile.mkdtemp(prefix="sonde-open-"))
            weakref.finalize(self, shutil.rmtree, self._copies, ignore_errors=True)
        return Path(tempfile.mkdtemp(dir=self._copies))

    # --- to the clipboard -------------------------------------------------------------------------

    def copy_as(self, form: str) -> None:
        """Put the bytes of the body on the clipboard in one of the FORMS."""
        shown = self._shown()
        if shown is not None:
            self._parts.tasks.start("copy as", self._copy_as(shown[1], form))

    async def _copy_as(self, response: Response, form: str) -> None:
        body = response.body
        if body.size > COPY_LIMIT:
            sentence = (
                f"The body is {size(body.size)}; up to {size(COPY_LIMIT)} go on the clipboard like that."
            )
            raise AppError(sentence, "Save it to a file instead.")
        text = await asyncio.to_thread(lambda: spelled(body.read(), form, response.content_type))
        QGuiApplication.clipboard().setText(text)
        self._parts.toast.show_toast(f"Copied the body as {FORMS[form]}")


def spelled(data: bytes, form: str, media_type: str) -> str:
    """Bytes in one of the FORMS; a data URL (RFC 2397) names their type."""
    if form == "hex":
        return data.hex(" ")
    encoded = base64.b64encode(data).decode("ascii")
    return f"data:{media_type or 'application/octet-stream'};base64,{encoded}" if form == "data" else encoded
