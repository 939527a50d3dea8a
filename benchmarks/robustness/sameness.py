"""Write one brief under many circumstances: every file must be the same to the byte.

Hash seeds, threads, cores, time zones, locales, encodings, no home, no cache, another folder.

    python benchmarks/robustness/sameness.py
    python benchmarks/robustness/sameness.py --briefs UNIFIL:2006-08-01,UNMISS:2015-02-15
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PEACEOPS = str(Path(sys.executable).with_name("peaceops"))
CIRCUMSTANCES: dict[str, dict[str, str]] = {
    "as it is": {},
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 4242": {"PYTHONHASHSEED": "4242"},
    "one thread": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"},
    "eight threads": {
        "OMP_NUM_THREADS": "8", "OPENBLAS_NUM_THREADS": "8", "POLARS_MAX_THREADS": "8",
    },
    "time zone east": {"TZ": "Pacific/Kiritimati"},
    "time zone west": {"TZ": "America/Los_Angeles"},
    "C locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Turkish locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "code page 1252": {"PYTHONIOENCODING": "cp1252"},
    "no home": {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent/cache"},
    "no cache": {"PEACEOPS_CACHE": "off"},
}  # fmt: skip


def written(mission: str, day: str, environment: dict[str, str], cores: int | None) -> str:
    """Hash over the names and bytes of all files of a brief, or the error of the command."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "brief"
        command = [PEACEOPS, "brief", mission, "--as-of", day, "--out", str(out)]
        if cores:
            command = ["taskset", "-c", ",".join(map(str, range(cores))), *command]
        base = {key: value for key, value in os.environ.items() if key != "PEACEOPS_CACHE"}
        base["PEACEOPS_CACHE"] = str(Path(folder) / "cache")
        done = subprocess.run(
            command, env={**base, **environment}, capture_output=True, check=False, cwd=folder
        )
        if done.returncode:
            return f"failed: {done.stderr.decode(errors='replace')[-200:]}"
        digest = hashlib.sha256()
        for path in sorted(out.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                digest.update(path.relative_to(out).as_posix().encode() + path.read_bytes())
        return digest.hexdigest()[:16]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--briefs", default="MINUSMA:2023-06-16,UNPROFOR:1995-03-01")
    given = parser.parse_args()
    differing = tries = 0
    for brief in given.briefs.split(","):
        mission, day = brief.split(":")
        wanted = ""
        runs = [(name, environment, None) for name, environment in CIRCUMSTANCES.items()]
        for name, environment, cores in [*runs, ("one core", {}, 1), ("two cores", {}, 2)]:
            got = written(mission, day, environment, cores)
            wanted = wanted or got
            tries += 1
            differing += got != wanted or got.startswith("failed")
            print(f"{mission} {day}, {name}: {got}", flush=True)
    print(f"\n{tries} briefs written, {differing} differ from the first of their kind")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
