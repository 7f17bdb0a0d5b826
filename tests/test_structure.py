"""The shape of the project: what keeps the house as ARCHITECTURE.md draws it."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(p for room in ("app", "ui") for p in (ROOT / room).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def relative(paths):
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_no_file_is_longer_than_400_lines():
    long = [path for path in SOURCES + TESTS if path.read_text("utf-8").count("\n") > LONGEST_FILE]
    assert not relative(long)


@cache
def outline(path):
    """The docstring of a module and its functions, read once: first line, last line, name."""
    tree = ast.parse(path.read_text("utf-8"))
    functions, nodes = [], [tree]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions.append((node.lineno, node.end_lineno, node.name))
        # An expression, which most of a tree is, holds no function.
        nodes += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr)]
    return ast.get_docstring(tree), functions


def test_no_function_is_longer_than_50_lines():
    long = [
        f"{path.relative_to(ROOT)}:{first} {name}"
        for path in SOURCES + TESTS
        for first, last, name in outline(path)[1]
        if last - first >= LONGEST_FUNCTION
    ]
    assert not long


def test_every_module_begins_with_a_sentence():
    silent = [path for path in SOURCES if not outline(path)[0]]
    assert not relative(silent)


def test_every_test_module_mirrors_a_source_module():
    lost = []
    for path in TESTS:
        place = path.relative_to(ROOT / "tests")
        if not path.name.startswith("test_") or len(place.parts) == 1:
            continue
        source = ROOT / place.parent / place.name.removeprefix("test_")
        if not source.exists() and not source.with_suffix("").is_dir():
            lost.append(path)
    journeys = [
        path for path in lost if path.relative_to(ROOT / "tests").parts[0] not in ("journey", "bench")
    ]
    assert not relative(journeys)


def test_no_package_hides_another_one():
    assert not list((ROOT / "tests").rglob("__init__.py"))
    assert not list((ROOT / "collections").rglob("*.py"))
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_importing_the_core_loads_no_qt():
    code = (
        "import sys, pkgutil, importlib, app\n"
        "for found in pkgutil.walk_packages(app.__path__, 'app.'):\n"
        "    if not found.name.endswith('__main__'): importlib.import_module(found.name)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'qasync', 'shiboken6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_the_window_starts_nothing():
    code = (
        "import threading, ui.main\n"
        "import sys\n"
        "print(threading.active_count(), 'httpx' in sys.modules, 'PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False", "False"]


@pytest.mark.parametrize("word", ["noqa", "type: ignore", "NotImplementedError", "FIXME"])
def test_nothing_is_waved_through(word):
    assert not relative(path for path in SOURCES if word in path.read_text("utf-8"))


def test_coroutines_start_in_one_place():
    places = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if path.is_relative_to(ROOT / "ui") and "create_task(" in path.read_text("utf-8")
    ]
    assert places == ["ui/kit/tasks.py"]
