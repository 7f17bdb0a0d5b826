"""``make bench``: the figures that Sonde promises, each against a peer or a limit in the same run."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

PARTS = ("start", "send", "curl", "wire", "collections")
LARGE = ("transfer", "bodies", "table", "kills", "history")  # run only when named


def main() -> int:
    """Run the named parts, or all of them; returns 1 when a limit was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS + LARGE) + "|FILE", default=PARTS)
    missed = 0
    named = parser.parse_args().parts
    # What is no part is a file to measure with: "bodies answer.json".
    files = [Path(name) for name in named if name not in PARTS + LARGE]
    for name in (name for name in named if name in PARTS + LARGE):
        print(f"\n{name}", flush=True)
        for row in importlib.import_module(f"tests.bench.{name}").measure(*files):
            print(f"  {row}", flush=True)
            missed += row.missed
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
