"""What the Council can be expected to do: who sits, how they voted, the odds of each option."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from peaceops.council import _figures
from peaceops.council._gaps import gaps
from peaceops.council._submitters import line_of, submitters_of_next
from peaceops.council.ballots import CAST, ballots, history
from peaceops.council.baselines import BLENDED, baseline_odds
from peaceops.council.draft_kind_record import draft_kind_record
from peaceops.council.draft_kinds import (
    SETTLED_BY,
    DraftKindOdds,
    draft_kind_odds,
    kinds_of,
)
from peaceops.council.draft_odds import predict_votes
from peaceops.council.model.drafts import Draft, bloc_of, draft_attributes
from peaceops.council.model.host_wish import wish_of
from peaceops.council.positions import (
    DECLARED_RANGE,
    Declared,
    Position,
    apply_declared_position,
    as_declared,
    check,
)
from peaceops.council.results import (
    ADOPTED,
    PUT_TO_VOTE,
    DraftOdds,
    OddsContribution,
    Outlook,
    Submitters,
    VotesSoFar,
)
from peaceops.council.seats import seats
from peaceops.council.track_record import vote_records
from peaceops.council.vote_copula import path_to_adoption, tally_distribution
from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_of
from peaceops.domain.messages import message
from peaceops.domain.mission import Mission
from peaceops.edition import View, per_view

SATURDAY = 5  # as date.weekday counts
CEILING_CHANGE = {"increase": 1, "reduce": -1}
RECORD = "how the members voted so far, on this mission and others"
Step = tuple[str, Floats]
"""What is taken into account, and each member's odds of yes, no and abstain after it."""


def outlook(
    view: View,
    mission: str,
    options: Mapping[str, str] | Sequence[str],
    *,
    positions: Mapping[str, Position] | None = None,
    positions_on: Mapping[str, Mapping[str, Position]] | None = None,
    host_position: str | None = None,
    sponsors: Collection[str] = (),
    shares: Mapping[str, float] | None = None,
    with_record: bool = True,
) -> Outlook:
    """Give the odds of each option with the members seated on the day of the view.

    Args:
        view: What is known.
        mission: Acronym of the mission.
        options: Identifier of each option to its kind, a key of ``draft_kinds.SETTLED_BY``; or the
            kinds alone, which are then the identifiers.
        positions: Member (ISO 3) to what it declared (``positions.POSITIONS``) on all options, or
            that with how certain it is.
        positions_on: Option to what members declared on it alone; this goes before ``positions``.
        host_position: What the host wants (``positions.HOST_POSITIONS``); by default what is on
            record on the day. It moves the odds of what is put to the vote, and the votes of
            members that follow the host.
        sponsors: Members and others (ISO 3) that submit the draft; by default those who usually
            submit drafts on the mission are supposed, as far as they are on record.
        shares: Option to its share of the odds of the kind of draft that settles the mandate with
            it, where several options of a kind lie before the Council. By default each kind has
            the odds that it has on record.
        with_record: Score the methods on past votes as well.

    Raises:
        MissingTableError: The edition does not know who sits, or holds no decisions or votes.
        CaseError: A position is unknown, or of a state that does not sit.
        UnknownMissionError: There is no such mission on the date.
    """
    kinds = kinds_of(options)
    seated = seats(view)
    members = seated["country"].to_list()
    special = positions_on or {}
    for stated in (positions or {}, *special.values()):
        check(stated, members, host_position)
    operation = view.mission(mission)
    next_draft = draft_kind_odds(view, operation, host_position)
    split, voted = _votes_before(view, operation.acronym)
    next_text = _draft(view, operation.acronym, "renew", tuple(members))
    context = _Context(
        view,
        operation,
        seated,
        next_draft,
        split,
        _odds_by_votes(view, operation.acronym),
        submitters_of_next(view, next_text, sponsors),
        shares or {},
    )
    steps = _steps(
        view,
        operation.acronym,
        tuple(dict.fromkeys(kinds.values())),
        next_draft.host_position,
        context.submitters,
    )
    drafts = {}
    for option, kind in kinds.items():
        declared = {**(positions or {}), **special.get(option, {})}
        drafts[option] = _draft_odds(context, option, kind, steps[kind], declared)
    past = history(view, operation.acronym)
    last = _figures.last_vote(view, operation.acronym, past)
    record = vote_records(view) if with_record else ()
    of_kinds = draft_kind_record(view) if with_record else None
    return Outlook(
        seats=seated.drop("source", "row"),
        number_of_members=_figures.number_of_members(view, seated),
        last_vote=last,
        history=past,
        drafts=drafts,
        draft_kinds=next_draft,
        left_after_request=_figures.left_after_request(view),
        record=(*record, *([of_kinds] if of_kinds else [])),
        gaps=gaps(view, operation, seated=seated, last=last, voted=voted, next_draft=next_draft),
        so_far=_votes_so_far(context),
        submitters=context.submitters,
    )


