"""Enabling factors outside the mission: what the data say on each, with a range.

The ranges of shares taken from events come from a bootstrap over months, since events of a month
go together; those of counts are Jeffreys' intervals. What no table tells is not made up: who signed
an agreement comes from the case, and who won a clash is in no event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.intervals import LEVEL, Summary
from peaceops.domain.mission import Mission
from peaceops.domain.streams import stream
from peaceops.edition import View
from peaceops.situation.events import Covered, covered_events
from peaceops.situation.neighbours import neighbours
from peaceops.situation.sides import GOVERNMENT_OF, HOST_GOVERNMENT, kind_of
from peaceops.situation.spread import near_border
from peaceops.situation.successor_missions import successor_missions

DRAWS = 2000
EVENTS = "violence_events"
SHARE_YEARS = 5  # of one-sided violence, by perpetrator
SHARE_WEIGHT = 12.0  # deaths are not independent: the split is known as from so many


@dataclass(frozen=True)
class EnablingFactors:
    """What the data say on what lies outside the mission.

    Attributes:
        by_factor: Figures ``lever.FACTOR.*`` of each factor of which the data say something:
            ``host forces``, ``regional cooperation``, ``peace process``, ``international support``.
        gaps: What could not be said.
    """

    by_factor: Mapping[str, tuple[Figure, ...]]
    gaps: tuple[Gap, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all factors."""
        return tuple(figure for listed in self.by_factor.values() for figure in listed)


def enabling_factors(
    view: View,
    mission: Mission,
    *,
    parties: Sequence[str] = (),
    parties_source: str = "",
    seed: int = 0,
) -> EnablingFactors:
    """Gather what the data say on each enabling factor.

    Args:
        view: What was known.
        mission: As known on the date.
        parties: Who signed an agreement, as the events name them.
        parties_source: Statement of the case that says so.
        seed: Seed of the draws of ranges.
    """
    covered = covered_events(view, mission.hosts)[0] if mission.hosts else []
    figures: list[Figure] = []
    gaps: list[Gap] = []
    for code in mission.hosts:
        figures += _conduct(view, code, seed)
    for host in covered:
        figures += [*_clashes(host, seed), *_border(view, host, seed)]
    figures += _around(view, mission.hosts, seed)
    for host in covered if parties else ():
        figures += _signed(host, parties, parties_source, seed)
    if not parties or not covered:
        gaps.append(_nobody_named(mission.acronym, named=bool(parties)))
    figures += successor_missions(view)
    by_factor: dict[str, list[Figure]] = {}
    for figure in figures:
        _room, factor, *_name = figure.key.split(".")
        by_factor.setdefault(factor.replace("-", " "), []).append(figure)
    return EnablingFactors(
        {factor: tuple(listed) for factor, listed in by_factor.items()}, tuple(gaps)
    )


def government_share(view: View, host: str, draws: int, seed: int) -> Floats:
    """Draws of the host government's share of the killing of civilians in the last five years.

    Args:
        view: What was known.
        host: ISO 3 code.
        draws: How many.
        seed: Same arguments and seed, same draws.

    Returns:
        Shares, shape (draws,); about one half where nothing is on record.
    """
    whole = government = 0.0
    if view.has("violence_country_years"):
        years = view.table("violence_country_years").filter(pl.col("country") == host)
        recent = years.sort("year").tail(SHARE_YEARS)
        government = float(recent["one_sided_host_government"].sum())
        whole = government + float(recent["one_sided_groups"].sum())
    share = government / whole if whole else 0.5
    weight = min(whole, SHARE_WEIGHT)
    rng = stream(seed, "situation", "government share", host)
    return np.asarray(rng.beta(0.5 + share * weight, 0.5 + (1 - share) * weight, draws))


def _conduct(view: View, host: str, seed: int) -> list[Figure]:
    table = "violence_country_years"
    rows = view.table(table).filter(pl.col("country") == host) if view.has(table) else None
    recent = None if rows is None else rows.sort("year").tail(SHARE_YEARS)
    if recent is None or recent.is_empty():
        return []
    by_host = int(recent["one_sided_host_government"].sum())
    whole = by_host + int(recent["one_sided_groups"].sum())
    if not whole:
        return []
    years = f"{recent['year'][0]} to {recent['year'][-1]}"
    low, high = _interval(government_share(view, host, DRAWS, seed))
    return [
        Figure(
            f"lever.host-forces.{host.lower()}.killing-of-civilians",
            f"Share of the killing of civilians in {name_in_a_sentence(host)} that UCDP attributes "
            f"to its government, {years}",
            round(by_host / whole, 3),
            "share",
            f"{by_host:,} of {whole:,} deaths in one-sided violence by the government or by "
            "groups. Killings are few and large: the range is as wide as if twelve deaths were "
            "known.",
            (Evidence.of(table, f"{host}, {years}", recent),),
            (round(min(low, by_host / whole), 3), round(max(high, by_host / whole), 3)),
            LEVEL,
        )
    ]


