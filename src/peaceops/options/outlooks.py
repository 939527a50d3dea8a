"""What the violence and mission rooms expect ahead: the draws that all options share.

Each function here is the one door to a forecast; nothing of what a room issues is made again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from peaceops.case.standard import paid_by_staff
from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Gap
from peaceops.domain.mission import Mission
from peaceops.domain.months import month_after, months_between
from peaceops.domain.violence_types import NON_STATE, ONE_SIDED, STATE_BASED
from peaceops.edition.view import View
from peaceops.mission.ahead import forecaster
from peaceops.options.assumptions import COST, YEARLY
from peaceops.options.inputs import Inputs
from peaceops.options.losses import killed, risk
from peaceops.options.troop_effect import DEATHS
from peaceops.situation.enabling_factors import government_share
from peaceops.violence import types_ahead
from peaceops.violence.panel import history_of

OLD_MONTHS = 6  # a strength older than that is said to be old


@dataclass(frozen=True)
class DeathsAhead:
    """Deaths in all hosts if nothing changes: the violence room's draws.

    Attributes:
        by_type: Deaths by type, one-sided violence by perpetrator, shape (months after the month
            of the view, draws); empty unless every host has a forecast, since a sum over some of
            them would pass for the whole.
        evidence: The hosts' months of the last two years that were known.
        gaps: Why there is none.
    """

    by_type: dict[str, Floats]
    evidence: Evidence
    gaps: tuple[Gap, ...] = ()


def deaths_ahead(view: View, mission: Mission, horizon: int, draws: int, seed: int) -> DeathsAhead:
    """Take the violence room's draws for a mission's hosts, after the month of the view."""
    evidence = _deaths_on_record(view, mission)
    if not mission.hosts:
        why = "no host country is on record"
        return DeathsAhead({}, evidence, (_no_deaths(mission, why),))
    total = {kind: np.zeros((horizon, draws)) for kind in DEATHS}
    for host in mission.hosts:
        drawn = _issued(view, host, horizon, draws, seed)
        if drawn is None:
            why = f"there is no forecast of deaths in {name_of(host)}"
            return DeathsAhead({}, evidence, (_no_deaths(mission, why),))
        share = government_share(view, host, draws, seed)
        total[STATE_BASED] += drawn[STATE_BASED]
        total[NON_STATE] += drawn[NON_STATE]
        total["one_sided_government"] += drawn[ONE_SIDED] * share
        total["one_sided_groups"] += drawn[ONE_SIDED] * (1 - share)
    return DeathsAhead(total, evidence)


def _no_deaths(mission: Mission, why: str) -> Gap:
    return Gap(
        "options.deaths",
        f"Deaths under each option for {mission.acronym}",
        why,
        "add the hosts' country-months to the edition, or ask as of a later date",
    )


def _deaths_on_record(view: View, mission: Mission) -> Evidence:
    first, table = month_after(view.as_of, -24), "violence_country_months"
    selection = f"hosts of {mission.acronym} from {first}"
    if not view.has(table):
        rows = pl.DataFrame(schema={"source": pl.String, "row": pl.Int64})
        return Evidence.of(table, selection, rows)
    rows = view.table(table).filter(
        pl.col("country").is_in(list(mission.hosts)), pl.col("month") >= first
    )
    return Evidence.of(table, selection, rows)


def _issued(
    view: View, host: str, horizon: int, draws: int, seed: int
) -> Mapping[str, Floats] | None:
    """The forecast's draws by type for the months after the month of the view.

    A forecast starts after the last month known, which may be some months back, and issues as many
    draws as it does: these are taken in turn, each equally often where the numbers divide.
    """
    history = history_of(view, host)
    if isinstance(history, Gap):
        return None
    late = max(0, months_between(history.origin, view.as_of))
    issued = types_ahead(view, host, months=horizon + late, seed=seed)
    if issued is None:
        return None
    return {
        kind: values[late:][:, np.arange(draws) % values.shape[1]]
        for kind, values in issued.items()
    }


@dataclass(frozen=True)
class StrengthAhead:
    """Uniformed personnel if the mission stays, before announced departures.

    Attributes:
        by_ceiling: Draws by the ceiling that an option sets, shape (months, draws); ``None`` is
            the present one. Empty where no strength is known.
        departures: Announced departures: month (1, 2, ...) and persons; month 0 for undated ones.
        gaps: What is not known.
    """

    by_ceiling: dict[float | None, Floats]
    departures: tuple[tuple[int, float], ...]
    gaps: tuple[Gap, ...] = ()


def strength_ahead(
    view: View, inputs: Inputs, ceilings: Sequence[float], horizon: int, draws: int, seed: int
) -> StrengthAhead:
    """Take the mission room's draws of strength, under the present ceiling and under others."""
    baseline = inputs.picture.strength.baseline
    name = inputs.mission.acronym
    if baseline is None:
        gap = Gap(
            "options.strength",
            f"Strength of {name} under each option",
            "no strength of the mission is known",
            "state it in the case",
        )
        return StrengthAhead({}, (), (gap,))
    gaps = []
    age = months_between(baseline.on, view.as_of)
    if age > OLD_MONTHS:
        gaps.append(
            Gap(
                "options.strength_age",
                f"The strength of {name} on the date",
                f"the figure in use is {age} months old ({baseline.basis})",
                "state the strength in the case, or add later reports to the edition",
            )
        )
    ahead = forecaster(view, name, baseline, ceiling=inputs.ceiling, horizon=horizon)
    levels: list[float | None] = [None, *ceilings]
    if ahead is None:
        gaps.append(
            Gap(
                "options.strength_forecast",
                f"How the strength of {name} moves",
                "too few months of strength are on record: it is taken to stay",
                "add monthly strength to the edition",
            )
        )
        flat = np.full((horizon, draws), float(baseline.total))
        return StrengthAhead(dict.fromkeys(levels, flat), _leaving(view, inputs), tuple(gaps))
    by_ceiling = {
        level: ahead.draw(new_ceiling=level, draws=draws, seed=seed).values for level in levels
    }
    return StrengthAhead(by_ceiling, _leaving(view, inputs), tuple(gaps))


