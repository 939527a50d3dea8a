"""What the violence and mission rooms expect ahead, as options take it.

Each function here is the one door to a forecast; nothing of what a room issues is made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from peaceops.case import Assumption, paid_by_staff
from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import message, run_together, uncapitalised
from peaceops.domain.mission import Mission
from peaceops.domain.months import YEAR, month_after, months_between
from peaceops.domain.violence_types import NON_STATE, ONE_SIDED, STATE_BASED, VIOLENCE_TYPES
from peaceops.edition import View, recorded_as
from peaceops.mission import CostBasis as MissionCost
from peaceops.options.assumptions import COST, YEARLY
from peaceops.options.inputs import Inputs
from peaceops.options.troop_effect import DEATHS
from peaceops.situation import government_share


@dataclass(frozen=True)
class DeathsAhead:
    """Deaths in all hosts if nothing changes: the violence room's draws.

    Attributes:
        by_type: Deaths by type, one-sided violence by perpetrator, shape (months after the last
            month known, draws); empty unless every host has a forecast, since a sum over some of
            them would pass for the whole.
        before: Months of them up to that of the date: no decision moves these.
        whole: The violence room's figure of deaths in the next twelve months; ``None`` without
            one, or where the options look further, or draw more or less often.
        evidence: The hosts' months of the last two years that were known.
        gaps: Why there is none.
    """

    by_type: dict[str, Floats]
    before: int
    whole: Figure | None
    evidence: Evidence
    gaps: tuple[Gap, ...] = ()


def deaths_ahead(view: View, inputs: Inputs, horizon: int, draws: int, seed: int) -> DeathsAhead:
    """Take the violence room's draws for a mission's hosts, after the last month known."""
    mission, outlook = inputs.mission, inputs.violence
    evidence = _deaths_on_record(view, mission)
    together = outlook.together
    if together is None:
        forecast = {host.country for host in outlook.hosts}
        missing = [name_of(host) for host in mission.hosts if host not in forecast]
        why = (
            message(
                "there is no forecast of deaths in {missing}", missing=run_together(", ", missing)
            )
            if missing
            else "no host country is on record"
        )
        gap = Gap(
            "options.deaths",
            message("Deaths under each option for {acronym}", acronym=mission.acronym),
            why,
            "add the hosts' country-months to the edition, or ask as of a later date",
        )
        return DeathsAhead({}, 0, None, evidence, (gap,))
    total = {kind: np.zeros((horizon, draws)) for kind in DEATHS}
    for host in outlook.hosts:
        late = months_between(host.origin, together.origin)
        taken = host.draws[late : late + horizon, np.arange(draws) % host.draws.shape[1]]
        by_type = {kind: taken[..., place] for place, kind in enumerate(VIOLENCE_TYPES)}
        share = government_share(view, host.country, draws, seed)
        total[STATE_BASED] += by_type[STATE_BASED]
        total[NON_STATE] += by_type[NON_STATE]
        total["one_sided_government"] += by_type[ONE_SIDED] * share
        total["one_sided_groups"] += by_type[ONE_SIDED] * (1 - share)
    drawn = outlook.hosts[0].draws.shape[1]
    whole = together.next_12 if horizon == YEAR and draws % drawn == 0 else None
    before = min(horizon, max(0, months_between(together.origin, view.as_of)))
    return DeathsAhead(total, before, whole, evidence)


def _deaths_on_record(view: View, mission: Mission) -> Evidence:
    first, table = month_after(view.as_of, -24), "violence_country_months"
    selection = message("hosts of {acronym} from {first}", acronym=mission.acronym, first=first)
    if not view.has(table):
        rows = pl.DataFrame(schema={"source": pl.String, "row": pl.Int64})
        return Evidence.of(table, selection, rows)
    months = view.table(table)
    hosts = [recorded_as(host, months) for host in mission.hosts]
    rows = months.filter(pl.col("country").is_in(hosts), pl.col("month") >= first)
    return Evidence.of(table, selection, rows)


@dataclass(frozen=True)
class CostBasis:
    """What a mission costs in a year, from which the cost of options is drawn.

    Attributes:
        dollars: US dollars a year for each uniformed person, or for the mission where its money
            does not follow them; shape (draws,).
        a_head: Whether ``dollars`` are for each uniformed person.
        name: The planning assumption that they are, where they are one.
        words: Where it comes from.
        evidence: What it rests on.
        assumption: True where it is assumed.
    """

    dollars: Floats
    a_head: bool
    name: str
    words: str
    evidence: tuple[Evidence, ...]
    assumption: bool


def cost_basis(inputs: Inputs, assumed: Mapping[str, Floats], draws: int, seed: int) -> CostBasis:
    """Take the mission room's basis of cost; the case's assumption goes before an assumed one."""
    cost = inputs.picture.cost
    a_head = _is_a_head(inputs, cost)
    name = COST if a_head else YEARLY
    ending = ", a uniformed person" if a_head else ""
    heads = cost.heads if a_head and cost.heads else 1.0
    if cost.basis != "assumption":
        method = cost.per_year.method.removesuffix(".")
        words = message("{method}{ending}", method=uncapitalised(method), ending=ending)
        dollars = cost.yearly(draws, seed) / heads
        return CostBasis(dollars, a_head, name, words, cost.per_year.evidence, False)
    stated = _stated(inputs, name)
    if stated is not None and inputs.case is not None:
        evidence = (Evidence.of_statement(stated.id, inputs.case.case),)
        words = message("the cost assumed in the assumptions file{ending}", ending=ending)
        return CostBasis(assumed[name], a_head, name, words, evidence, True)
    words = message(
        "the cost assumed for missions of its kind, {kind}{ending}, since no spending "
        "of this one is known",
        kind=inputs.mission.kind,
        ending=ending,
    )
    dollars = cost.yearly(draws, seed) / heads
    return CostBasis(dollars, a_head, name, words, cost.per_year.evidence, True)


def with_assumed_cost(
    assumptions: Mapping[str, Assumption], inputs: Inputs
) -> dict[str, Assumption]:
    """Planning assumptions with the cost that is in use, and none where money is known.

    Args:
        assumptions: Those that stand before it is known what a cost rests on.
        inputs: What the other rooms say.
    """
    cost = inputs.picture.cost
    name = COST if _is_a_head(inputs, cost) else YEARLY
    others = {key: value for key, value in assumptions.items() if key not in (COST, YEARLY)}
    if cost.basis != "assumption":
        return others
    if _stated(inputs, name) is not None and name in assumptions:
        return {**others, name: assumptions[name]}
    heads = cost.heads if name == COST and cost.heads else 1.0
    low, likeliest, high = (bound / heads for bound in cost.bounds)
    standing = assumptions.get(name)
    words = "Cost of the mission a year, for each uniformed person (all assessed costs)"
    text = words if name == COST else "What the mission costs in a year as it stands"
    # Not held to the bounds of what a user may assume: a mission of few persons costs more a head.
    assumption = Assumption.model_construct(
        id=name,
        text=standing.text if standing else text,
        value=round(likeliest),
        low=round(low),
        high=round(high),
        unit="US dollars",
        reason=cost.per_year.method.partition(": ")[2] or cost.per_year.method,
    )
    return {**others, name: assumption}


def _is_a_head(inputs: Inputs, cost: MissionCost) -> bool:
    return cost.follows_strength and bool(cost.heads) and not paid_by_staff(inputs.mission)


def _stated(inputs: Inputs, name: str) -> Assumption | None:
    """The case's own assumption on cost, by the year where none is by the head."""
    of_case = {item.id: item for item in (inputs.case.assumptions if inputs.case else ())}
    return of_case.get(name) or of_case.get(YEARLY)
