"""Cost of a country's forecast in a brief: made for the first time, and kept from before.

Run: ``python benchmarks/violence_brief.py [EDITION]``. Prints seconds of the forecast with its
record, and of its neighbours. Uses a cache of its own; needs no network.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from peaceops.domain import array_cache
from peaceops.edition import open_edition
from peaceops.violence import around, outlook

DAY = date(2023, 6, 16)
COUNTRY = "MLI"


def measured(name: str, work: Callable[[], object]) -> None:
    before = time.perf_counter(), time.process_time()
    work()
    seconds, busy = time.perf_counter() - before[0], time.process_time() - before[1]
    print(f"{name:44} {seconds:8.2f} s {busy:8.2f} cpu s")


def main(folder: str | None) -> None:
    edition = open_edition(Path(folder) if folder else None)
    with tempfile.TemporaryDirectory() as cache:
        os.environ[array_cache.VARIABLE] = cache
        for when in ("first time", "kept on disk"):
            array_cache.clear()
            view = edition.as_of(DAY)
            measured(
                f"outlook of {COUNTRY}, {when}",
                lambda view=view: outlook(view, [COUNTRY], with_record=False),
            )
            measured(f"its record too, {when}", lambda view=view: outlook(view, [COUNTRY]))
            measured(f"its neighbours, {when}", lambda view=view: around(view, [COUNTRY]))
        size = sum(path.stat().st_size for path in Path(cache).rglob("*.bin"))
        print(f"kept: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