def _leaving(view: View, inputs: Inputs) -> tuple[tuple[int, float], ...]:
    treatment = pl.col("treatment").str
    counted = inputs.picture.departures.listed.filter(
        treatment.starts_with("counted") | treatment.starts_with("no date")
    )
    return tuple(
        (0 if by is None else max(1, months_between(view.as_of, by)), float(personnel))
        for by, personnel in counted.select("by", "personnel").iter_rows()
    )


@dataclass(frozen=True)
class CostBasis:
    """What a mission costs in a year, from which the cost of options is drawn.

    Attributes:
        dollars: US dollars a year for each uniformed person, or for the mission where it is paid
            by its civilian budget; shape (draws,).
        a_head: Whether ``dollars`` are for each uniformed person.
        words: Where it comes from.
        evidence: What it rests on.
        assumption: True where it is assumed.
    """

    dollars: Floats
    a_head: bool
    words: str
    evidence: tuple[Evidence, ...]
    assumption: bool


def cost_basis(inputs: Inputs, assumed: Mapping[str, Floats], draws: int) -> CostBasis:
    """Take the mission room's money, or the planning assumption where none is known."""
    money, by_staff = inputs.picture.money, paid_by_staff(inputs.mission)
    spent = tuple(
        evidence
        for figure in money.figures
        if figure.key in ("mission.expenditure", "mission.cost_per_head")
        for evidence in figure.evidence
    )
    if by_staff and money.dollars is not None and money.start and money.end:
        years = ((money.end - money.start).days + 1) / 365.25
        words = f"Money {money.kind} from {money.start} to {money.end}"
        return CostBasis(np.full(draws, money.dollars / years), False, words, spent, False)
    if not by_staff and money.per_head is not None:
        words = "Last known spending, a head"
        return CostBasis(np.full(draws, money.per_head), True, words, spent, False)
    name = YEARLY if by_staff else COST
    of_case = {item.id: item for item in (inputs.case.assumptions if inputs.case else ())}
    stated = of_case.get(name) or of_case.get(YEARLY)
    if stated is None or inputs.case is None:
        words = "Cost assumed: no spending of the mission is known"
        evidence: tuple[Evidence, ...] = (Evidence("planning assumptions", name, 1),)
    else:
        words = "Cost assumed in the case"
        evidence = (Evidence.of_statement(stated.id, inputs.case.case),)
    return CostBasis(
        assumed[name], not by_staff, words + ("" if by_staff else ", a head"), evidence, True
    )


@dataclass(frozen=True)
class FatalityRisk:
    """The risk that a peacekeeper is killed by malicious acts.

    Attributes:
        a_month: Draws of deaths a person and month, shape (draws,); ``None`` where not on record.
        gaps: Why there is none.
    """

    a_month: Floats | None
    gaps: tuple[Gap, ...] = ()


def fatality_risk(view: View, inputs: Inputs, draws: int, seed: int) -> FatalityRisk:
    """Take the mission room's risk of peacekeepers."""
    notes = list[str]()
    name = inputs.mission.acronym
    a_month = risk(view, name, inputs.picture, draws, seed, notes)
    gaps = tuple(
        Gap(
            "options.peacekeeper_fatalities",
            f"Peacekeepers of {name} killed under each option",
            "their deaths or their strength are not on record",
            "add peacekeepers' deaths to the edition, or state the strength in the case",
        )
        for _ in notes
    )
    return FatalityRisk(a_month, gaps)


def fatalities(expected: Floats, seed: int) -> Floats:
    """Draws of deaths about what is expected, shape (months, draws); options share the chance."""
    return killed(expected, seed)