@dataclass(frozen=True)
class _Context:
    """What is the same for every option."""

    view: View
    mission: Mission
    seated: pl.DataFrame
    next_draft: DraftKindOdds
    split: Floats
    by_votes: Floats
    submitters: Submitters | None
    shares: Mapping[str, float]


@per_view
def _steps(
    view: View,
    mission: str,
    wanted: tuple[str, ...],
    host: str | None,
    submitters: Submitters | None,
) -> Mapping[str, Sequence[Step]]:
    """Members' odds for each kind: by their votes so far, by the model, and by who submits."""
    by_votes = (RECORD, _odds_by_votes(view, mission))
    members = tuple(seats(view)["country"])
    stated = frozenset(submitters.states) if submitters and not submitters.supposed else None
    plain = [_draft(view, mission, kind, members) for kind in wanted]
    wished = [_wished(draft, kind, host) for draft, kind in zip(plain, wanted, strict=True)]
    submitted = [_submitted(draft, stated) for draft in wished if stated]
    bare = predict_votes(view, plain, usual=False)
    predicted = predict_votes(view, [*plain, *wished, *submitted], usual=stated is None)
    if predicted is None or bare is None:
        return {kind: [by_votes] for kind in wanted}
    parts = predicted.reshape(-1, len(wanted), len(members), 3)
    steps = {}
    for place, kind in enumerate(wanted):
        regressed = message(_figures.REGRESSED, kind=kind.replace("rollover", "roll over"))
        steps[kind] = [by_votes, (regressed, bare.reshape(parts.shape[1:])[place])]
        if submitters and submitters.supposed:
            steps[kind].append((line_of(submitters), parts[0, place]))
        if wished[place].wish is not None:
            steps[kind].append((_figures.WISHED[str(wished[place].wish)], parts[1, place]))
        if submitters and submitted:
            steps[kind].append((line_of(submitters), parts[2, place]))
    return steps


def _draft_odds(
    context: _Context,
    option: str,
    kind: str,
    steps: Sequence[Step],
    declared: Mapping[str, Position],
) -> DraftOdds:
    members = context.seated["country"].to_list()
    permanent = context.seated["permanent"].to_numpy()
    day = context.view.as_of
    host = context.next_draft.host_position

    def adopted(odds: Floats) -> float:
        return tally_distribution(odds, permanent, day).adopted

    contributions = [OddsContribution(ADOPTED, why, adopted(odds)) for why, odds in steps]
    odds = np.array(steps[-1][1])

    def after_position(member: str, position: Position) -> Floats:
        at = members.index(member)
        return apply_declared_position(steps[-1][1][at], position, kind, host, context.split)

    def adopted_at(weight: float) -> float:
        weighed = np.array(steps[-1][1])
        for member, position in declared.items():
            sure = position if isinstance(position, Declared) else Declared(position, weight)
            weighed[members.index(member)] = after_position(member, sure)
        return adopted(weighed)

    for member, position in sorted(declared.items()):
        at = members.index(member)
        after = after_position(member, position)
        if not np.array_equal(after, odds[at]):
            odds[at] = after
            why = message(
                "{member} {position}",
                member=name_of(member),
                position=as_declared(position).position,
            )
            contributions.append(OddsContribution(ADOPTED, why, adopted(odds)))
    share = context.shares.get(option)
    contributions += _put_to_vote(context.next_draft, kind, share)
    return _figures.draft_odds(
        context.view,
        option,
        kind,
        members=_members(members, odds),
        tally=tally_distribution(odds, permanent, day),
        path=path_to_adoption(odds, members, permanent, day),
        next_draft=context.next_draft,
        share=share,
        contributions=tuple(contributions),
        method=_figures.method_of(
            declared,
            modelled=len(steps) > 1,
            submitters=context.submitters,
            adopted=(adopted_at(DECLARED_RANGE[0]), adopted_at(DECLARED_RANGE[1]))
            if declared
            else None,
        ),
        submitters=context.submitters,
    )


