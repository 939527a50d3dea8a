"""Learn the weights of the violence forecaster's pool and write them where the package reads them.

Run: ``python scripts/learn_pool.py EDITION``, on an edition built of the whole data pack. Takes
about six minutes on two idle cores.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from peaceops.domain.violence_types import TARGETS
from peaceops.edition import open_edition
from peaceops.violence.country_months import country_month_panel
from peaceops.violence.models.pool import SHIPPED_WEIGHTS
from peaceops.violence.protocol import challenge_windows
from peaceops.violence.protocol.learning import Record, learned_table, octobers, record_of

FIRST_WINDOW, FIRST_LEARNED = 2001, 2006
HEADER = """\
# Weights of the forecaster's members by target, level of violence and the October they were learned
# by; written by scripts/learn_pool.py. A forecast takes the newest learned by its origin.
"""


def record(folder: str, target: str) -> Record:
    world = country_month_panel(open_edition(Path(folder)).as_of(date.max), challenge=True)
    windows = challenge_windows(FIRST_WINDOW, world.origin.year)
    return record_of(world, target, windows, each=lambda what: print(what, flush=True))


def main(folder: str) -> None:
    with ProcessPoolExecutor(2) as workers:
        records = list(workers.map(record, [folder] * len(TARGETS), TARGETS))
    last = country_month_panel(open_edition(Path(folder)).as_of(date.max)).origin
    years = octobers(FIRST_LEARNED, last.year if last.month >= 10 else last.year - 1)
    table = learned_table(dict(zip(TARGETS, records, strict=True)), years)
    SHIPPED_WEIGHTS.write_text(HEADER + table.write_csv(), encoding="utf-8")
    print(f"wrote {SHIPPED_WEIGHTS}: {table.height} rows")


if __name__ == "__main__":
    main(sys.argv[1])
