"""A lock on a file that goes with its process, however that ends: no lock of a dead process is ever left."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import weakref
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

_BUSY: Final = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
_FAR: Final = 1 << 30  # Windows locks bytes; those that say whose lock it is stay readable.


class FileLock:
    """A lock that one holder at a time has, in this process or in another one.

    The file says whose it is, as number and start of the process, for people who look. It is never deleted
    while somebody may be about to lock it, for that lock would hold nobody back.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._release: weakref.finalize[[int], FileLock] | None = None

    def take(self, wait: bool = False) -> bool:
        """Take the lock; False when somebody else has it, unless this is to ``wait``.

        Where the file system knows no locks it counts as taken: two windows are rarer than such systems.

        Raises:
            OSError: the file cannot be opened.
        """
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(handle, wait)
        except OSError as error:
            if error.errno in _BUSY:
                os.close(handle)
                return False
        # Whoever forgets to release it must not keep the file open.
        self._release = weakref.finalize(self, os.close, handle)
        return True

    def sign(self) -> None:
        """Write into the file whose lock it is. Raises OSError."""
        self._path.write_text(f"{os.getpid()} {datetime.now().isoformat(timespec='seconds')}\n", "utf-8")

    def release(self) -> None:
        """Let others have it."""
        if self._release is not None:
            self._release()
            self._release = None


@contextlib.contextmanager
def locked_folder(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder itself for a moment, so that no file has to lie in it for that. Where folders
    cannot be locked this does nothing."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        with contextlib.suppress(OSError):
            _lock(handle, wait=True)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock for a moment, once whoever has it lets go. Raises OSError."""
    lock = FileLock(path)
    lock.take(wait=True)
    try:
        yield
    finally:
        lock.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, wait: bool) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int, wait: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
