"""Write a file whole or not at all: a crash, a full disk or a second program never leaves half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from app.errors import UnreadableFile

LONG_AGO = 60.0  # seconds
_LEFT = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")  # the names of files that are about to replace others
_CHUNK = 4 * 1024 * 1024  # bytes
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR}
_TOO_LONG = {errno.ENAMETOOLONG}


def write(
    path: Path,
    content: bytes,
    mode: int | None = None,
    durable: bool = True,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Replace or create a file.

    A symbolic link stays one: its target is replaced. An existing file keeps its permissions; a new one
    gets ``mode``, or what the system's mask leaves. ``durable`` waits until the disk has it, which costs
    some milliseconds. ``check`` is called when all is ready to replace the file: what it raises leaves the
    file as it is.

    Raises:
        UnreadableFile: the disk is full, the folder is read-only or gone.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}.tmp")
    try:
        _fill(temporary, content, _mode(target, mode), durable)
        check()
        temporary.replace(target)
        if durable:
            _sync_folder(target.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def copy(source: Path, target: Path, report: Callable[[int], None] = lambda _count: None) -> None:
    """Copy a file of any size over another one, or to a new one, which is there whole or not at all.

    ``report`` hears how many bytes were copied so far; what it raises ends the copying, and nothing stays.

    Raises:
        UnreadableFile: the disk is full, the folder is read-only or gone, or ``source`` cannot be read.
    """
    try:
        with source.open("rb") as reader:
            write_pieces(target, iter(lambda: reader.read(_CHUNK), b""), report)
    except OSError as error:
        raise unreadable(source, error) from error


def write_pieces(
    target: Path, pieces: Iterable[bytes], report: Callable[[int], None] = lambda _count: None
) -> None:
    """Write a file of any size like ``copy``, from pieces that are read one after the other."""
    real = Path(os.path.realpath(target))
    temporary = real.with_name(f".{real.name[:40]}.{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("xb") as writer:
            for piece in pieces:
                writer.write(piece)
                report(writer.tell())
            writer.flush()
            os.fsync(writer.fileno())
        if (mode := _mode(real, None)) is not None:
            temporary.chmod(mode)
        temporary.replace(real)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def sweep(root: Path, age: float = LONG_AGO) -> None:
    """Delete what writers left in a folder and those below it that were killed in the middle.

    Args:
        age: seconds since the last write, after which nobody is at it any more.
    """
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if not name.startswith(".")]
        for name in filter(_LEFT.fullmatch, names):
            with contextlib.suppress(OSError):
                left = Path(folder, name)
                if time.time() - left.stat().st_mtime >= age:
                    left.unlink()


def _mode(target: Path, mode: int | None) -> int | None:
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(target.stat().st_mode)
    return mode


def _fill(temporary: Path, content: bytes, mode: int | None, durable: bool) -> None:
    with temporary.open("xb") as file:
        if mode is not None:
            temporary.chmod(mode)
        file.write(content)
        file.flush()
        if durable:
            os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # Windows cannot open folders, and some network file systems cannot sync them: the file itself is safe.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def unwritable(path: Path, error: OSError) -> UnreadableFile:
    """The sentence for a failure of the file system to write ``path``."""
    folder = path.parent
    if error.errno in _FULL:
        return UnreadableFile(
            path, f"The disk is full: {path.name} was not written.", "Free some space and save again."
        )
    if error.errno in _FORBIDDEN:
        return UnreadableFile(
            path,
            f"{path.name} cannot be written: the folder {folder} is read-only for you.",
            "Change its permissions, or save the collection elsewhere with Save As.",
        )
    if error.errno in _GONE:
        return UnreadableFile(
            path,
            f"{path.name} cannot be written: the folder {folder} is gone.",
            "Bring it back, or save the collection elsewhere with Save As.",
        )
    if error.errno in _TOO_LONG:
        return UnreadableFile(
            path, f"{path.name} cannot be written: its path is too long.", "Shorten the name."
        )
    return UnreadableFile(path, f"{path.name} cannot be written: {error.strerror or error}.", "Try again.")


def unreadable(path: Path, error: OSError) -> UnreadableFile:
    """The sentence for a failure of the file system to read ``path``."""
    if error.errno in _FORBIDDEN:
        return UnreadableFile(path, f"{path} cannot be read: permission denied.", "Change its permissions.")
    if error.errno in _GONE:
        return UnreadableFile(path, f"{path} is gone.", "Was it moved or deleted?")
    return UnreadableFile(path, f"{path} cannot be read: {error.strerror or error}.", "Try again.")
