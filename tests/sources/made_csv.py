"""Small CSV files in a publisher's layout."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from peaceops.sources import ParsedFile


def write(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write rows under the columns of the first."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def reasons(reading: ParsedFile) -> dict[str, int]:
    """Count the repairs of a reading by reason."""
    counts: dict[str, int] = {}
    for repair in reading.repairs:
        counts[repair.reason] = counts.get(repair.reason, 0) + 1
    return counts