def _put_to_vote(
    next_draft: DraftKindOdds, kind: str, share: float | None
) -> list[OddsContribution]:
    """How the odds that a draft of the kind is put to the vote came about."""
    settling = SETTLED_BY[kind]
    if settling not in next_draft.odds:
        return []
    part = next_draft.share_of(kind) if share is None else share
    lines = [
        OddsContribution(PUT_TO_VOTE, step.why, step.odds[settling]) for step in next_draft.steps
    ]
    if part < 1:
        why = "its part of the drafts that renew, roll over or end"
        lines.append(OddsContribution(PUT_TO_VOTE, why, part * next_draft.odds[settling]))
    return lines


def _members(members: Sequence[str], odds: Floats) -> pl.DataFrame:
    shares = {vote: odds[:, place] for place, vote in enumerate(CAST)}
    return pl.DataFrame({"country": list(members), **shares})


def _votes_so_far(context: _Context) -> VotesSoFar:
    permanent = context.seated["permanent"].to_numpy()
    tally = tally_distribution(context.by_votes, permanent, context.view.as_of)
    return VotesSoFar(
        _members(context.seated["country"].to_list(), context.by_votes),
        tally.adopted,
        tally.unanimous,
        tally.permanent_abstains,
    )


@per_view
def _odds_by_votes(view: View, mission: str) -> Floats:
    """The blend of baselines of the members seated, for a vote on the day after the view."""
    unknown = seats(view).select(
        date=pl.lit(view.as_of + timedelta(days=1)),
        decision=pl.lit("(next draft)"),
        country="country",
        vote=pl.lit(None, pl.String),
        permanent="permanent",
        item=pl.lit(mission),
        on_mission=pl.lit(True),
    )
    rows = pl.concat([ballots(view, mission).select(unknown.columns), unknown])
    return baseline_odds(rows)[BLENDED][-unknown.height :]


def _draft(view: View, mission: str, kind: str, members: tuple[str, ...]) -> Draft:
    """A draft on the mission, on the agenda item of the latest one."""
    row: dict[str, Any] = dict.fromkeys(("topic", "agenda_item", "region"))
    if view.has("mandates"):
        mandates = view.table("mandates").filter(pl.col("mission") == mission).select("decision")
        decisions = view.table("decisions").join(mandates, on="decision", how="semi")
        with_item = decisions.filter(pl.col("agenda_item").is_not_null()).sort("date", "decision")
        if with_item.height:
            row |= with_item.row(-1, named=True)
    does = "amend" if kind == "amend" else SETTLED_BY.get(kind, "other")
    row |= {"decision": message("(next: {kind})", kind=kind), "date": next_working_day(view.as_of)}
    row |= {"mission": mission, "kind": does, "ceiling_change": CEILING_CHANGE.get(kind, 0)}
    row |= {"submitted_by": None, "draft": None, "amendment": False}
    return Draft(**draft_attributes(row), members=members, votes=None, adopted=None)


def _wished(draft: Draft, kind: str, host_position: str | None) -> Draft:
    """The draft with what it does to the host's wish; a smaller mission is between the two."""
    return replace(draft, wish=None if kind == "reduce" else wish_of(draft.kind, host_position))


def _submitted(draft: Draft, sponsors: frozenset[str]) -> Draft:
    return replace(draft, bloc=bloc_of(sponsors), sponsors=sponsors, submitters=len(sponsors))


def next_working_day(day: date) -> date:
    """First day after a day that is no Saturday or Sunday.

    >>> next_working_day(date(2023, 6, 30))
    datetime.date(2023, 7, 3)
    """
    after = day + timedelta(days=1)
    return after + timedelta(days=7 - after.weekday() if after.weekday() >= SATURDAY else 0)


@per_view
def _votes_before(view: View, mission: str) -> tuple[Floats, frozenset[str]]:
    """How votes that are not yes on peace operations split, and who has voted on the mission."""
    votes = ballots(view, mission)
    withheld = votes.filter(pl.col("on_mission"), pl.col("vote") != "yes")
    no = (withheld.filter(pl.col("vote") == "no").height + 1) / (withheld.height + 10)
    voted = votes.filter(pl.col("item") == mission)["country"]
    return np.array([0.0, no, 1.0 - no]), frozenset(voted)
