"""The answers of this room: the Council on a mission, and the odds of each option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.council.draft_kinds import DraftKindOdds
from peaceops.domain.figures import Figure, Gap, figures_in
from peaceops.errors import MissingTableError
from peaceops.evaluate import TrackRecord

ADOPTED, PUT_TO_VOTE = "adopted", "put to the vote"


@dataclass(frozen=True)
class LastVote:
    """The Council's latest recorded vote on the mission.

    Attributes:
        decision: Its symbol.
        date: Its day.
        yes: Votes in favour.
        no: Votes against.
        abstain: Abstentions.
        abstaining: Members that abstained (ISO 3).
        against: Members that voted against.
        tally: The figure ``council.last-vote``.
    """

    decision: str
    date: date
    yes: int
    no: int
    abstain: int
    abstaining: tuple[str, ...]
    against: tuple[str, ...]
    tally: Figure


@dataclass(frozen=True)
class OddsContribution:
    """One step from the record to the odds shown.

    Attributes:
        what: ``adopted`` or ``put to the vote``: the odds that move.
        why: What is taken into account.
        to: The probability after it.
    """

    what: str
    why: str
    to: float


@dataclass(frozen=True)
class Submitters:
    """Who is taken to submit the draft.

    Attributes:
        states: ISO 3 codes; none where the President does, or their names could not be read.
        supposed: Nobody stated them: they are those who usually submit drafts on the mission.
        by_president: It is usually a text agreed beforehand, which the President puts.
        drafts: Symbols of the drafts that tell who usually submits, oldest first.
    """

    states: tuple[str, ...]
    supposed: bool
    by_president: bool
    drafts: tuple[str, ...]


@dataclass(frozen=True)
class DraftOdds:
    """The odds of one option, should a draft of it be put to the vote.

    Attributes:
        option: The caller's identifier of it; figures are ``council.{option}.{name}``.
        kind: What a draft of it does: a key of ``draft_kinds.SETTLED_BY``.
        members: Columns country (ISO 3), yes, no, abstain: one row a member, in the order of the
            seats; each row sums to one.
        p_adopted: Probability of adoption.
        p_unanimous: Probability that all members vote in favour.
        p_permanent_abstains: Probability that a permanent member, or more, abstains.
        p_two_abstain: Probability that two members or more abstain.
        expected_yes: Mean number of votes in favour.
        needed: Votes in favour that adopt.
        p_enough: Probability of as many votes as needed, vetoes apart.
        p_vetoed: Probability of enough votes and a permanent member against.
        likeliest_veto: Permanent member likeliest to vote no (ISO 3).
        p_likeliest_veto: Its probability of a no.
        p_adopted_without_veto: Probability of adoption if that member abstains instead.
        p_put_to_vote: Probability that a draft of this kind is put to the vote next; options of one
            kind share it. ``None`` where no term runs out or no record tells.
        p_put_and_adopted: That it is put to the vote and adopted.
        contributions: What moved the odds, line by line.
    """

    option: str
    kind: str
    members: pl.DataFrame
    p_adopted: Figure
    p_unanimous: Figure
    p_permanent_abstains: Figure
    p_two_abstain: Figure
    expected_yes: Figure
    needed: int
    p_enough: Figure
    p_vetoed: Figure
    likeliest_veto: str
    p_likeliest_veto: Figure
    p_adopted_without_veto: Figure
    p_put_to_vote: Figure | None
    p_put_and_adopted: Figure | None
    contributions: tuple[OddsContribution, ...]


@dataclass(frozen=True)
class VotesSoFar:
    """The simple benchmark of a vote: members as they voted so far, whatever the draft says.

    Attributes:
        members: country (ISO 3), yes, no, abstain: the blend of baselines (``baselines``).
        adopted: Probability of adoption with these odds.
        unanimous: That every member votes yes.
        permanent_abstains: That one permanent member or more abstains.
    """

    members: pl.DataFrame
    adopted: float
    unanimous: float
    permanent_abstains: float


@dataclass(frozen=True)
class Outlook:
    """The Council on a mission.

    Attributes:
        seats: The members on the day: country (ISO 3), name, permanent, start, until.
        number_of_members: The figure ``council.members``.
        last_vote: The latest vote whose tally is on record; ``None`` if there is none.
        history: All votes on the mission, as ``ballots.history`` gives them.
        drafts: Identifier of each option to its odds, in the caller's order.
        draft_kinds: The odds of the kind of draft put to the vote next.
        left_after_request: Share of missions that left or were replaced after their host asked; the
            figure ``council.precedents``.
        record: How the methods in use did, against every baseline.
        gaps: What could not be said.
        so_far: The simple benchmark of a vote on the mission; ``None`` without votes on record.
        submitters: Who is taken to submit the draft; ``None`` where nobody is stated and none of
            earlier drafts are on record.
    """

    seats: pl.DataFrame
    number_of_members: Figure | None
    last_vote: LastVote | None
    history: pl.DataFrame
    drafts: Mapping[str, DraftOdds]
    draft_kinds: DraftKindOdds | None
    left_after_request: Figure | None
    record: tuple[TrackRecord, ...]
    gaps: tuple[Gap, ...]
    so_far: VotesSoFar | None = None
    submitters: Submitters | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the answer, those of its record last."""
        of_record = (figure for record in self.record for figure in record.figures)
        return (*figures_in(self), *of_record)


def without_record(error: MissingTableError) -> Outlook:
    """The answer where the edition does not hold the Council's record: a gap, and no figure."""
    seats = {"country": pl.String, "name": pl.String, "permanent": pl.Boolean, "until": pl.Date}
    gap = Gap(
        "council.record",
        "Who sits on the Council, how it voted and what it would decide",
        error.what,
        error.remedy or "build an edition with the Council's votes and members",
    )
    return Outlook(
        seats=pl.DataFrame(schema=seats),
        number_of_members=None,
        last_vote=None,
        history=pl.DataFrame(),
        drafts={},
        draft_kinds=None,
        left_after_request=None,
        record=(),
        gaps=(gap,),
    )
