"""Findings and gaps of a country's forecast."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.violence.conflictology import WINDOW
from peaceops.violence.expected import Expected
from peaceops.violence.panel import ALL_TYPES, TABLE, TYPES, History
from peaceops.violence.record import HOSTS, THIS_COUNTRY, Record

_ASKED = (
    (ALL_TYPES, 12, "more deaths than in the last 12 months", "worse_12"),
    ("state_based", 6, "25 deaths or more", "state_based_25_6"),
    ("state_based", 12, "25 deaths or more", "state_based_25_12"),
    ("state_based", 6, "100 deaths or more", "state_based_100_6"),
    ("state_based", 12, "100 deaths or more", "state_based_100_12"),
    ("one_sided", 12, "25 deaths or more", "one_sided_25_12"),
    ("one_sided", 12, "100 deaths or more", "one_sided_100_12"),
    (ALL_TYPES, 12, "1,000 deaths or more", "all_1000_12"),
)
_OF = {
    "state_based": "in state-based violence",
    "one_sided": "in one-sided violence",
    ALL_TYPES: "in organised violence",
}
_CALLED = {"forecaster": "the forecast", "conflictology": "the baseline"}


def figures_of(
    history: History,
    issued: Expected,
    baseline: Expected,
    record: Record,
    learnt: tuple[Evidence, ...] = (),
) -> tuple[Figure, ...]:
    """Deaths on record and expected, probabilities, and the methods' record.

    Args:
        history: The country's months.
        issued: What the forecaster expects, or the baseline in its stead.
        baseline: What the baseline expects.
        record: How both did before.
        learnt: Other rows that the forecaster learnt from.
    """
    room = f"violence.{history.country.lower()}"
    place = _place(history)
    year = history.rows.tail(WINDOW)
    first, last = year["month"][0], year["month"][-1]
    own = (Evidence.of(TABLE, f"{history.recorded_as}, {first:%Y-%m} to {last:%Y-%m}", year),)
    evidence = own if issued is baseline else (*own, *learnt)
    return (
        Figure(
            f"{room}.last_12",
            f"Deaths in organised violence in {place}, {first:%B %Y} to {last:%B %Y}",
            int(year.select(pl.sum_horizontal(TYPES)).sum().item()),
            "deaths, best estimate",
            "Sum of state-based, non-state and one-sided violence over the last twelve months "
            "known.",
            own,
        ),
        *_totals(history, issued, f"{room}.next", "", evidence),
        *(
            ()
            if issued is baseline
            else _totals(
                history,
                baseline,
                f"{room}.baseline",
                ", if the past year repeats itself (the baseline)",
                own,
            )
        ),
        *_chances(history, issued, room, evidence),
        *_record_findings(record, room, place),
    )


def _totals(
    history: History, made: Expected, name: str, proviso: str, evidence: tuple[Evidence, ...]
) -> Iterator[Figure]:
    for line in made.totals.filter(pl.col("target") == ALL_TYPES).iter_rows(named=True):
        yield Figure(
            f"{name}_{line['months']}",
            f"Deaths in organised violence in {_place(history)} over the {line['months']} months "
            f"after {history.origin:%B %Y}{proviso}",
            round(line["median"]),
            "deaths, median of the draws",
            made.method,
            evidence,
            (round(line["low_90"]), round(line["high_90"])),
            0.9,
        )


def _chances(
    history: History, made: Expected, room: str, evidence: tuple[Evidence, ...]
) -> Iterator[Figure]:
    for target, months, question, name in _ASKED:
        asked = (
            (pl.col("target") == target)
            & (pl.col("months") == months)
            & (pl.col("question") == question)
        )
        for line in made.probabilities.filter(asked).iter_rows(named=True):
            yield Figure(
                f"{room}.p_{name}",
                f"Probability of {question} {_OF[target]} in {_place(history)} over the {months} "
                f"months after {history.origin:%B %Y}",
                round(line["p"], 3),
                "probability",
                made.method,
                evidence,
            )


def _place(history: History) -> str:
    """Name what the record covers, such as ``Morocco (with Western Sahara)``."""
    if history.recorded_as == history.country:
        return name_of(history.country)
    return f"{name_of(history.recorded_as)} (with {name_of(history.country)})"


def _record_findings(record: Record, room: str, place: str) -> Iterator[Figure]:
    for scope, named, name in (
        (THIS_COUNTRY, place, "record"),
        (HOSTS, "the hosts of open missions", "record_hosts"),
    ):
        part = record.means.filter(pl.col("scope") == scope)
        if part.is_empty():
            continue
        main, *rivals = part["method"].unique(maintain_order=True).to_list()
        first, last = part["first"][0], part["last"][0]
        mean = {
            (method, score): value
            for method, score, value in part.select("method", "score", "value").iter_rows()
        }
        evidence = (Evidence(TABLE, f"{named}, {first:%Y-%m} to {last:%Y-%m}", part["cases"][0]),)
        years = (
            f"forecast year by year from the October before, {first:%B %Y} to {last:%B %Y}, from "
            "nothing later than that October"
        )
        yield Figure(
            f"{room}.{name}_coverage",
            f"Share of twelve-month totals in {named} that fell into the 90 % interval of "
            f"{_CALLED[main]} before",
            round(mean[main, "total_coverage_90"], 3),
            "share; 0.9 is meant",
            f"The method run on past dates, {years}, in today's figures.",
            evidence,
        )
        words = {
            "conflictology": "its baseline, the past year repeating itself",
            "last": "forecasting the last month going on",
            "zero": "forecasting no deaths at all",
        }
        for rival in rivals:
            if mean[rival, "crps"] > 0:
                yield Figure(
                    f"{room}.{name}_against_{rival}",
                    f"Error of {_CALLED[main]} in {named}, relative to {words[rival]}",
                    round(mean[main, "crps"] / mean[rival, "crps"], 3),
                    "ratio of mean CRPS; below 1 is better",
                    f"Mean continuous ranked probability score by month, {years}.",
                    evidence,
                )


def gaps_of(history: History, record: Record | None) -> tuple[Gap, ...]:
    """What a reader of the forecast should know is missing; ``record`` if one was wanted."""
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
    if record is not None and record.means.is_empty():
        gaps.append(
            Gap(
                f"{room}.record",
                f"how the forecast of deaths in {place} did before",
                "the panel is shorter than two years",
                "add country-months that reach further back",
            )
        )
    return tuple(gaps)
