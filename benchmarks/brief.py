"""Seconds and peak memory of one brief, beside a bare start of the libraries it is made with.

Run: uv run python benchmarks/brief.py [RUNS]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

PEACEOPS = str(Path(sys.executable).with_name("peaceops"))
LIBRARIES = "import polars, duckdb, pydantic, altair, vl_convert, typst, shapely"
BRIEF = (PEACEOPS, "brief", "MINUSMA", "--as-of", "2023-06-16", "--case", "minusma-2023-06")


def measure(command: tuple[str, ...]) -> tuple[float, float]:
    """Seconds and megabytes (largest resident set) of a command run as a process of its own."""
    started = time.perf_counter()
    child = os.posix_spawn(
        command[0], command, os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )  # fmt: skip
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "bare start of the libraries": (sys.executable, "-c", LIBRARIES),
            "brief, JSON only": (*BRIEF, "--formats", "json", "--out", f"{folder}/json"),
            "brief, all formats": (*BRIEF, "--out", f"{folder}/all"),
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        memory: dict[str, float] = dict.fromkeys(commands, 0.0)
        for _ in range(runs):  # in turn, so that a busy machine slows all of them
            for name, command in commands.items():
                spent, peak = measure(command)
                seconds[name].append(spent)
                memory[name] = max(memory[name], peak)
    base = statistics.median(seconds["bare start of the libraries"])
    print(f"{'':30} {'median s':>9} {'ratio':>6} {'peak MB':>8}")
    for name, spent in seconds.items():
        middle = statistics.median(spent)
        print(f"{name:30} {middle:9.2f} {middle / base:6.1f} {memory[name]:8.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
