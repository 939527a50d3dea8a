"""Run the attacks: ``python -m benchmarks.robustness --help``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from benchmarks.robustness.core import Count, Options, run
from benchmarks.robustness.report import lines_of, table

ATTACKS = ("readers", "cases", "documents", "endpoint", "kills", "flips", "races", "disk", "paths")


def main() -> int:
    """Run what is asked for; status 1 if anything failed."""
    parser = argparse.ArgumentParser("benchmarks.robustness", description=__doc__)
    parser.add_argument("--only", default=",".join(ATTACKS), help="attacks, comma separated")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, help="JSON file for the counts and every failure")
    parser.add_argument("--quick", action="store_true", help="every tenth try")
    parser.add_argument("--replay", default="", metavar="ID", help="only the try of this id")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep a replayed try's files here")
    asked = parser.parse_args()
    names = [asked.replay.split("/")[0]] if asked.replay else asked.only.split(",")
    if unknown := set(names) - set(ATTACKS):
        parser.error(f"attacks are {', '.join(ATTACKS)}; not {', '.join(sorted(unknown))}")
    home = tempfile.TemporaryDirectory(prefix="robust-home-")
    os.environ |= {"HOME": home.name, "PEACEOPS_CACHE": str(Path(home.name) / "cache")}
    options = Options(asked.seed, asked.quick, asked.replay, asked.keep if asked.replay else None)
    counts = []
    for name in names:
        tries = import_module(f"benchmarks.robustness.{name}").tries
        counts.append(run(name, tries, options))
        print("\n" + "\n".join(lines_of(counts[-1])), flush=True)
        if asked.out:
            asked.out.write_text(_as_json(counts, asked.seed), encoding="utf-8")
    print("\n" + "\n".join(table(counts)))
    home.cleanup()
    return int(any(one.failures for one in counts) or not all(one.tries for one in counts))


def _as_json(counts: list[Count], seed: int) -> str:
    from importlib.metadata import version  # noqa: PLC0415

    about = {
        "peaceops": version("peaceops"), "python": platform.python_version(), "seed": seed,
        "command": " ".join(["python -m benchmarks.robustness", *sys.argv[1:]]),
    }  # fmt: skip
    return json.dumps(about | {"attacks": [asdict(one) for one in counts]}, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main())
