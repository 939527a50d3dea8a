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
    MandateDecision,
    Needs,
    OddsStep,
    Seat,
    VoteChange,
    VoteOdds,
)
from peaceops.brief.sections.options import odds_of
from peaceops.case import Case, HostPosition, MemberPosition
from peaceops.case.model import HostRefusal, Restriction
from peaceops.council import OptionOdds, Outlook, Passing, Precedents
from peaceops.edition import View
from peaceops.options import OptionResult

RULE = (
    "A draft on substance is adopted with nine votes of fifteen in favour and no negative vote of "
    "a permanent member (Charter, Article 27 (3)). An abstention of a permanent member is no veto. "
    "Procedural matters need nine votes and know no veto."
)
DIGITS = 4
LAST_TWO = 2


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


def tallies(view: View) -> dict[str, tuple[int, int, int]]:
    """Yes, no and abstentions of every decision whose votes are on record in full."""
    if not (view.has("votes") and view.has("decisions")):
        return {}
    whole = view.table("decisions").filter(pl.col("record") == "complete", ~pl.col("without_vote"))
    counted = (
        view.table("votes")
        .join(whole.select("decision"), on="decision")
        .group_by("decision")
        .agg((pl.col("vote") == one).sum().alias(one) for one in ("yes", "no", "abstain"))
    )
    return {row[0]: (row[1], row[2], row[3]) for row in counted.sort("decision").iter_rows()}


def council_section(
    votes: Outlook,
    results: Sequence[OptionResult],
    case: Case | None,
    history: tuple[MandateDecision, ...],
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
    by_decision = {one.option: one for one in votes.options}
    return Council(
        members=tuple(one.iso3 for one in seats),
        seats=seats,
        last_vote=_last_vote(votes),
        history=history,
        options=tuple(
            _option(result, by_decision[result.id])
            for result in results
            if result.id in by_decision
        ),
        changes=_changes(votes),
        precedents=_precedents(known),
        rule=RULE,
    )


def _option(result: OptionResult, given: OptionOdds) -> CouncilOption:
    put = result.p_put_to_vote
    return CouncilOption(
        option=result.id,
        label=result.label,
        p_adopted=round(given.p_adopted, DIGITS),
        p_unanimous=round(given.p_unanimous, DIGITS),
        p_permanent_abstains=round(given.p_permanent_abstains, DIGITS),
        members={iso3: _rounded(shares) for iso3, shares in given.members.items()},
        method=given.method,
        p_tabled=odds_of(put),
        p_tabled_range=put.interval if put else None,
        p_tabled_and_adopted=odds_of(result.p_put_and_adopted),
        tabled_method=put.method if put else "",
        moved=tuple(
            OddsStep(
                what="tabled" if one.what == "tabled" else "adopted",
                why=one.why,
                to=round(one.to, DIGITS),
            )
            for one in given.moved
        ),
        needs=None if given.passing is None else _needs(given.passing),
    )


def _needs(found: Passing) -> Needs:
    return Needs(
        needed=found.needed,
        expected_yes=round(found.expected_yes, 2),
        p_enough=round(found.p_enough, DIGITS),
        p_vetoed=round(found.p_vetoed, DIGITS),
        blocker=found.blocker,
        p_blocker=round(found.p_blocker, DIGITS),
        p_if_it_abstains=round(found.p_if_it_abstains, DIGITS),
    )


def _changes(votes: Outlook) -> tuple[VoteChange, ...]:
    """Members that sat at the last two full votes on the mission and voted otherwise."""
    full = [row for row in votes.history.iter_rows(named=True) if row["yes"] is not None]
    if len(full) < LAST_TWO or votes.seats.is_empty():
        return ()
    before, after = full[-LAST_TWO:]

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


def _precedents(known: Precedents | None) -> ConsentRecord | None:
    if known is None or not known.left.cases:
        return None
    asked = known.cases.filter("recognised", pl.col("act") == "request")
    return ConsentRecord(
        asked=known.left.cases,
        left=known.left.happened,
        share=round(known.left.value, DIGITS),
        low=round(known.left.low, DIGITS),
        high=round(known.left.high, DIGITS),
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
    )


def _rounded(shares: Mapping[str, float]) -> VoteOdds:
    """Round so that the three still sum to one."""
    no, abstain = round(shares["no"], DIGITS), round(shares["abstain"], DIGITS)
    return VoteOdds(yes=round(1 - no - abstain, DIGITS), no=no, abstain=abstain)
