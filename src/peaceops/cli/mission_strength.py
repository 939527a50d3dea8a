"""`peaceops mission strength`: uniformed personnel month by month, with the ceiling in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peaceops.cli._console import AsOf, EditionFolder, MissionName, console
from peaceops.cli._flags import AsJson, check_form
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_json
from peaceops.cli._table_files import CsvFile, check_csv, write_csv

if TYPE_CHECKING:
    import polars as pl

SHOWN = 13
"""Months that a terminal gets, the latest: a year and the month before it."""


def strength(
    mission: MissionName,
    as_of: AsOf = None,
    csv: CsvFile = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """List a mission's uniformed personnel by month, beside the ceiling; it may have closed.

    On a terminal the last thirteen months reported; all of them with --csv or --json.
    """
    from peaceops.edition import mission_on_record
    from peaceops.overview import strength_by_month
    from peaceops.questions import strength_values

    check_form(as_json, csv is not None)
    check_csv(csv)
    question = question_of(edition, as_of)
    acronym = mission_on_record(question.data, mission)
    months = strength_by_month(question.view, acronym)
    if as_json:
        print_json(strength_values(months, acronym, question.as_of, question.data.name))
    elif csv is not None:
        write_csv(months, csv)
    else:
        _print(months, acronym)


def _print(months: pl.DataFrame, mission: str) -> None:
    from rich.table import Table

    from peaceops.domain.days import short_month

    out = console()
    if months.is_empty():
        out.print(f"No monthly strength of {mission} is on record.", markup=False)
        return
    out.print(
        f"{mission}, uniformed personnel: {months.height} months reported, "
        f"{short_month(months['month'][0])} to {short_month(months['month'][-1])}",
        soft_wrap=True,
        markup=False,
    )
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("month", no_wrap=True)
    for heading in ("troops", "police", "experts", "total", "military ceiling", "police ceiling"):
        table.add_column(heading, justify="right")
    table.add_column("set by", no_wrap=True)
    columns = ("troops", "police", "experts", "total", "ceiling_military", "ceiling_police")
    for row in months.tail(SHOWN).reverse().iter_rows(named=True):
        counts = ("" if row[name] is None else f"{row[name]:,}" for name in columns)
        table.add_row(short_month(row["month"]), *counts, row["decision"] or "")
    out.print(table)
    if months.height > SHOWN:
        out.print(f"{months.height - SHOWN} earlier months with --csv FILE or --json.")
