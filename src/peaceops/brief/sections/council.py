"""What the Council can decide: members, record and odds as the brief holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from peaceops.brief.document import (
    ConsentCase,
    ConsentRecord,
    Council,
    CouncilOption,
    LastVote,
    Needs,
    OddsStep,
    Seat,
    VoteChange,
    VoteOdds,
)
from peaceops.brief.sections.options import odds_of
from peaceops.case import Case, HostPosition, MemberPosition
from peaceops.case.model import HostRefusal, Restriction
from peaceops.council import DraftOdds, Outlook, Precedents
from peaceops.council.results import ADOPTED
from peaceops.domain.figures import Figure
from peaceops.options import OptionResult

RULE = (
    "A draft on substance is adopted with nine votes of fifteen in favour and no negative vote of "
    "a permanent member (Charter, Article 27 (3)). An abstention of a permanent member is no veto. "
    "Procedural matters need nine votes and know no veto."
)
DIGITS = 4
LAST_TWO = 2
ODDS = ("p_tabled_and_adopted", "p_tabled", "p_adopted", "p_unanimous", "p_permanent_abstains")


def host_position(case: Case | None) -> HostPosition | None:
    """The host's newest position in the case.

    Where the case states none, a host that refuses what was put or restricts the mission is taken
    to restrict it, by that statement.
    """
    if case is None:
        return None
    stated = [one for one in case.of_kind("host_position") if isinstance(one, HostPosition)]
    if stated:
        return stated[-1]
    acts = [
        one
        for one in case.of_kind("host_refusal", "restriction")
        if isinstance(one, HostRefusal | Restriction)
    ]
    if not acts:
        return None
    shared = acts[-1].model_dump(include=set(HostPosition.model_fields) - {"kind", "position"})
    return HostPosition(kind="host_position", position="restricts", **shared)


def council_section(
    votes: Outlook,
    results: Sequence[OptionResult],
    case: Case | None,
    known: Precedents | None = None,
) -> Council:
    """Seats, last vote and odds. One row an option, in the order of the options."""
    stated = {one.country: one.position for one in _stated(case)}
    seats = tuple(
        Seat(
            iso3=row["country"],
            name=row["name"],
            permanent=row["permanent"],
            until=row["until"],
            position=stated.get(row["country"]),
        )
        for row in votes.seats.iter_rows(named=True)
    )
    return Council(
        members=tuple(one.iso3 for one in seats),
        seats=seats,
        last_vote=_last_vote(votes),
        voted_before=votes.history.height,
        options=tuple(
            _option(result, votes.drafts[result.id])
            for result in results
            if result.id in votes.drafts
        ),
        changes=_changes(votes),
        precedents=_precedents(known, votes.left_after_request),
        rule=RULE,
        seated=votes.number_of_members,
    )


def _option(result: OptionResult, draft: DraftOdds) -> CouncilOption:
    put = result.p_put_to_vote
    listed = {
        "p_tabled_and_adopted": result.p_put_and_adopted,
        "p_tabled": put,
        "p_adopted": draft.p_adopted,
        "p_unanimous": draft.p_unanimous,
        "p_permanent_abstains": draft.p_permanent_abstains,
    }
    return CouncilOption(
        option=result.id,
        label=result.label,
        p_adopted=number_in(draft.p_adopted),
        p_unanimous=number_in(draft.p_unanimous),
        p_permanent_abstains=number_in(draft.p_permanent_abstains),
        members={row["country"]: _rounded(row) for row in draft.members.iter_rows(named=True)},
        method=draft.p_adopted.method,
        p_tabled=odds_of(put),
        p_tabled_range=put.interval if put else None,
        p_tabled_and_adopted=odds_of(result.p_put_and_adopted),
        tabled_method=put.method if put else "",
        figures={name: figure for name, figure in listed.items() if figure is not None},
        moved=tuple(
            OddsStep(what="adopted" if step.what == ADOPTED else "tabled", why=step.why, to=step.to)
            for step in draft.contributions
        ),
        needs=Needs(
            needed=draft.needed,
            expected_yes=number_in(draft.expected_yes),
            p_enough=number_in(draft.p_enough),
            p_vetoed=number_in(draft.p_vetoed),
            blocker=draft.likeliest_veto,
            p_blocker=number_in(draft.p_likeliest_veto),
            p_if_it_abstains=number_in(draft.p_adopted_without_veto),
        ),
    )


def number_in(figure: Figure) -> float:
    """The value of a figure that is always a number."""
    return float(figure.value or 0.0)


def _changes(votes: Outlook) -> tuple[VoteChange, ...]:
    """Members that sat at the last two full votes on the mission and voted otherwise."""
    full = [row for row in votes.history.iter_rows(named=True) if row["yes"] is not None]
    if len(full) < LAST_TWO or votes.seats.is_empty():
        return ()
    before, after = full[-LAST_TWO:]
    seats = votes.seats.height
    if any(row["yes"] + len(row["against"]) + len(row["abstaining"]) < seats for row in full[-2:]):
        return ()  # a member was absent, and the record of tallies does not tell which

    def cast(row: dict[str, Any], iso3: str) -> str:
        if iso3 in row["against"]:
            return "no"
        return "abstain" if iso3 in row["abstaining"] else "yes"

    return tuple(
        VoteChange(
            iso3=seat["country"],
            before=cast(before, seat["country"]),
            after=cast(after, seat["country"]),
            decision=after["symbol"],
        )
        for seat in votes.seats.iter_rows(named=True)
        if seat["start"] <= before["date"]
        and cast(before, seat["country"]) != cast(after, seat["country"])
    )


def _precedents(known: Precedents | None, figure: Figure | None) -> ConsentRecord | None:
    if known is None or not known.left.cases:
        return None
    asked = known.cases.filter("recognised", pl.col("act") == "request")
    return ConsentRecord(
        asked=known.left.cases,
        left=known.left.happened,
        share=round(known.left.value, DIGITS),
        low=round(known.left.low, DIGITS),
        high=round(known.left.high, DIGITS),
        figure=figure,
        median_days=known.median_days,
        cases=tuple(
            ConsentCase(
                mission=row["mission"],
                host=row["host"],
                asked=row["asked"],
                act=row["act"],
                outcome=row["outcome"],
                decision=row["decision"],
                yes=row["yes"],
                days=row["days"],
            )
            for row in asked.iter_rows(named=True)
        ),
    )


def _stated(case: Case | None) -> list[MemberPosition]:
    if case is None:
        return []
    return [one for one in case.of_kind("member_position") if isinstance(one, MemberPosition)]


def _last_vote(votes: Outlook) -> LastVote | None:
    last = votes.last_vote
    if last is None:
        return None
    return LastVote(
        symbol=last.decision,
        date=last.date,
        yes=last.yes,
        no=last.no,
        abstain=last.abstain,
        abstaining=tuple(last.abstaining),
        against=tuple(last.against),
        figure=last.tally,
    )


def _rounded(shares: Mapping[str, float]) -> VoteOdds:
    """Round so that the three still sum to one."""
    no, abstain = round(shares["no"], DIGITS), round(shares["abstain"], DIGITS)
    return VoteOdds(yes=round(1 - no - abstain, DIGITS), no=no, abstain=abstain)
