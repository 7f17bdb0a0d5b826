"""``make bench``: the figures that Sonde promises, each against a peer or a limit in the same run."""

from __future__ import annotations

import argparse
import importlib
import sys

PARTS = ("start", "send", "curl", "wire")
LARGE = ("transfer",)  # run only when named


def main() -> int:
    """Run the named parts, or all of them; returns 1 when a limit was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS + LARGE), default=PARTS)
    missed = 0
    for name in parser.parse_args().parts:
        print(f"\n{name}", flush=True)
        for row in importlib.import_module(f"tests.bench.{name}").measure():
            print(f"  {row}", flush=True)
            missed += row.missed
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
