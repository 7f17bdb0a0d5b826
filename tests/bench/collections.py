"""A collection of 10,000 requests: opening, memory, filter, save and check, beside PyYAML and ruamel.yaml.

ruamel.yaml is nothing that Sonde needs: where it is not installed, ``PYTHONPATH`` may name a folder with it.
"""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from app.files.check import check_collection
from app.files.codec_collection import FolderFile
from app.files.document import FOLDER, REQUEST, fresh
from app.files.store import Store, create_collection
from app.model.body import TextBody
from app.model.field import Field
from app.model.request import Request
from tests.bench.figure import Figure, as_installed, in_turn, median
from ui.sidebar.narrow import narrow

FOLDERS, EACH = 100, 100
SAMPLE = 500  # files that the slow peers load; their time is scaled up
_RUNS = 5
_MEMORY = """
import sys
from pathlib import Path
from app.files.store import Store
store = Store(Path(sys.argv[1]))
lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
print(sum(int(line.split()[1]) for line in lines if line.startswith("Private_")))
"""


def measure() -> Iterator[Figure]:
    """The rows of this part."""
    root = Path(tempfile.mkdtemp(prefix="sonde-collections-")) / "big"
    try:
        _write(root)
        yield from _opening(root)
        yield from _working(root)
    finally:
        shutil.rmtree(root.parent, ignore_errors=True)


def _write(root: Path) -> None:
    create_collection(root, "Big")
    for folder in range(FOLDERS):
        place = root / f"folder-{folder}"
        place.mkdir()
        content = FolderFile(f"Folder {folder}", sequence=1000.0 * (folder + 1))
        (place / "folder.yml").write_bytes(fresh(content, FOLDER))
        for number in range(EACH):
            request = Request(
                f"Request {folder} {number}",
                "POST",
                f"{{{{base}}}}/things/{folder}/{number}?page=1",
                headers=(Field("Accept", "application/json"), Field("X-Trace", "{{trace}}")),
                body=TextBody("json", '{\n  "name": "{{name}}",\n  "numbers": [1, 2, 3]\n}'),
                sequence=1000.0 * (number + 1),
            )
            (place / f"request-{number}.yml").write_bytes(fresh(request, REQUEST))


def _opening(root: Path) -> Iterator[Figure]:
    paths = [path for path in root.rglob("*.yml") if path.name.startswith("request")]
    scale = len(paths) / SAMPLE
    times = in_turn(
        _RUNS,
        lambda: _seconds(lambda: Store(root)),
        lambda: scale * _seconds(lambda: [_load(path, yaml.CSafeLoader) for path in paths[:SAMPLE]]),
    )
    ours, fast = map(median, times)
    few = paths[: SAMPLE // 10]
    share = len(paths) / len(few)
    slow = share * _seconds(lambda: [_load(path, yaml.SafeLoader) for path in few])
    detail = f"PyYAML with libyaml {fast:.1f} s, ratio {fast / ours:.1f}; without it {slow:.0f} s; "
    yield Figure(f"open {len(paths):,} requests", ours, 1, "s", detail + _ruamel(few, share))
    command = [sys.executable, "-c", _MEMORY, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=as_installed())
    yield Figure("private memory of a process that opened them", int(done.stdout) / 1024, 250, "MB")


def _ruamel(paths: Sequence[Path], share: float) -> str:
    """How long ruamel.yaml takes, as safe as PyYAML and as it keeps comments."""
    try:
        library = importlib.import_module("ruamel.yaml")
    except ImportError:
        return "ruamel.yaml is not installed"
    times = {
        kind: share * _seconds(lambda kind=kind: _load_all(library, kind, paths)) for kind in ("safe", "rt")
    }
    return f"ruamel.yaml {times['safe']:.1f} s, keeping comments {times['rt']:.0f} s"


def _load_all(library: Any, kind: str, paths: Sequence[Path]) -> None:
    for path in paths:
        library.YAML(typ=kind).load(path)


def _working(root: Path) -> Iterator[Figure]:
    store = Store(root)
    words = ["t", "th", "things", "things 77", "no such request", "post folder", "Request 12 3"]
    collection = store.collection
    yield Figure(
        "filter, the slowest of 7", 1000 * max(_filter(collection, each) for each in words), 50, "ms"
    )
    path = "folder-50/request-50.yml"
    request = store.collection.find(path).request
    saves = [
        _seconds(lambda n=n: store.save(path, replace(request, url=f"{request.url}&n={n}")))
        for n in range(3 * _RUNS)
    ]
    yield Figure("save one request", 1000 * median(saves), 20, "ms", f"slowest {1000 * max(saves):.0f} ms")
    yield Figure("check all of them", _seconds(lambda: list(check_collection(root))), 15, "s")
    yield Figure("look for changes outside", 1000 * _seconds(store.refresh), 300, "ms", "nothing changed")
    for place in (root / "folder-7").glob("request-*.yml"):
        place.write_text(place.read_text().replace("name", "title"))
    yield Figure("read 100 files that a pull changed", 1000 * _seconds(store.refresh), 300, "ms")
    for place in root.rglob("request-*.yml"):
        place.write_text(place.read_text().replace("page=1", "page=2"))
    yield Figure("read all files after git checkout", _seconds(store.refresh), 2, "s")
    command = [sys.executable, "-m", "tests.bench.reload_probe", str(root)]
    surroundings = {**as_installed(), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings)
    shown, pause = map(float, done.stdout.split())
    detail = f"shown after {shown:.0f} ms"
    yield Figure("longest pause of the window while all files are read again", pause, 16, "ms", detail)


def _filter(collection: object, text: str) -> float:
    return median([_seconds(lambda: narrow(collection, text)) for _ in range(_RUNS)])


def _load(path: Path, loader: type) -> object:
    with path.open("rb") as file:
        return yaml.load(file, Loader=loader)


def _seconds(thing: Callable[[], object]) -> float:
    start = time.perf_counter()
    thing()
    return time.perf_counter() - start
