"""What all open collections share: settings, the way to send, spool, cookies, keyring and journal."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app import settings as settings_file
from app.errors import AppError
from app.events import Event
from app.files.drafts import DraftJournal
from app.files.seal import Seal
from app.files.secret_store import SecretStore
from app.files.secrets import Secrets
from app.http.payload import Spool
from app.paths import Paths
from app.settings import Settings
from app.workspace.globals import Globals
from app.workspace.jars import Jars
from app.workspace.local_names import LocalNames
from app.workspace.recorder import Recorder

if TYPE_CHECKING:
    from app.http.sender import Sender


class Services:
    """One of each in a run, whatever is open. ``settings_changed`` tells the new settings, ``noticed`` a
    sentence that the user should read once.

    Args:
        paths: where Sonde keeps what is its own.
        secrets: the keyring; the system's when it is left out.
    """

    def __init__(self, paths: Paths, secrets: Secrets | None = None) -> None:
        self.paths = paths
        self.settings = Settings()
        self.settings_changed: Event[Settings] = Event()
        self.noticed: Event[AppError] = Event()
        self.local_names = LocalNames(paths.local_names)
        self.spool = Spool(paths.spool)
        self.jars = Jars(paths.cookies)
        self.recorder = Recorder(paths.history, self.spool, self.noticed.emit)
        self.settings_changed.connect(self.recorder.use)
        self.globals = Globals(paths.globals)
        self.secrets = SecretStore(secrets, self.noticed.emit)
        self.journal = DraftJournal(paths.drafts, Seal(self.secrets, paths.drafts / "key.lock"))
        self.trusted: tuple[tuple[str, str], ...] = ()

    def read_settings(self) -> None:
        """Read the settings file; an unreadable one is told and the defaults are used."""
        try:
            self.settings = settings_file.read(self.paths.settings)
            self.recorder.use(self.settings)
        except AppError as problem:
            self.noticed.emit(problem)

    def change_settings(self, settings: Settings) -> None:
        """Take new settings and write them. Raises UnreadableFile when they hold for this run only."""
        self.settings = settings
        self.settings_changed.emit(settings)
        settings_file.write(self.paths.settings, settings)

    def trust_playground(self, server: str, ca_file: Path) -> None:
        """Trust the playground's own CA (PEM) for the one server ``host:port``, and for no other."""
        self.trusted = ((server, str(ca_file)),)

    @cached_property
    def sender(self) -> Sender:
        """What sends, made at first use."""
        # httpx takes longer to import than the window may take to its first paint.
        from app.http.clients import Clients
        from app.http.sender import Sender

        self._clients = Clients()
        return Sender(self._clients, self.spool)

    @staticmethod
    def preload() -> None:
        """Do in a thread what takes longest of ``warm``."""
        from app.http.clients import load_usual_context

        load_usual_context()

    def warm(self) -> None:
        """Make ready what the first send needs."""
        _ = self.sender
        self._clients.warm()

    async def close(self) -> None:
        """Close every connection, empty the spool, and let go of the journal."""
        if "sender" in self.__dict__:
            await self._clients.aclose()
        await self.recorder.close()
        self.spool.close()
        self.journal.close()
