"""What watching a collection's folder has to know about the disk below it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

_MOUNTS: Final = Path("/proc/self/mounts")
# Changes that others make on these never reach this computer's kernel.
_SILENT: Final = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "drvfs",
    "fuse.sshfs",
    "afs",
    "ceph",
    "vboxsf",
}


def is_git_busy(root: Path) -> bool:
    """Whether git is at work on the repository that a folder is in: what stands there now is half of it."""
    for folder in (root, *root.parents):
        if (folder / ".git").is_dir():
            return (folder / ".git" / "index.lock").exists()
    return False


def is_silent(root: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether the file system of a folder tells nobody of changes, so that one has to look again and again.

    Args:
        root: the folder, without links.
        mounts: the table of mounted file systems as Linux has it; elsewhere there is none.
    """
    try:
        rows = [line.split(" ") for line in mounts.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return False
    place = PurePosixPath(root)
    above = [(row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2]
    holding = [pair for pair in above if place.is_relative_to(pair[0])]
    return bool(holding) and max(holding, key=lambda pair: len(pair[0]))[1] in _SILENT
