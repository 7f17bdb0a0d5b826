"""Tells that something changed in a collection's folder, once for many changes that come together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QElapsedTimer, QFileSystemWatcher, QObject, QTimer, Signal

from app.files.watch import is_git_busy, is_silent

SETTLE: Final = 150  # ms without a further change
LONGEST: Final = 2_000  # ms of changes without a pause
POLL: Final = 3_000  # ms between looks at a folder that does not tell


class FolderWatch(QObject):
    """Watches folders, not files: a save that renames a new file over the old one ends the watch of a file.

    Programs that write into a file in place are noticed where the file itself is watched: ``files`` are
    those that somebody looks at. ``changed`` asks for a look.
    """

    changed = Signal()

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.root = root.resolve()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._note())
        self._watcher.fileChanged.connect(lambda _path: self._note())
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._tell)
        self._since = QElapsedTimer()
        self._poll = QTimer(self, interval=POLL)
        self._poll.timeout.connect(self.changed)
        self._silent = is_silent(self.root)

    @property
    def is_polling(self) -> bool:
        """Whether changes are looked for again and again, because the system does not tell all of them."""
        return self._poll.isActive()

    def watch(self, folders: Iterable[str], files: Iterable[str] = ()) -> None:
        """Watch these folders and files, paths in the collection, and no others besides its own folder."""
        wanted = {str(self.root), *(str(self.root / path) for path in (*folders, *files))}
        known = {*self._watcher.directories(), *self._watcher.files()}
        if gone := known - wanted:
            self._watcher.removePaths(sorted(gone))
        new = sorted(wanted - known)
        refused = self._watcher.addPaths(new) if new else []
        # What is gone meanwhile cannot be watched; all others were refused for want of room.
        if self._silent or any(Path(path).exists() for path in refused):
            self._poll.start()
        else:
            self._poll.stop()

    def _note(self) -> None:
        if not self._settle.isActive():
            self._since.start()
        if self._since.elapsed() < LONGEST:
            self._settle.start()

    def _tell(self) -> None:
        if is_git_busy(self.root) and self._since.elapsed() < 5 * LONGEST:
            self._settle.start()
        else:
            self.changed.emit()
