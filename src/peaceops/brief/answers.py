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
from peaceops.edition import View, mandate_of
from peaceops.mission import MissionPicture
from peaceops.options import Comparison, ask_rooms, compare_draws, figures_of, ground
from peaceops.options.from_case import on_the_table
from peaceops.options.levers import evidence
from peaceops.situation import Situation, describe
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
    levers: tuple[tuple[Figure, ...], tuple[Gap, ...]]

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
        found.extend((*figures_of(self.comparison), *self.levers[0]))
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
        found.extend(self.levers[1])
        return list({gap.key: gap for gap in found}.values())


def ask(view: View, mission: str, case: Case | None, seed: int) -> Answers:
    """Ask every model about a mission, with what the case adds."""
    mandate = mandate_of(view, mission)
    options = on_the_table(case, mandate.ceiling.military)
    hosts = known_hosts(view, mission)
    with ThreadPoolExecutor(1) as aside:  # trees are grown without Python's lock, votes with it
        made = aside.submit(lambda: [forecast(view, host, seed=seed) for host in hosts])
        rooms = ask_rooms(view, mission, case=case, options=options, mandate=mandate, seed=seed)
    forecasts = made.result()
    base = ground(view, mission, case=case, rooms=rooms, draws=DRAWS, seed=seed)
    return Answers(
        mandate=mandate,
        situation=describe(view, mission),
        picture=rooms.picture,
        forecasts=forecasts,
        neighbours=around(view, hosts, seed=seed),
        outlook=rooms.votes,
        options=options,
        comparison=compare_draws(base),
        levers=evidence(view, mission, case=case, seed=seed),
    )
