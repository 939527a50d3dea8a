"""How deadly the hosts are: deaths by type, month by month and year beside year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.edition.tables import TABLES
from peaceops.edition.view import View
from peaceops.situation.months import (
    ALL_TYPES,
    TABLE,
    TYPES,
    YEAR,
    compared,
    months_late,
    months_of,
    recorded_codes,
)

YEARS_TABLE = "violence_country_years"
MONTHS_SHOWN = 60
YEARS_SHOWN = 5
_WORDS = {
    ALL_TYPES: "organised violence",
    "state_based": "state-based violence",
    "non_state": "non-state violence",
    "one_sided": "one-sided violence",
}
_YEARS = {
    "country": pl.String,
    "year": pl.Int64,
    "target": pl.String,
    "best": pl.Int64,
    "low": pl.Int64,
    "high": pl.Int64,
}


@dataclass(frozen=True)
class Trends:
    """Deaths in the host countries.

    Attributes:
        months: Up to 60 months of each host: country, month, deaths by type, ``all_types``.
        compared: Country, target, until, last_12, previous_12, change.
        years: Up to five years with estimates, by the country that UCDP records them under:
            country, year, target, best, low, high.
        figures: Last twelve months of each host; best, low and high of the last year known.
        gaps: What is missing.
    """

    months: pl.DataFrame
    compared: pl.DataFrame
    years: pl.DataFrame
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def trends(view: View, hosts: Sequence[str]) -> Trends:
    """Deaths in ``hosts`` as known on the date of the view."""
    months = months_of(view, hosts)
    recent = (
        compared(months) if months.height else compared(pl.DataFrame(schema={"country": pl.String}))
    )
    figures, gaps = [], []
    for host in hosts:
        part = months.filter(pl.col("country") == host)
        gaps.extend(_gaps(view, host, part))
        if part.height >= YEAR:
            figures.extend(_figures(host, part, recent.filter(pl.col("country") == host)))
    years, year_findings = _years(view, hosts)
    shown = months.group_by("country", maintain_order=True).tail(MONTHS_SHOWN)
    return Trends(shown, recent, years, (*figures, *year_findings), tuple(gaps))


def _figures(host: str, months: pl.DataFrame, recent: pl.DataFrame) -> list[Figure]:
    used = months.tail(2 * YEAR)
    recorded = months["recorded_as"][-1]
    first, last = used["month"][0], used["month"][-1]
    evidence = (Evidence.of(TABLE, f"{recorded}, {first:%Y-%m} to {last:%Y-%m}", used),)
    found = []
    for line in recent.iter_rows(named=True):
        target, before = line["target"], line["previous_12"]
        compared_with = "" if before is None else f"; {before:,} in the twelve months before"
        found.append(
            Figure(
                f"situation.{host.lower()}.{target}_12",
                f"Deaths in {_WORDS[target]} in {name_of(recorded)}, twelve months to "
                f"{last:%B %Y}{compared_with}",
                line["last_12"],
                "deaths, best estimate",
                "Sum of UCDP's best estimates by month, as in the release named in the table.",
                evidence,
            )
        )
    return found


def _years(view: View, hosts: Sequence[str]) -> tuple[pl.DataFrame, list[Figure]]:
    if not view.has(YEARS_TABLE):
        return pl.DataFrame(schema=_YEARS), []
    codes = sorted(set(recorded_codes(view, hosts).values()))
    table = view.table(YEARS_TABLE).filter(pl.col("country").is_in(codes))
    parts = [
        table.select(
            "country",
            "year",
            target=pl.lit(target),
            best=pl.col(target),
            low=pl.col(f"{target}_low"),
            high=pl.col(f"{target}_high"),
        )
        for target in TYPES
    ]
    years = pl.concat(parts).sort("country", "year", "target")
    last = years.filter(pl.col("year") > pl.col("year").max().over("country") - YEARS_SHOWN)
    found = []
    for (country,), part in table.sort("country", "year").group_by("country", maintain_order=True):
        rows = part.tail(1)
        line = rows.row(0, named=True)
        low, high = (sum(line[f"{target}_{side}"] for target in TYPES) for side in ("low", "high"))
        found.append(
            Figure(
                f"situation.{str(country).lower()}.year",
                f"Deaths in organised violence in {name_of(str(country))} in {line['year']}",
                sum(line[target] for target in TYPES),
                "deaths, best estimate",
                "UCDP's best estimate, with its low and high ones, of the three types together.",
                (Evidence.of(YEARS_TABLE, f"{country}, {line['year']}", rows),),
                (low, high),
            )
        )
    return last, found


def _gaps(view: View, host: str, months: pl.DataFrame) -> list[Gap]:
    what = f"deaths by month in {name_of(host)}"
    room = f"situation.{host.lower()}"
    remedy = TABLES[TABLE].how_to_get
    if not view.has(TABLE):
        return [Gap(f"{room}.months", what, f"the edition holds no table {TABLE}", remedy)]
    if months.is_empty():
        why = f"no month of it was on record on {view.as_of}"
        return [Gap(f"{room}.months", what, why, remedy)]
    gaps = []
    recorded = months["recorded_as"][-1]
    if recorded != host:
        gaps.append(
            Gap(
                f"{room}.territory",
                f"{what} apart from {name_of(recorded)}",
                f"UCDP records events there under {name_of(recorded)}, whose figures are given",
                "add events with coordinates and select those in the territory",
            )
        )
    late = months_late(view, months["month"][-1])
    if late:
        gaps.append(
            Gap(
                f"{room}.late",
                f"{what} after {months['month'][-1]:%B %Y}",
                f"the record ends {late} months before the latest that would be due",
                remedy,
            )
        )
    return gaps
