"""Look behind the heads of a large collection's files once it is shown: a broken file shall look broken."""

from __future__ import annotations

import asyncio

from app.files.atomic import sweep
from app.files.check_job import broken_items
from app.work.job import JobProblem
from app.work.process import run_job
from app.workspace.workspace import Workspace


async def check_behind(workspace: Workspace) -> None:
    """Parse in a process of its own what was read in haste; broken files change the picture. Whoever opens
    a file before hears from itself whether it is broken. What a killed process left half-written goes."""
    store = workspace.store
    if store is None:
        return
    await asyncio.to_thread(sweep, store.root)
    # What is read anew while the process looks is checked after that.
    while workspace.store is store and (unchecked := store.unchecked()):
        try:
            found = await run_job("collection-check", {"root": str(store.root), "paths": list(unchecked)})
        except JobProblem:
            return  # Then every file tells when it is opened.
        store.mark(broken_items(found), unchecked)
        workspace.tell_news()
