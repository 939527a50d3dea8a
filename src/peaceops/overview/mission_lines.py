"""Every mission in one line: until when it may stay, its last vote, strength, and deaths around it.

Nothing is computed here: each figure is the answer of the room that a brief takes it from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peaceops.council import LastVote, latest_vote
from peaceops.domain.figures import Figure
from peaceops.domain.mission import Mission
from peaceops.edition import View, mission_of, standing_missions
from peaceops.mission import Baseline, strength
from peaceops.situation import host_deaths


@dataclass(frozen=True)
class MissionLine:
    """A mission in one line.

    Attributes:
        mission: The mission as known on the date, with its mandate.
        ends: The day on which what was decided runs out: the end of the term, or of the withdrawal;
            ``None`` where nothing runs out or no end is known.
        days_left: Days to the end of the term; ``None`` once it is over.
        last_vote: The latest vote on the mission whose tally is on record.
        strength: The strength in use, with the day it stands for; ``None`` if none is known.
        strength_figure: The same as a figure.
        deaths: Deaths in conflict in the hosts together, the last twelve months known.
    """

    mission: Mission
    ends: date | None
    days_left: Figure | None
    last_vote: LastVote | None
    strength: Baseline | None
    strength_figure: Figure | None
    deaths: Figure | None

    @property
    def closed(self) -> date | None:
        """The day on which the mission closed; ``None`` if it still stood on the date."""
        end = self.mission.end
        return end if end is not None and end < self.mission.as_of else None

    @property
    def ran_out(self) -> bool:
        """Whether a term ended before the date and neither a decision nor a closure followed it."""
        gaps = {gap.key for gap in self.mission.mandate.gaps}
        return self._is_past and "mandate.after_end" in gaps

    @property
    def last_term_over(self) -> bool:
        """Whether a decision ended the mission before the date and no closure is on record."""
        return self._is_past and self.mission.end is None and not self.ran_out

    @property
    def _is_past(self) -> bool:
        return self.ends is not None and self.ends < self.mission.as_of

    def row(self) -> dict[str, object]:
        """The line as plain values, for a table, JSON or CSV."""
        mandate = self.mission.mandate
        vote, persons = self.last_vote, self.strength
        return {
            "mission": self.mission.acronym,
            "name": self.mission.name,
            "hosts": " ".join(self.mission.hosts),
            "kind": self.mission.kind.value,
            "status": mandate.status,
            "ends": self.ends,
            "days_left": self.days_left.value if self.days_left else None,
            "resolution": mandate.resolution,
            "last_vote": vote.decision if vote else None,
            "last_vote_on": vote.date if vote else None,
            "last_vote_tally": f"{vote.yes}-{vote.no}-{vote.abstain}" if vote else None,
            "strength": persons.total if persons else None,
            "strength_on": persons.on if persons else None,
            "strength_basis": persons.basis if persons else None,
            "deaths_12_months": self.deaths.value if self.deaths else None,
            "deaths_are": self.deaths.label if self.deaths else None,
        }


def missions(view: View, *, every: bool = False) -> tuple[MissionLine, ...]:
    """Every mission in one line, the one that ends first in the first.

    Args:
        view: What was known.
        every: Those that have closed too.

    Returns:
        Lines in the order of the days on which what was decided runs out; missions without such a
        day come after them, by acronym, and those that have closed last.

    Raises:
        MissingTableError: The edition holds no table of missions.

    >>> from peaceops.edition import open_edition
    >>> first = missions(open_edition().as_of(date(2023, 6, 16)))[0]
    >>> first.mission.acronym, first.ends, first.days_left.value
    ('MINUSMA', datetime.date(2023, 6, 30), 14)
    """
    standing = standing_missions(view)
    lines = [_line(view, view.mission(acronym)) for acronym in standing]
    if every:
        closed = sorted(set(view.table("missions")["mission"]) - set(standing))
        lines += [_line(view, mission_of(view, acronym)) for acronym in closed]
    return tuple(sorted(lines, key=_order))


def _line(view: View, mission: Mission) -> MissionLine:
    mandate = mission.mandate
    ceiling = (mandate.ceiling.military, mandate.ceiling.police)
    persons = strength(view, mission.acronym, ceiling=ceiling)
    deaths = host_deaths(view, mission.hosts)
    return MissionLine(
        mission=mission,
        ends=mandate.decided_end or mandate.ends,
        days_left=mandate.figure("days_left"),
        last_vote=latest_vote(view, mission.acronym),
        strength=persons.baseline,
        strength_figure=persons.in_use,
        deaths=deaths.last_12 if deaths else None,
    )


def _order(line: MissionLine) -> tuple[bool, date, str]:
    return line.closed is not None, line.ends or date.max, line.mission.acronym
