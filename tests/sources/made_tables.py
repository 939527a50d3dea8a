"""A small file of events and one of deaths by month, in the bytes that programs make of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from sources.made_violence import GED_COLUMNS, event

MONTHS = "country,month,state_based,non_state,one_sided\nMLI,2023-01,5,0,1\nMLI,2023-02,7,0,0\n"


def events_csv(count: int = 3, separator: str = ",", change: Callable[[str], str] = str) -> str:
    """Events in the 49 columns of UCDP GED, each value passed through ``change``."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(GED_COLUMNS)
    for number in range(count):
        row = event(id=101 + number, source_article="Agency")
        writer.writerow([change(str(row.get(name, ""))) for name in GED_COLUMNS])
    return text.getvalue()
