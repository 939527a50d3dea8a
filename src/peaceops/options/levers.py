"""Measures beside the mission: what the data say on each, with a range.

The ranges of shares taken from events come from a bootstrap over months, since events of a month
go together; those of counts are Jeffreys' intervals. What no table tells is not made up: who signed
an agreement comes from the case, and who won a clash is in no event.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.case import Case
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.edition.view import View
from peaceops.options.aftermath import aftermath
from peaceops.options.violence_ahead import government_share, hosts_of
from peaceops.situation.events import Covered, covered_events
from peaceops.situation.neighbours import neighbours
from peaceops.situation.sides import GOVERNMENT_OF, HOST_GOVERNMENT, kind_of
from peaceops.situation.spread import near_border

Floats = NDArray[np.float64]

LEVEL = 0.9
DRAWS = 2000
EVENTS = "violence_events"


def evidence(
    view: View, mission: str, *, case: Case | None = None, seed: int = 0
) -> tuple[tuple[Figure, ...], tuple[Gap, ...]]:
    """Findings, ids ``lever.LEVER.*``, and what could not be said.

    Args:
        view: What was known.
        mission: Our name of the mission.
        case: Who signed an agreement.
        seed: Seed of the draws of ranges.
    """
    hosts = hosts_of(view, mission)
    covered = covered_events(view, hosts)[0] if hosts else []
    found: list[Figure] = []
    gaps: list[Gap] = []
    for host in hosts:
        found += _conduct(view, host, seed)
    for one in covered:
        found += [*_clashes(one, seed), *_border(view, one, seed)]
    found += _around(view, hosts, seed)
    parties, source = signatories(case)
    for one in covered if parties else ():
        found += _signed(one, parties, source, seed)
    if not parties or not covered:
        gaps.append(_nobody_named(mission, named=bool(parties)))
    found += aftermath(view, seed=seed)
    return tuple(found), tuple(gaps)


def signatories(case: Case | None) -> tuple[tuple[str, ...], str]:
    """Who signed, by the newest agreement of the case that names parties, and its identifier."""
    for one in reversed(case.of_kind("agreement") if case else []):
        parties = getattr(one, "parties", ())
        if parties:
            return tuple(parties), one.id
    return (), ""


def _conduct(view: View, host: str, seed: int) -> list[Figure]:
    table = "violence_country_years"
    rows = view.table(table).filter(pl.col("country") == host) if view.has(table) else None
    recent = None if rows is None else rows.sort("year").tail(5)
    if recent is None or recent.is_empty():
        return []
    by_host = int(recent["one_sided_host_government"].sum())
    whole = by_host + int(recent["one_sided_groups"].sum())
    if not whole:
        return []
    years = f"{recent['year'][0]} to {recent['year'][-1]}"
    low, high = _bounds(government_share(view, host, DRAWS, seed))
    return [
        Figure(
            f"lever.host-forces.{host.lower()}.killing-of-civilians",
            f"Share of the killing of civilians in {name_of(host)} that is put to its government, "
            f"{years}",
            round(by_host / whole, 3),
            "share",
            f"{by_host:,} of {whole:,} deaths in one-sided violence by the government or by "
            "groups, UCDP's attribution. Killings are few and large: the range takes them as known "
            "from twelve deaths.",
            (Evidence.of(table, f"{host}, {years}", recent),),
            (round(min(low, by_host / whole), 3), round(max(high, by_host / whole), 3)),
            LEVEL,
        )
    ]


def _clashes(one: Covered, seed: int) -> list[Figure]:
    fighting = one.events.filter(pl.col("type") != "one_sided")
    sides = {
        name: kind_of(name, one.country) == HOST_GOVERNMENT
        for side in ("side_a", "side_b")
        for name in fighting[side].unique()
    }
    mine = pl.any_horizontal(
        pl.col(side).replace_strict(sides, return_dtype=pl.Boolean) for side in ("side_a", "side_b")
    )
    return _share(
        one, fighting.with_columns(told=mine), "host-forces", "clashes",
        f"Share of deaths in fighting in {name_of(one.country)} in clashes of its government",
        "Deaths on all sides; events do not tell who won a clash, or who lost how many.", seed,
    )  # fmt: skip


def _border(view: View, one: Covered, seed: int) -> list[Figure]:
    near = near_border(view, one)
    if near is None:
        return []
    return _share(
        one, near.with_columns(told=pl.col("near")), "regional-cooperation", "border",
        f"Share of deaths in {name_of(one.country)} within 50 km of another country",
        "Events placed within a district or better, against simplified outlines.", seed,
    )  # fmt: skip


def _signed(one: Covered, parties: Sequence[str], source: str, seed: int) -> list[Figure]:
    fighting = one.events.filter(pl.col("type") != "one_sided")
    groups = [
        pl.col(side).is_in(list(parties)) & ~pl.col(side).str.starts_with(GOVERNMENT_OF)
        for side in ("side_a", "side_b")
    ]
    inside = fighting.with_columns(told=pl.any_horizontal(groups))
    made = _share(
        one, inside, "peace-process", "signed",
        f"Share of deaths in fighting in {name_of(one.country)} with groups that signed",
        f"Groups named as parties in the case ({', '.join(parties)}); the rest is fighting "
        "among or with those outside.", seed,
    )  # fmt: skip
    told = Evidence.of_statement(source, "the case")
    return [Figure(**{**vars(figure), "evidence": (*figure.evidence, told)}) for figure in made]


def _share(
    one: Covered, rows: pl.DataFrame, lever: str, name: str, label: str, method: str, seed: int
) -> list[Figure]:
    """A share of deaths among events over two years, with a bootstrap over its months."""
    months = (
        rows.group_by(month=pl.col("end").dt.truncate("1mo"))
        .agg(whole=pl.col("best").sum(), part=pl.col("best").filter(pl.col("told")).sum())
        .sort("month")
    )
    whole, part = (months[column].to_numpy().astype(float) for column in ("whole", "part"))
    if not whole.sum():
        return []
    share = float(part.sum() / whole.sum())
    low, high = _bounds(_again(part, whole, seed))
    return [
        Figure(
            f"lever.{lever}.{one.country.lower()}.{name}",
            f"{label}, two years to {one.until:%B %Y}",
            round(share, 3),
            "share",
            f"{method} {part.sum():,.0f} of {whole.sum():,.0f} deaths; range by a bootstrap over "
            "months.",
            (Evidence.of(EVENTS, f"{one.country}, two years to {one.until:%Y-%m}", rows),),
            (round(min(low, share), 3), round(max(high, share), 3)),
            LEVEL,
        )
    ]


def _around(view: View, hosts: Sequence[str], seed: int) -> list[Figure]:
    """Deaths in the neighbours, last twelve months over the twelve before."""
    found = neighbours(view, hosts) if hosts else None
    if found is None or found.compared.is_empty():
        return []
    last = found.compared["until"][0]
    assert isinstance(last, date)
    by_month = (
        found.months.filter(pl.col("country").is_in(found.compared["country"].to_list()))
        .group_by("month").agg(pl.col("all_types").sum()).sort("month").tail(24)
    )  # fmt: skip
    deaths = by_month["all_types"].to_numpy().astype(float)
    if len(deaths) < 24 or not deaths[:12].sum():
        return []
    ratio = float(deaths[12:].sum() / deaths[:12].sum())
    low, high = _bounds(_again(deaths[12:], deaths[:12], seed, paired=False))
    names = sorted({name_of(code) for code in found.compared["country"]})
    return [
        Figure(
            "lever.regional-cooperation.neighbours",
            f"Deaths in the neighbours, the twelve months to {last:%B %Y} over the twelve before",
            round(ratio, 2),
            "times",
            f"All types, in {', '.join(names)}; range by a bootstrap over the months of each year.",
            (Evidence.of("violence_country_months", f"neighbours to {last:%Y-%m}", found.months),),
            (round(min(low, ratio), 2), round(max(high, ratio), 2)),
            LEVEL,
        )
    ]


def _again(part: Floats, whole: Floats, seed: int, *, paired: bool = True) -> Floats:
    """Ratios of sums over months drawn with replacement; the same months in both if paired."""
    rng = np.random.default_rng([seed, 5])
    first = rng.integers(0, len(whole), (DRAWS, len(whole)))
    second = first if paired else rng.integers(0, len(part), (DRAWS, len(part)))
    below = whole[first].sum(axis=1)
    return np.asarray(part[second].sum(axis=1)[below > 0] / below[below > 0])


def _bounds(draws: Floats) -> tuple[float, float]:
    low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _nobody_named(mission: str, *, named: bool) -> Gap:
    return Gap(
        "lever.peace-process.parties",
        f"How much of the fighting around {mission} is with parties that signed an agreement",
        "no events of its hosts cover the last two years"
        if named
        else "the case names no parties to an agreement",
        "add the hosts' events to the edition"
        if named
        else "add `parties` to a statement of kind agreement, as the events name them",
    )
