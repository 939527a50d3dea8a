"""What every model answers about a mission, asked through one view."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from peaceops.brief.sections.geography import known_hosts
from peaceops.brief.sections.violence import of_neighbour
from peaceops.case import Case
from peaceops.case.model import CaseOption
from peaceops.council import Outlook
from peaceops.domain.figures import Figure, Gap, unique_figures
from peaceops.domain.mandate import Mandate
from peaceops.edition import View
from peaceops.mission import MissionPicture
from peaceops.options import Comparison, OptionResult, compare, gather_inputs, status_quo
from peaceops.options.from_case import signatories
from peaceops.situation import Situation, describe
from peaceops.situation.enabling_factors import EnablingFactors, enabling_factors
from peaceops.violence import CountryForecast, around, forecast

DRAWS = 2000


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
    comparison: Comparison
    factors: EnablingFactors

    @property
    def figures(self) -> list[Figure]:
        """All findings; their identifiers are unique."""
        found = [
            *self.mandate.figures,
            *self.outlook.figures,
            *self.picture.figures,
            *self.situation.figures,
        ]
        for one in self.forecasts:
            found.extend(one.figures)
        for one in self.neighbours:
            found.extend(of_neighbour(one))
        found.extend(shown_figures(self.comparison))
        found.extend(self.factors.figures)
        return unique_figures(found)

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
        found.extend(self.comparison.gaps)
        for option in self.comparison.options:
            found.extend(option.gaps)
        found.extend(self.factors.gaps)
        return list({gap.key: gap for gap in found}.values())


def ask(view: View, mission: str, case: Case | None, seed: int) -> Answers:
    """Ask every model about a mission, with what the case adds."""
    hosts = known_hosts(view, mission)
    with ThreadPoolExecutor(1) as aside:  # trees are grown without Python's lock, votes with it
        issued = aside.submit(lambda: [forecast(view, host, seed=seed) for host in hosts])
        inputs = gather_inputs(view, mission, case=case, seed=seed, with_record=True)
    forecasts = issued.result()
    base = status_quo(view, mission, case=case, inputs=inputs, draws=DRAWS, seed=seed)
    parties, source = signatories(case)
    return Answers(
        mandate=inputs.mission.mandate,
        situation=describe(view, mission),
        picture=inputs.picture,
        forecasts=forecasts,
        neighbours=around(view, hosts, seed=seed),
        outlook=inputs.council,
        options=inputs.options,
        comparison=compare(base),
        factors=enabling_factors(
            view, inputs.mission, parties=parties, parties_source=source, seed=seed
        ),
    )


def shown_figures(comparison: Comparison) -> list[Figure]:
    """The figures of each option that the brief shows: totals, not types."""
    results = (comparison.status_quo, *comparison.options)
    return [figure for result in results for figure in _shown(result) if figure is not None]


def _shown(result: OptionResult) -> tuple[Figure | None, ...]:
    return (
        result.p_put_to_vote,
        result.p_adopted,
        result.p_put_and_adopted,
        result.strength,
        result.cost,
        result.cost_difference,
        result.deaths.get("all"),
        result.deaths_difference.get("all"),
        result.peacekeeper_fatalities,
        result.peacekeeper_fatalities_difference,
        result.p_gone_by_date,
    )
