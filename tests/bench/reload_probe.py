"""Run by ``collections``: the longest pause of the window's thread while all files are read again."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.files.store import Store
from ui.kit.loop import make_loop
from ui.sidebar.tree_view import CollectionTree


async def probe(root: Path) -> tuple[float, float]:
    """Change every file as git does and follow; milliseconds until it is shown, and of the longest pause."""
    store, tree = Store(root), CollectionTree()
    tree.resize(300, 800)
    tree.show()
    tree.show_collections([store.collection])
    for place in root.rglob("request-*.yml"):
        place.write_text(place.read_text().replace("/things/", "/other/"))
    gc.collect()
    gc.disable()  # As the window does: it collects now and then, when nobody waits.
    gc.freeze()
    await asyncio.sleep(0.5)  # The first paint is no part of a reload.
    pauses = [0.0]
    over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(_beat(pauses, over))
        start = time.perf_counter()
        found = await asyncio.to_thread(store.look)
        store.take(found)
        tree.show_collections([store.collection])
        await asyncio.sleep(0.05)
        total = time.perf_counter() - start - 0.05
        over.set()
    return 1000 * total, 1000 * max(pauses)


async def _beat(pauses: list[float], over: asyncio.Event) -> None:
    """Note how late each turn of the loop comes that was wanted a millisecond later."""
    while not over.is_set():
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        pauses.append(time.perf_counter() - before - 0.001)


if __name__ == "__main__":
    application = QApplication([])
    loop = make_loop(application)
    print(*loop.run_until_complete(probe(Path(sys.argv[1]))))
    loop.close()
