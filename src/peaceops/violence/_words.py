"""Findings and gaps of a country's forecast."""

from __future__ import annotations

import polars as pl

from peaceops.countries import name_of
from peaceops.findings import Evidence, Finding, Gap
from peaceops.violence.conflictology import WINDOW
from peaceops.violence.panel import ALL_TYPES, TABLE, TYPES, History
from peaceops.violence.record import HOSTS, THIS_COUNTRY

_ASKED = (
    (ALL_TYPES, 12, "more deaths than in the last 12 months", "worse_12"),
    ("state_based", 6, "25 deaths or more", "state_based_25_6"),
    ("state_based", 12, "25 deaths or more", "state_based_25_12"),
    ("one_sided", 12, "25 deaths or more", "one_sided_25_12"),
    (ALL_TYPES, 12, "1,000 deaths or more", "all_1000_12"),
)
_OF = {
    "state_based": "in state-based violence",
    "one_sided": "in one-sided violence",
    ALL_TYPES: "in organised violence",
}


def findings_of(
    history: History,
    totals: pl.DataFrame,
    probabilities: pl.DataFrame,
    record: pl.DataFrame,
    method: str,
) -> tuple[Finding, ...]:
    """Deaths on record and expected, probabilities, and the method's record."""
    room = f"violence.{history.country.lower()}"
    place = _place(history)
    year = history.rows.tail(WINDOW)
    first, last = year["month"][0], year["month"][-1]
    evidence = (Evidence.of(TABLE, f"{history.recorded_as}, {first:%Y-%m} to {last:%Y-%m}", year),)
    found = [
        Finding(
            f"{room}.last_12",
            f"Deaths in organised violence in {place}, {first:%B %Y} to {last:%B %Y}",
            int(year.select(pl.sum_horizontal(TYPES)).sum().item()),
            "deaths, best estimate",
            "Sum of state-based, non-state and one-sided violence over the last twelve months "
            "known.",
            evidence,
        )
    ]
    for line in totals.filter(pl.col("target") == ALL_TYPES).iter_rows(named=True):
        found.append(
            Finding(
                f"{room}.next_{line['months']}",
                f"Deaths in organised violence in {place} over the {line['months']} months after "
                f"{last:%B %Y}, if the past year repeats itself",
                round(line["median"]),
                "deaths, median of the draws",
                method,
                evidence,
                (round(line["low_90"]), round(line["high_90"])),
                0.9,
            )
        )
    for target, months, question, name in _ASKED:
        asked = (
            (pl.col("target") == target)
            & (pl.col("months") == months)
            & (pl.col("question") == question)
        )
        for line in probabilities.filter(asked).iter_rows(named=True):
            found.append(
                Finding(
                    f"{room}.p_{name}",
                    f"Probability of {question} {_OF[target]} in {place} over the {months} months "
                    f"after {last:%B %Y}",
                    round(line["p"], 3),
                    "probability",
                    method,
                    evidence,
                )
            )
    return (*found, *_record_findings(history, record, room, place))


def _place(history: History) -> str:
    """Name what the record covers, such as ``Morocco (with Western Sahara)``."""
    if history.recorded_as == history.country:
        return name_of(history.country)
    return f"{name_of(history.recorded_as)} (with {name_of(history.country)})"


def _record_findings(
    history: History, record: pl.DataFrame, room: str, place: str
) -> list[Finding]:
    found = []
    for scope, named, name in (
        (THIS_COUNTRY, place, "record"),
        (HOSTS, "the hosts of open missions", "record_hosts"),
    ):
        part = record.filter(pl.col("scope") == scope)
        if part.is_empty():
            continue
        first, last = part["first"][0], part["last"][0]
        mean = {
            (method, score): value
            for method, score, value in part.select("method", "score", "value").iter_rows()
        }
        evidence = (Evidence(TABLE, f"{named}, {first:%Y-%m} to {last:%Y-%m}", part["cases"][0]),)
        years = f"forecast year by year from {first:%B %Y} to {last:%B %Y}"
        found.append(
            Finding(
                f"{room}.{name}_coverage",
                f"Share of twelve-month totals in {named} that fell into this method's 90 % "
                "interval before",
                round(mean["conflictology", "total_coverage_90"], 3),
                "share; 0.9 is meant",
                f"The method run on past dates, {years}, in today's figures.",
                evidence,
            )
        )
        for rival, words in (("last", "the last month going on"), ("zero", "no deaths at all")):
            if mean[rival, "crps"] > 0:
                found.append(
                    Finding(
                        f"{room}.{name}_against_{rival}",
                        f"Error of this method in {named}, relative to forecasting {words}",
                        round(mean["conflictology", "crps"] / mean[rival, "crps"], 3),
                        "ratio of mean CRPS; below 1 is better",
                        f"Mean continuous ranked probability score by month, {years}.",
                        evidence,
                    )
                )
    return found


def gaps_of(history: History, record: pl.DataFrame) -> tuple[Gap, ...]:
    """What a reader of the forecast should know is missing."""
    room = f"violence.{history.country.lower()}"
    place = name_of(history.country)
    gaps = []
    if history.recorded_as != history.country:
        holder = name_of(history.recorded_as)
        gaps.append(
            Gap(
                f"{room}.territory",
                f"deaths in {place} apart from {holder}",
                f"UCDP records events in {place} under {holder}; figures given are {holder}'s",
                "add events with coordinates and select those in the territory",
            )
        )
    if history.late:
        gaps.append(
            Gap(
                f"{room}.late",
                f"deaths in {place} after {history.origin:%B %Y}",
                f"the record ends {history.late} months before the latest that would be due",
                "add later country-months or candidate events and build the edition again",
            )
        )
    if record.is_empty():
        gaps.append(
            Gap(
                f"{room}.record",
                f"how the forecast of deaths in {place} did before",
                "the panel is shorter than two years",
                "add country-months that reach further back",
            )
        )
    return tuple(gaps)
