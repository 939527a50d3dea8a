"""What every model answers about a mission, asked through one view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from peaceops.case import Case
from peaceops.council import Outlook
from peaceops.domain.figures import Figure, Gap, figures_in, unique_figures
from peaceops.domain.mission import Mission
from peaceops.edition import View
from peaceops.evaluate import TrackRecord
from peaceops.mission import MissionPicture
from peaceops.options import Comparison, OptionResult, compare, gather_inputs, status_quo
from peaceops.options.from_case import signatories
from peaceops.situation import Situation, describe
from peaceops.situation.enabling_factors import EnablingFactors, enabling_factors
from peaceops.violence import CountryForecast, ViolenceOutlook, around, forecast

DRAWS = 2000
OF_NEIGHBOUR = (".last_12", ".next_12", ".baseline_12")
"""Figures of a neighbour that the brief shows."""


@dataclass(frozen=True)
class Answers:
    """What every model answered, before it is laid out."""

    mission: Mission
    situation: Situation
    picture: MissionPicture
    forecasts: Sequence[CountryForecast]
    neighbours: Sequence[CountryForecast]
    outlook: Outlook
    violence: ViolenceOutlook
    comparison: Comparison
    factors: EnablingFactors

    @property
    def records(self) -> tuple[TrackRecord, ...]:
        """How the forecasters did before."""
        return (*self.outlook.record, *self.picture.records, *self.violence.record)

    @property
    def figures(self) -> list[Figure]:
        """All figures, each key once.

        Raises:
            ValueError: Two answers give one key different values.
        """
        return unique_figures(self._listed())

    def _listed(self) -> Iterator[Figure]:
        records = [figure for record in self.records for figure in record.figures]
        scored = {figure.key for figure in records}
        yield from self.mission.mandate.figures
        yield from (one for one in self.outlook.figures if one.key not in scored)
        yield from (one for one in self.picture.figures if one.key not in scored)
        yield from figures_in(self.situation)
        for host in self.forecasts:
            yield from (one for one in host.figures if ".record" not in one.key)
        if self.violence.together is not None:
            yield self.violence.together.missing_days
        for neighbour in self.neighbours:
            yield from of_neighbour(neighbour)
        for result in (self.comparison.status_quo, *self.comparison.options):
            yield from (one for one in shown_figures(result) if one is not None)
        yield from self.factors.figures
        yield from records

    @property
    def gaps(self) -> list[Gap]:
        """All gaps, each once."""
        listed = [
            *self.mission.gaps,
            *self.mission.mandate.gaps,
            *self.outlook.gaps,
            *self.picture.gaps,
            *self.situation.gaps,
        ]
        for host in self.forecasts:
            listed.extend(host.gaps)
        listed.extend(self.comparison.gaps)
        for option in self.comparison.options:
            listed.extend(option.gaps)
        listed.extend(self.factors.gaps)
        return list({gap.key: gap for gap in listed}.values())


def of_neighbour(forecast: CountryForecast) -> list[Figure]:
    """Deaths in a neighbour over the last and the next twelve months."""
    return [
        replace(figure, key=figure.key.replace("violence.", "neighbours.", 1))
        for figure in forecast.figures
        if figure.key.endswith(OF_NEIGHBOUR)
    ]


def ask(view: View, acronym: str, case: Case | None, seed: int) -> Answers:
    """Ask every model about a mission, with what the case adds."""
    mission = view.mission(acronym)
    hosts = mission.hosts
    with ThreadPoolExecutor(1) as aside:  # trees are grown without Python's lock, votes with it
        issued = aside.submit(lambda: [forecast(view, host, seed=seed) for host in hosts])
        inputs = gather_inputs(view, acronym, case=case, seed=seed, with_record=True)
    forecasts = issued.result()
    base = status_quo(view, acronym, case=case, inputs=inputs, draws=DRAWS, seed=seed)
    parties, source = signatories(case)
    return Answers(
        mission=inputs.mission,
        situation=describe(view, acronym),
        picture=inputs.picture,
        forecasts=forecasts,
        neighbours=around(view, hosts, seed=seed),
        outlook=inputs.council,
        violence=inputs.violence,
        comparison=compare(base),
        factors=enabling_factors(
            view, inputs.mission, parties=parties, parties_source=source, seed=seed
        ),
    )


def shown_figures(result: OptionResult) -> tuple[Figure | None, ...]:
    """The figures of an option that the brief shows: totals, not types."""
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
