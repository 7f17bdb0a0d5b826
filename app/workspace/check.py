"""Look behind the heads of a large collection's files once it is shown: a broken file shall look broken."""

from __future__ import annotations

from app.files.check_job import broken_items
from app.work.job import JobProblem
from app.work.process import run_job
from app.workspace.workspace import Workspace


async def check_behind(workspace: Workspace) -> None:
    """Parse in a process of its own what was read in haste; broken files change the picture. Whoever opens
    a file before hears from itself whether it is broken."""
    store = workspace.store
    paths = store.unchecked() if store else ()
    if store is None or not paths:
        return
    try:
        found = await run_job("collection-check", {"root": str(store.root), "paths": paths})
    except JobProblem:
        return  # Then every file tells when it is opened.
    if workspace.store is store and store.mark(broken_items(found)):
        workspace.tell()