def _clashes(host: Covered, seed: int) -> list[Figure]:
    fighting = host.events.filter(pl.col("type") != "one_sided")
    sides = {
        name: kind_of(name, host.country) == HOST_GOVERNMENT
        for side in ("side_a", "side_b")
        for name in fighting[side].unique()
    }
    mine = pl.any_horizontal(
        pl.col(side).replace_strict(sides, return_dtype=pl.Boolean) for side in ("side_a", "side_b")
    )
    return _share(
        host,
        fighting.with_columns(counted=mine),
        "host-forces",
        "clashes",
        f"Share of deaths in fighting in {name_in_a_sentence(host.country)} in clashes of its "
        "government",
        "Deaths on all sides; events do not tell who won a clash, or who lost how many.",
        seed,
    )


def _border(view: View, host: Covered, seed: int) -> list[Figure]:
    near = near_border(view, host)
    if near is None:
        return []
    return _share(
        host,
        near.with_columns(counted=pl.col("near")),
        "regional-cooperation",
        "border",
        f"Share of deaths in {name_in_a_sentence(host.country)} within 50 km of another country",
        "Events placed within a district or better, against simplified outlines.",
        seed,
    )


def _signed(host: Covered, parties: Sequence[str], source: str, seed: int) -> list[Figure]:
    fighting = host.events.filter(pl.col("type") != "one_sided")
    groups = [
        pl.col(side).is_in(list(parties)) & ~pl.col(side).str.starts_with(GOVERNMENT_OF)
        for side in ("side_a", "side_b")
    ]
    inside = fighting.with_columns(counted=pl.any_horizontal(groups))
    figures = _share(
        host,
        inside,
        "peace-process",
        "signed",
        f"Share of deaths in fighting in {name_in_a_sentence(host.country)} with groups that "
        "signed",
        f"Groups named as parties in the assumptions file ({', '.join(parties)}); the rest is "
        "fighting among or with those outside.",
        seed,
    )
    statement = Evidence.of_statement(source, "the case")
    return [replace(figure, evidence=(*figure.evidence, statement)) for figure in figures]


def _share(
    host: Covered, rows: pl.DataFrame, lever: str, name: str, label: str, method: str, seed: int
) -> list[Figure]:
    """A share of deaths among events over two years, with a bootstrap over its months."""
    months = (
        rows.group_by(month=pl.col("end").dt.truncate("1mo"))
        .agg(whole=pl.col("best").sum(), part=pl.col("best").filter(pl.col("counted")).sum())
        .sort("month")
    )
    whole, part = (months[column].to_numpy().astype(float) for column in ("whole", "part"))
    if not whole.sum():
        return []
    share = float(part.sum() / whole.sum())
    low, high = _interval(_again(part, whole, seed))
    return [
        Figure(
            f"lever.{lever}.{host.country.lower()}.{name}",
            f"{label}, two years to {host.until:%B %Y}",
            share,
            "share",
            f"{method} {part.sum():,.0f} of {whole.sum():,.0f} deaths; range by drawing the months "
            "again (bootstrap).",
            (Evidence.of(EVENTS, f"{host.country}, two years to {host.until:%Y-%m}", rows),),
            (min(low, share), max(high, share)),
            LEVEL,
        )
    ]


def _around(view: View, hosts: Sequence[str], seed: int) -> list[Figure]:
    """Deaths in the neighbours, last twelve months over the twelve before."""
    near = neighbours(view, hosts) if hosts else None
    if near is None or near.compared.is_empty():
        return []
    last = near.compared["until"][0]
    assert isinstance(last, date)
    by_month = (
        near.months.filter(pl.col("country").is_in(near.compared["country"].to_list()))
        .group_by("month")
        .agg(pl.col("all_types").sum())
        .sort("month")
        .tail(24)
    )
    deaths = by_month["all_types"].to_numpy().astype(float)
    if len(deaths) < 24 or not deaths[:12].sum():
        return []
    ratio = float(deaths[12:].sum() / deaths[:12].sum())
    low, high = _interval(_again(deaths[12:], deaths[:12], seed, paired=False))
    names = sorted({name_of(code) for code in near.compared["country"]})
    return [
        Figure(
            "lever.regional-cooperation.neighbours",
            f"Deaths in neighbouring countries, twelve months to {last:%B %Y}, as a multiple of "
            "those in the twelve before",
            round(ratio, 2),
            "times",
            f"All types of violence, in {', '.join(names)}. Range by drawing the months of each "
            "year again (bootstrap).",
            (Evidence.of("violence_country_months", f"neighbours to {last:%Y-%m}", near.months),),
            (round(min(low, ratio), 2), round(max(high, ratio), 2)),
            LEVEL,
        )
    ]


def _again(part: Floats, whole: Floats, seed: int, *, paired: bool = True) -> Floats:
    """Ratios of sums over months drawn with replacement; the same months in both if paired."""
    rng = stream(seed, "situation", "months drawn again")
    first = rng.integers(0, len(whole), (DRAWS, len(whole)))
    second = first if paired else rng.integers(0, len(part), (DRAWS, len(part)))
    below = whole[first].sum(axis=1)
    return np.asarray(part[second].sum(axis=1)[below > 0] / below[below > 0])


def _interval(draws: Floats) -> tuple[float, float]:
    return Summary.of(draws).interval


def _nobody_named(mission: str, *, named: bool) -> Gap:
    return Gap(
        "lever.peace-process.parties",
        f"How much of the fighting around {mission} is with parties that signed an agreement",
        "no events of its hosts cover the last two years"
        if named
        else "the assumptions file names no parties to an agreement",
        "add the hosts' events to the edition"
        if named
        else "add `parties` to a statement of kind agreement, as the events name them",
    )
