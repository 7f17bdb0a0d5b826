"""Brings back the drafts that earlier runs left, each beside the file that it belongs to now."""

from __future__ import annotations

from dataclasses import replace

from app.errors import AppError
from app.files.draft_file import Kept, as_kept
from app.model.collection import RequestItem
from app.model.request import Request
from app.workspace.drafts import NEW
from app.workspace.workspace import Workspace


def revive(workspace: Workspace) -> tuple[str, ...]:
    """Begin every draft that the journal holds of a collection; their keys. ``met`` tells of those whose
    files others changed since.

    A draft whose file is not in its place follows it to where the same request stands now: it was moved in
    the moment in which the process was killed, or while none ran. Those that are sealed stay so until the
    journal has its key: then this is called once more, and leaves what was typed meanwhile as it is.

    Raises:
        UnreadableFile: the journal cannot be written.
    """
    kept, drafts, keys = workspace.drafts.restore(), workspace.drafts, []
    for key, each in kept.items():
        path = _path_now(workspace, key, each)
        if path != key and path in kept:
            if kept[path].request == each.request:
                drafts.close(key)  # The move was half done in the journal too.
                continue
            path = key
        if path in drafts.dirty():
            continue
        if meeting := drafts.revive(path, workspace.request_at(path), each):
            workspace.met.emit((path, meeting))
        if path != key:
            drafts.keep()
            drafts.close(key)
        keys.append(path)
    return tuple(keys)


def still_sealed(workspace: Workspace) -> AppError | None:
    """What to tell of drafts that no key opened; None where there are none."""
    services = workspace.services
    count = services.journal.unopened(workspace.local)
    if not count:
        return None
    edits = "An edit that was not saved stays" if count == 1 else f"{count} edits that were not saved stay"
    if services.secrets.problem is not None:
        return AppError(
            f"{edits} sealed: {services.secrets.problem.sentence}",
            "What you typed comes back when Sonde is started with the keyring.",
        )
    return AppError(
        f"{edits} sealed: the keyring no longer has the key for it.",
        f"The files are kept in {services.paths.drafts}; delete them there if the key is lost for good.",
    )


def _path_now(workspace: Workspace, key: str, kept: Kept) -> str:
    """The path of the one request that is what the draft's file was, if that is gone; else the draft's."""
    collection, base = workspace.collection, kept.base
    if collection is None or base is None or key.startswith(NEW) or collection.find(key) is not None:
        return key
    found = [
        item.path
        for item in collection.items()
        if isinstance(item, RequestItem)
        and (item.name, item.method) == (base.name, base.method)
        and _same(workspace.request_at(item.path), base)
    ]
    return found[0] if len(found) == 1 else key


def _same(request: Request | None, base: Request) -> bool:
    return request is not None and as_kept(replace(request, sequence=base.sequence)) == base
