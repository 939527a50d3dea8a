"""What a mandate is: until when a mission may stay, by which decision, at what ceiling."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import polars as pl

from peaceops.domain.figures import Figure, Gap

Status = Literal["in force", "open-ended", "ended", "not known"]


@dataclass(frozen=True)
class AuthorisedCeiling:
    """The most uniformed personnel a mission may have, in persons; ``None`` if not known."""

    military: int | None = None
    police: int | None = None


@dataclass(frozen=True)
class Mandate:
    """The mandate of a mission on a date.

    Attributes:
        mission: Acronym.
        as_of: The date.
        status: ``ended`` also where the mission has closed, or where the last term on record has
            run out without a decision; unless the closure is on record, a gap then says so.
        ends: Last day of the term; ``None`` if open-ended or not known.
        days_left: Days from ``as_of`` to ``ends``; ``None`` once the term is over.
        resolution: Symbol of the decision in force, such as ``S/RES/2640 (2022)``.
        adopted_on: Its date.
        kind: What it does; ``terminate`` marks a last term.
        ceiling: Authorised strength.
        history: Every decision on the mission up to the date, drafts included, oldest first: the
            columns of the table ``mandates``, ``adopted``, and ``yes``, ``no`` and ``abstain``,
            null where the votes are not on record in full.
        usual_term: Months for which the Council renews this mission: the median of its last
            renewals, in whole months; ``None`` where none is on record.
        decided_end: The last day of the mission, where the Council has decided that it ends and the
            day is still ahead: the end of its last term, or, once that is over, of the withdrawal.
        withdrawn_by: The last day of a withdrawal that goes on after the last term, where it is
            still ahead.
        steps: What decisions set for later days, by day: rows of the table ``mandate_steps``.
        figures: ``mandate.ends``, ``mandate.days_left``, ``mandate.withdrawn_by``,
            ``mandate.ceiling_military``, ``mandate.ceiling_police`` and ``mandate.votes``, each
            only where the figure exists.
        gaps: What is not known.
    """

    mission: str
    as_of: date
    status: Status
    ends: date | None
    days_left: int | None
    resolution: str | None
    adopted_on: date | None
    kind: str | None
    ceiling: AuthorisedCeiling
    history: pl.DataFrame = field(repr=False)
    usual_term: int | None = None
    decided_end: date | None = None
    withdrawn_by: date | None = None
    steps: pl.DataFrame = field(default_factory=pl.DataFrame, repr=False)
    figures: tuple[Figure, ...] = field(default=(), repr=False)
    gaps: tuple[Gap, ...] = ()

    @property
    def leaves_by(self) -> date | None:
        """The day by which a mission whose end is decided is to have left, still ahead.

        The last day of its withdrawal where that is set, else the decided end.
        """
        return self.withdrawn_by or self.decided_end

    def figure(self, name: str) -> Figure | None:
        """The figure ``mandate.{name}``, where it exists."""
        return next((figure for figure in self.figures if figure.key == f"mandate.{name}"), None)
