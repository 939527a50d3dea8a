"""What a brief costs: processor seconds and peak memory, cold and warm, and of `--help`.

Run: uv run python benchmarks/brief_cost.py [RUNS]        # cold once, warm and --help RUNS times
     uv run python benchmarks/brief_cost.py --all [N]     # memory after each of N missions
     uv run python benchmarks/brief_cost.py --rooms DATE  # where the seconds of a brief go

Cold means with an empty cache of draws (``PEACEOPS_CACHE``), as after an installation or for a date
never asked before. Seconds are of the processor, of all threads, so that a busy machine matters
less; ratios to a bare import of the libraries, measured in the same run, matter least.
"""

from __future__ import annotations

import functools
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

PEACEOPS = str(Path(sys.executable).with_name("peaceops"))
MISSION, DAY = "MINUSMA", "2023-06-16"
LIBRARIES = "import polars, duckdb, pydantic, vl_convert, typst, shapely"
TARGETS = {"brief, cold": (15.0, 800.0), "brief, warm": (6.0, 800.0)}
ANEW = "brief, warm, PDF set anew"
"""As ``brief, warm``, when what it says has changed: its pages are not in the cache."""


def measure(command: tuple[str, ...], cache: Path) -> tuple[float, float]:
    """Processor seconds and megabytes (largest resident set) of a command, run by itself."""
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    environment = os.environ | {"PEACEOPS_CACHE": str(cache)}
    child = os.posix_spawn(command[0], command, environment, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def commands(runs: int) -> None:
    """Print what each command costs, the median of the runs."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        brief = (PEACEOPS, "brief", MISSION, "--as-of", DAY, "--out", f"{folder}/brief")
        tried = {
            "import typer, rich": (sys.executable, "-c", "import typer, rich"),
            "peaceops --help": (PEACEOPS, "--help"),
            "import of the libraries": (sys.executable, "-c", LIBRARIES),
            "brief, warm": brief,
        }
        costs = {"brief, cold": [measure(brief, cache)]}
        for _ in range(runs):  # in turn, so that a busy machine slows all of them
            for name, command in tried.items():
                costs.setdefault(name, []).append(measure(command, cache))
            shutil.rmtree(cache / "pages")
            costs.setdefault(ANEW, []).append(measure(brief, cache))
    seconds = {name: statistics.median(cost for cost, _ in runs) for name, runs in costs.items()}
    print(f"{'':26} {'processor s':>11} {'peak MB':>8} {'target':>15}")
    for name in ("brief, cold", *tried, ANEW):
        target = "{:.0f} s, {:.0f} MB".format(*TARGETS[name]) if name in TARGETS else ""
        peak = max(megabytes for _, megabytes in costs[name])
        print(f"{name:26} {seconds[name]:11.2f} {peak:8.0f} {target:>15}")
    ratio = seconds["peaceops --help"] / seconds["import typer, rich"]
    print(f"--help takes {ratio:.2f} times an import of typer and rich (target 2)")


def resident() -> float:
    """Megabytes of this process in memory now."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def missions(number: int) -> None:
    """Print the memory in use after each of some missions' briefs, as `brief --all` writes them."""
    from peaceops.brief import compose, write  # noqa: PLC0415
    from peaceops.edition import active_missions, open_edition  # noqa: PLC0415

    edition, day = open_edition(), date.fromisoformat(DAY)
    with tempfile.TemporaryDirectory() as folder:
        for mission in active_missions(edition, day)[:number]:
            write(compose(edition, mission, day), Path(folder) / mission.lower())
            print(f"{mission:16} {resident():6.0f} MB", flush=True)
    print(f"{'largest':16} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")


class Inline:
    """An executor that does its work at once, so that every second belongs to its caller."""

    def __init__(self, *_: object) -> None: ...

    def __enter__(self) -> Inline:
        return self

    def __exit__(self, *_: object) -> None: ...

    def submit(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(work(*args, **kwargs))
        return future

    def map(self, work: Callable[..., Any], *items: Any) -> list[Any]:
        return list(map(work, *items))


class Clock:
    """Processor seconds spent in functions themselves, without those they call."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._inner = [0.0]

    def watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def watched(*args: Any, **kwargs: Any) -> Any:
            started = time.process_time()
            self._inner.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                spent = time.process_time() - started
                self.seconds[name] += spent - self._inner.pop()  # type: ignore[assignment]
                self.calls[name] += 1
                self._inner[-1] += spent

        return watched

    def watch(self) -> None:
        """Watch every public function of the rooms' modules, under each name it is imported by."""
        modules = [m for name, m in sys.modules.items() if name.startswith("peaceops.")]
        watched: dict[FunctionType, Callable[..., Any]] = {}
        for module in modules:
            for name, function in list(vars(module).items()):
                if isinstance(function, FunctionType) and not name.startswith("_"):
                    home = function.__module__.removeprefix("peaceops.")
                    if function.__module__.startswith("peaceops.") and home[:3] != "cli":
                        replaced = watched.setdefault(
                            function, self.watched(f"{home}.{function.__name__}", function)
                        )
                        setattr(module, name, replaced)


def rooms(day: str) -> None:
    """Print where the processor seconds of a brief go, by room and by function."""
    started = time.process_time()
    for name in ("", ".html", ".layout", ".markdown", ".pdf", ".schema", ".tables"):
        import_module(f"peaceops.brief{name}")
    from peaceops.edition import open_edition  # noqa: PLC0415

    print(f"{time.process_time() - started:8.2f} s of imports")
    for module in list(sys.modules.values()):
        if module.__name__.startswith("peaceops.") and hasattr(module, "ThreadPoolExecutor"):
            module.ThreadPoolExecutor = Inline  # type: ignore[attr-defined]
    clock = Clock()
    clock.watch()
    started = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        brief = sys.modules["peaceops.brief"]
        brief.write(brief.compose(open_edition(), MISSION, date.fromisoformat(day)), Path(folder))
    print(f"{time.process_time() - started:8.2f} s of {MISSION} {day}, of these by room:")
    by_room: Counter[str] = Counter()
    for name, seconds in clock.seconds.items():
        by_room[name.split(".")[0]] += seconds  # type: ignore[assignment]
    for room, seconds in by_room.most_common(10):
        print(f"{seconds:8.2f} s {room}")
    print("by function, with calls:")
    for name, seconds in clock.seconds.most_common(25):
        print(f"{seconds:8.2f} s {clock.calls[name]:6} {name}")


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["--all"]:
        missions(int(words[1]) if len(words) > 1 else 10)
    elif words[:1] == ["--rooms"]:
        rooms(words[1] if len(words) > 1 else DAY)
    else:
        commands(int(words[0]) if words else 3)
