"""What every model answers about a mission, asked through one view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peaceops.brief.sections.council import (
    host_position,
    odds_by_decision,
    positions,
    positions_by_decision,
)
from peaceops.brief.sections.geography import known_hosts
from peaceops.brief.sections.mandate import whole_ceiling
from peaceops.brief.sections.mission import (
    departures,
    path_ahead,
    stated_strength,
)
from peaceops.brief.sections.options import (
    assumed_cost_per_head,
    assumptions_used,
    options_on_the_table,
)
from peaceops.brief.sections.violence import deaths_ahead, of_neighbour
from peaceops.case import Case
from peaceops.case.model import CaseOption
from peaceops.council import Outlook, outlook, without_record
from peaceops.council.mandate import Mandate, mandate_of
from peaceops.edition import View
from peaceops.errors import EditionLacks
from peaceops.findings import Finding, Gap, unique_ids
from peaceops.mission import MissionPicture, picture
from peaceops.options import Outcome, StatusQuo, compare
from peaceops.situation import Situation, describe
from peaceops.violence import CountryForecast, around, forecast


@dataclass(frozen=True)
class Answers:
    """What every model answered, before it is laid out."""

    mandate: Mandate
    situation: Situation
    picture: MissionPicture
    forecasts: Sequence[CountryForecast]
    neighbours: Sequence[CountryForecast]
    outlook: Outlook
    options: Sequence[CaseOption]
    outcomes: Sequence[Outcome]

    @property
    def findings(self) -> list[Finding]:
        """All findings; their identifiers are unique."""
        found = [
            *self.mandate.findings,
            *self.outlook.findings,
            *self.picture.findings,
            *self.situation.findings,
        ]
        for one in self.forecasts:
            found.extend(one.findings)
        for one in self.neighbours:
            found.extend(of_neighbour(one))
        for outcome in self.outcomes:
            found.extend(outcome.findings)
        return unique_ids(found)

    @property
    def gaps(self) -> list[Gap]:
        """All gaps, each once."""
        found = [
            *self.mandate.gaps,
            *self.outlook.gaps,
            *self.picture.gaps,
            *self.situation.gaps,
        ]
        for one in self.forecasts:
            found.extend(one.gaps)
        return list({gap.id: gap for gap in found}.values())


def ask(view: View, mission: str, case: Case | None, seed: int) -> Answers:
    """Ask every model about a mission, with what the case adds."""
    mandate = mandate_of(view, mission)
    ceiling = mandate.ceiling
    options = options_on_the_table(case, ceiling.military)
    stated, leaving = stated_strength(case), departures(case)
    both = (ceiling.military or 0, ceiling.police or 0)
    seen = picture(
        view,
        mission,
        ceiling=both if any(both) else None,
        stated_strength=stated,
        departures=leaving,
        seed=seed,
    )
    hosts = known_hosts(view, mission)
    forecasts = [forecast(view, host, seed=seed) for host in hosts]
    votes = _outlook(view, mission, case, options, seed)
    quo = _status_quo(view, mandate, seen, forecasts, case)
    return Answers(
        mandate=mandate,
        situation=describe(view, mission),
        picture=seen,
        forecasts=forecasts,
        neighbours=around(view, hosts, seed=seed),
        outlook=votes,
        options=options,
        outcomes=compare(quo, options, odds_by_decision(votes), assumptions_used(case)),
    )


def _outlook(
    view: View, mission: str, case: Case | None, options: Sequence[CaseOption], seed: int
) -> Outlook:
    host = host_position(case)
    try:
        return outlook(
            view,
            mission,
            sorted({one.decision for one in options}),
            positions=positions(case),
            positions_on=positions_by_decision(case, options),
            host_position=host.position if host else None,
            seed=seed,
        )
    except EditionLacks as error:
        return without_record(error)


def _status_quo(
    view: View,
    mandate: Mandate,
    seen: MissionPicture,
    forecasts: Sequence[CountryForecast],
    case: Case | None,
) -> StatusQuo:
    ceiling = whole_ceiling(mandate)
    baseline = seen.strength.baseline
    assumed = assumed_cost_per_head(case, baseline)
    return StatusQuo(
        as_of=view.as_of,
        mandate_ends=mandate.ends,
        ceiling=ceiling,
        strength_now=float(baseline.total) if baseline else None,
        strength=[one for _, one in path_ahead(seen, ceiling)],
        cost_per_head=assumed if seen.money.per_head is None else seen.money.per_head,
        cost_assumed=seen.money.per_head is None and assumed is not None,
        deaths=deaths_ahead(forecasts),
        evidence=(baseline.evidence,) if baseline else (),
    )
