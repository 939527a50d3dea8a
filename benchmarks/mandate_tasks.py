"""Tasks of mandates read by rules against TAMM's coding: precision and recall, by halves and task.

Run: ``python benchmarks/mandate_tasks.py EDITION``, an edition with TAMM and texts of resolutions
(`peaceops data build ../shared/data ../shared/data_2026 --out EDITION --without-derived`). In the
order of their numbers the texts fall in turn to the half that the rules were chosen on and to the
half held back.
"""

from __future__ import annotations

import sys
from pathlib import Path

from peaceops.edition import open_edition
from peaceops.mandate import PARTS, task_record


def main(folder: str | None) -> None:
    edition = open_edition(Path(folder) if folder else None)
    record = task_record(edition.as_of())
    for figure in record.figures:
        print(f"{figure.value}  {figure.label}: {figure.method}")
    for case in record.cases:
        print(
            f"\n{case.symbol} {case.mission}, {case.part}: coded {len(case.coded)}, read "
            f"{len(case.read)}, both {len(case.coded & case.read)}"
        )
        if case.part == PARTS[0]:  # of texts held back only the counts are looked at
            print(f"  coded and not read: {', '.join(sorted(case.coded - case.read)) or 'none'}")
            print(f"  read and not coded: {', '.join(sorted(case.read - case.coded)) or 'none'}")
    print(f"\n{'task':28} " + " ".join(f"{part + ': coded, read, both':>30}" for part in PARTS))
    counts = {(task, part): numbers for task, part, *numbers in record.by_task().iter_rows()}
    for task in dict.fromkeys(task for task, _ in counts):
        cells = [counts.get((task, part), [0, 0, 0]) for part in PARTS]
        if any(map(any, cells)):
            print(f"{task:28} " + " ".join(f"{' '.join(map(str, cell)):>30}" for cell in cells))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
