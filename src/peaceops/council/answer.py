"""What this room answers: the Council on a mission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.council.passing import Passing
from peaceops.domain.figures import Figure, Gap
from peaceops.errors import EditionLacks


@dataclass(frozen=True)
class LastVote:
    """The Council's latest recorded vote on the mission."""

    decision: str
    date: date
    yes: int
    no: int
    abstain: int
    abstaining: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """One step from the record to the odds shown.

    Attributes:
        what: ``adopted`` or ``tabled``: the figure that moves.
        why: What is taken into account.
        to: The probability after it.
    """

    what: str
    why: str
    to: float


@dataclass(frozen=True)
class OptionOdds:
    """The odds of one option, should a draft of it be put to the vote.

    Attributes:
        option: Kind of the option.
        p_adopted: Probability of adoption.
        p_unanimous: Probability that all members vote in favour.
        p_permanent_abstains: Probability that a permanent member, or more, abstains.
        members: ISO 3 code to the probabilities of yes, no and abstain.
        method: How the odds were made.
        p_tabled: Probability that a draft of this kind is what is put to the vote when the mandate
            next runs out; ``None`` where no record tells. All other odds are given that it is.
        p_tabled_range: 90 % interval of it where it rests on few precedents.
        p_tabled_and_adopted: The product of ``p_tabled`` and ``p_adopted``.
        tabled_method: How it was made.
        moved: What moved the odds, line by line.
        passing: What stands between the draft and its adoption.
    """

    option: str
    p_adopted: float
    p_unanimous: float
    p_permanent_abstains: float
    members: Mapping[str, Mapping[str, float]]
    method: str
    p_tabled: float | None = None
    p_tabled_range: tuple[float, float] | None = None
    p_tabled_and_adopted: float | None = None
    tabled_method: str = ""
    moved: tuple[Moved, ...] = ()
    passing: Passing | None = None


@dataclass(frozen=True)
class Outlook:
    """The Council on a mission.

    Attributes:
        seats: The members on the day: country (ISO 3), name, permanent, start, until.
        last_vote: The latest vote whose tally is on record; ``None`` if there is none.
        history: All votes on the mission, as ``record.history`` gives them.
        options: The odds of each option asked about, in that order.
        track_record: Scores of each method, as ``score.track_record`` gives them.
        figures: Figures for a brief, ids ``council.*``.
        gaps: What could not be said.
    """

    seats: pl.DataFrame
    last_vote: LastVote | None
    history: pl.DataFrame
    options: tuple[OptionOdds, ...]
    track_record: pl.DataFrame
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def without_record(error: EditionLacks) -> Outlook:
    """The answer where the edition does not hold the Council's record: a gap, and no figure."""
    seats = {"country": pl.String, "name": pl.String, "permanent": pl.Boolean, "until": pl.Date}
    return Outlook(
        seats=pl.DataFrame(schema=seats),
        last_vote=None,
        history=pl.DataFrame(),
        options=(),
        track_record=pl.DataFrame(),
        figures=(),
        gaps=(
            Gap(
                "council.record",
                "Who sits on the Council, how it voted and what it would decide",
                error.what,
                error.remedy or "build an edition with the Council's votes and members",
            ),
        ),
    )
