"""How deadly the hosts are: deaths by type, month by month and year beside year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.days import long_day, long_month
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import message, run_together
from peaceops.domain.months import YEAR
from peaceops.domain.violence_types import ALL_TYPES, VIOLENCE_TYPES
from peaceops.edition import TABLES, View
from peaceops.situation.deaths import YearOfDeaths, year_of_deaths
from peaceops.situation.months import (
    TABLE,
    compared,
    months_late,
    months_of,
    provisional_months,
    recorded_codes,
)

YEARS_TABLE = "violence_country_years"
MONTHS_SHOWN = 60
YEARS_SHOWN = 5
MONTHS = ("country", "month", *VIOLENCE_TYPES, ALL_TYPES)
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
        by_type: Host and target (a type or ``all_types``) to the last twelve months.
        last_year: Country to the best, low and high estimate of the last year known.
        gaps: What is missing.
    """

    months: pl.DataFrame
    compared: pl.DataFrame
    years: pl.DataFrame
    by_type: Mapping[tuple[str, str], YearOfDeaths]
    last_year: Mapping[str, Figure]
    gaps: tuple[Gap, ...]

    @property
    def totals(self) -> tuple[YearOfDeaths, ...]:
        """All types together, a host each."""
        return tuple(
            figure for (_host, target), figure in self.by_type.items() if target == ALL_TYPES
        )

    @property
    def quiet(self) -> tuple[str, ...]:
        """Hosts with months on record and no death in them."""
        if self.months.is_empty():
            return ()
        sums = self.months.group_by("country", maintain_order=True).agg(pl.col(ALL_TYPES).sum())
        return tuple(sums.filter(pl.col(ALL_TYPES) == 0)["country"])


def trends(view: View, hosts: Sequence[str]) -> Trends:
    """Deaths in ``hosts`` as known on the date of the view."""
    months = months_of(view, hosts)
    recent = (
        compared(months) if months.height else compared(pl.DataFrame(schema={"country": pl.String}))
    )
    by_type, gaps = dict[tuple[str, str], YearOfDeaths](), list[Gap]()
    for host in hosts:
        part = months.filter(pl.col("country") == host)
        gaps.extend(_gaps(view, host, part))
        if part.height >= YEAR:
            by_type |= _by_type(host, part, recent.filter(pl.col("country") == host))
    years, last_year = _years(view, hosts)
    if months.height:
        months = months.group_by("country", maintain_order=True).tail(MONTHS_SHOWN).select(MONTHS)
    return Trends(months, recent, years, by_type, last_year, tuple(gaps))


def host_deaths(view: View, hosts: Sequence[str]) -> YearOfDeaths | None:
    """Deaths of all types in the hosts together over the last twelve months known.

    Args:
        view: What was known.
        hosts: ISO 3 codes.

    Returns:
        Those of the only host; a sum over several; ``None`` unless every host is on record to the
        same month, for a sum over some would pass for the whole.
    """
    years = trends(view, hosts).totals
    if len(years) != len(hosts) or len({year.until for year in years}) != 1:
        return None
    if len(years) == 1:
        return years[0]
    before = [year.previous_12.value for year in years if year.previous_12 is not None]
    return year_of_deaths(
        "situation.hosts.all_types_12",
        "",
        "the hosts together",
        years[0].until,
        (
            sum(int(year.last_12.value or 0) for year in years),
            sum(int(deaths or 0) for deaths in before) if len(before) == len(years) else None,
        ),
        tuple(row for year in years for row in year.last_12.evidence),
        method=message(
            "Sum over {join} of UCDP's best estimates by month.",
            join=run_together(", ", (name_of(host) for host in hosts)),
        ),
    )


def _by_type(
    host: str, months: pl.DataFrame, recent: pl.DataFrame
) -> dict[tuple[str, str], YearOfDeaths]:
    used = months.tail(2 * YEAR)
    recorded = months["recorded_as"][-1]
    first, last = used["month"][0], used["month"][-1]
    evidence = (Evidence.of(TABLE, f"{recorded}, {first:%Y-%m} to {last:%Y-%m}", used),)
    return {
        (host, row["target"]): year_of_deaths(
            f"situation.{host.lower()}.{row['target']}_12",
            host,
            name_of(recorded),
            last,
            (row["last_12"], row["previous_12"]),
            evidence,
            target=row["target"],
        )
        for row in recent.iter_rows(named=True)
    }


def _years(view: View, hosts: Sequence[str]) -> tuple[pl.DataFrame, dict[str, Figure]]:
    if not view.has(YEARS_TABLE):
        return pl.DataFrame(schema=_YEARS), {}
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
        for target in VIOLENCE_TYPES
    ]
    years = pl.concat(parts).sort("country", "year", "target")
    last = years.filter(pl.col("year") > pl.col("year").max().over("country") - YEARS_SHOWN)
    last_year = {}
    for (country,), part in table.sort("country", "year").group_by("country", maintain_order=True):
        rows = part.tail(1)
        line = rows.row(0, named=True)
        low, high = (
            sum(line[f"{target}_{side}"] for target in VIOLENCE_TYPES) for side in ("low", "high")
        )
        last_year[str(country)] = Figure(
            f"situation.{str(country).lower()}.year",
            message(
                "Deaths in organised violence in {country} in {year}",
                country=name_in_a_sentence(str(country)),
                year=line["year"],
            ),
            sum(line[target] for target in VIOLENCE_TYPES),
            "deaths, best estimate",
            "UCDP's best estimate, with its low and high ones, of the three types together.",
            (Evidence.of(YEARS_TABLE, f"{country}, {line['year']}", rows),),
            (low, high),
        )
    return last, last_year


def _gaps(view: View, host: str, months: pl.DataFrame) -> list[Gap]:
    what = message("deaths by month in {host}", host=name_in_a_sentence(host))
    room = f"situation.{host.lower()}"
    remedy = TABLES[TABLE].how_to_get
    if not view.has(TABLE):
        return [
            Gap(
                f"{room}.months",
                what,
                message("the edition holds no table {table}", table=TABLE),
                remedy,
            )
        ]
    if months.is_empty():
        why = message("no month of it was on record on {as_of}", as_of=long_day(view.as_of))
        return [Gap(f"{room}.months", what, why, remedy)]
    gaps = []
    recorded = months["recorded_as"][-1]
    if recorded != host:
        gaps.append(
            Gap(
                f"violence.{host.lower()}.territory",  # one gap of the record and of its forecast
                message("{what} apart from {recorded}", what=what, recorded=name_of(recorded)),
                message(
                    "UCDP records events there under {recorded}, whose figures are given",
                    recorded=name_of(recorded),
                ),
                "add events with coordinates and select those in the territory",
            )
        )
    recent = set(months["month"].tail(2 * YEAR))
    if provisional := [month for month in provisional_months(view) if month in recent]:
        listed = run_together(" and ", (long_month(month) for month in provisional))
        gaps.append(
            Gap(
                f"{room}.provisional",
                message("{what}, as a final count, in {listed}", what=what, listed=listed),
                "they rest on UCDP's candidate events, which the yearly release revises",
                "build the edition again when the yearly release is out",
            )
        )
    late = months_late(view, months["month"][-1])
    if late:
        gaps.append(
            Gap(
                f"{room}.late",
                message("{what} after {month:%B %Y}", what=what, month=months["month"][-1]),
                message(
                    "the record ends {late} months before the latest that would be due", late=late
                ),
                remedy,
            )
        )
    return gaps
