"""The figures and gaps of this room, put into words."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from peaceops.council._submitters import evidence_of, sentence_of
from peaceops.council.ballots import history
from peaceops.council.baselines import BLEND
from peaceops.council.draft_kinds import SETTLED_BY, DraftKindOdds
from peaceops.council.positions import (
    DECLARED,
    DECLARED_RANGE,
    POSITION_IN_WORDS,
    Position,
    as_declared,
)
from peaceops.council.precedents import precedents
from peaceops.council.results import DraftOdds, LastVote, OddsContribution, Submitters
from peaceops.council.rule import votes_needed
from peaceops.council.seats import seats
from peaceops.council.vote_copula import TIES, PathToAdoption, TallyDistribution
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.days import long_day
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.messages import message, run_together
from peaceops.edition import View, per_view

REGRESSED = "the regression on that record, for a draft to {kind}"
WISHED = {
    "met": "it meets what the host asked for: votes on such decisions",
    "against": "it goes against what the host asked for: votes on such decisions",
}
MODELLED = (
    "How members have voted before gives the odds of how each votes now, and these the odds of the "
    "result. A regression on each member's votes so far, on this mission, its theme, region and "
    "kind of draft, on who submits it, and on members' positions in the General Assembly (ideal "
    "points); recent votes weigh more."
)
DRAFTS = {
    "increase": "a draft that renews the mandate with a higher ceiling",
    "reduce": "a draft that renews the mandate with a lower ceiling",
    "amend": "a draft that changes the mandate",
    "renew": "a draft that renews the mandate",
    "reconfigure": "a draft that renews the mandate with other tasks",
    "withdraw": "a draft that ends the mission",
    "terminate": "a draft that ends the mission",
    "rollover": "a technical rollover",
}
NAMES = {
    "p_adopted": "is adopted if put to the vote",
    "p_unanimous": "has every member in favour",
    "p_permanent_abstains": "has a permanent member abstaining",
    "p_two_abstain": "has two members or more abstaining",
    "p_enough": "has the votes in favour that it needs, vetoes apart",
    "p_vetoed": "has these votes and a permanent member against",
}


def method_of(
    declared: Mapping[str, Position],
    *,
    modelled: bool,
    submitters: Submitters | None,
    adopted: tuple[float, float] | None,
) -> str:
    """How the odds of an option came about.

    Args:
        declared: What members declared.
        modelled: Whether the regression is used.
        submitters: Who is taken to submit the draft, which the regression reads.
        adopted: Odds of adoption with the least and the most that a declared position may weigh.
    """
    weights = run_together(", ", (f"{weight:g} {part}" for part, weight in BLEND.items()))
    ties = run_together(" or ", (f"{tie:g}" for tie, _ in TIES))
    basis = (
        MODELLED
        if modelled
        else message(
            "How members have voted before gives the odds of how each votes now, and these "
            "the odds of the result. Votes so far, by weight: {weights}.",
            weights=weights,
        )
    )
    parts = [
        message(
            "{basis} Members tend to move together, by a common share of {ties}; so their "
            "odds give the odds of each tally, to which Charter article 27 (3) is applied. "
            "They hold if a draft is put to the vote; whether it is, is a figure of its "
            "own.",
            basis=basis,
            ties=ties,
        )
    ]
    if modelled:
        parts.append(sentence_of(submitters))
    if declared:
        stated = ((member, as_declared(item)) for member, item in sorted(declared.items()))
        listed = run_together(
            ", ",
            (
                message(
                    "{member} {position}",
                    member=name_in_a_sentence(member),
                    position=POSITION_IN_WORDS[item.position],
                )
                + (
                    message(" (weighs {certainty:g})", certainty=item.certainty)
                    if item.certainty != DECLARED
                    else ""
                )
                for member, item in stated
            ),
        )
        parts.append(
            message(
                "Declared positions weigh {declared:g} (assumed): {listed}.",
                declared=DECLARED,
                listed=listed,
            )
        )
        if adopted is not None:
            least, most = DECLARED_RANGE
            parts.append(
                message(
                    "Were the weight {least:g} or {most:g}, the odds of adoption would be "
                    "{adopted:.0f} % or {adopted_2:.0f} %.",
                    least=least,
                    most=most,
                    adopted=100 * adopted[0],
                    adopted_2=100 * adopted[1],
                )
            )
    return run_together(" ", parts)


def number_of_members(view: View, seated: pl.DataFrame) -> Figure:
    """The figure ``council.members``."""
    return Figure(
        key="council.members",
        label="Members of the Council",
        value=seated.height,
        unit="members",
        method=message(
            "Terms that include the day; {as_of} votes in favour adopt a draft that no "
            "permanent member votes against.",
            as_of=votes_needed(view.as_of),
        ),
        evidence=(_sitting(view, seated),),
    )


def _sitting(view: View, seated: pl.DataFrame) -> Evidence:
    return Evidence.of("council_members", f"members seated on {view.as_of}", seated)


@per_view
def _basis(view: View) -> tuple[Evidence, ...]:
    """What the odds of every draft rest on."""
    seated = seats(view)
    votes = view.table("votes").filter(pl.col("country").is_in(seated["country"].implode()))
    return (
        _sitting(view, seated),
        Evidence.of("votes", "votes on record of the members seated", votes),
    )


def draft_odds(
    view: View,
    option: str,
    kind: str,
    *,
    members: pl.DataFrame,
    tally: TallyDistribution,
    path: PathToAdoption,
    next_draft: DraftKindOdds,
    share: float | None,
    contributions: tuple[OddsContribution, ...],
    method: str,
    submitters: Submitters | None,
) -> DraftOdds:
    """The odds of an option as figures ``council.{option}.{name}``."""
    basis = (*_basis(view), *evidence_of(view, submitters))
    draft = DRAFTS.get(kind, kind)

    def figure(name: str, label: str, value: float, unit: str = "probability") -> Figure:
        return Figure(f"council.{option}.{name}", label, value, unit, method, basis)

    def probability(name: str, value: float) -> Figure:
        return figure(
            name, message("Probability that {draft} {names}", draft=draft, names=NAMES[name]), value
        )

    veto = name_in_a_sentence(path.likeliest_veto)
    put = _put_to_vote(option, kind, draft, next_draft, share)
    return DraftOdds(
        option=option,
        kind=kind,
        members=members,
        p_adopted=probability("p_adopted", tally.adopted),
        p_unanimous=probability("p_unanimous", tally.unanimous),
        p_permanent_abstains=probability("p_permanent_abstains", tally.permanent_abstains),
        p_two_abstain=probability("p_two_abstain", tally.two_abstain),
        expected_yes=figure(
            "expected_yes",
            message("Votes expected in favour of {draft}", draft=draft),
            path.expected_yes,
            "votes",
        ),
        needed=path.needed,
        p_enough=probability("p_enough", path.p_enough),
        p_vetoed=probability("p_vetoed", path.p_vetoed),
        likeliest_veto=path.likeliest_veto,
        p_likeliest_veto=figure(
            "p_likeliest_veto",
            message("Probability that {veto} votes against {draft}", veto=veto, draft=draft),
            path.p_likeliest_veto,
        ),
        p_adopted_without_veto=figure(
            "p_adopted_without_veto",
            message(
                "Probability that {draft} is adopted if {veto} does not vote against it",
                draft=draft,
                veto=veto,
            ),
            path.p_adopted_without_veto,
        ),
        p_put_to_vote=put,
        p_put_and_adopted=None if put is None else _put_and_adopted(put, option, draft, tally),
        contributions=contributions,
    )


def _put_to_vote(
    option: str, kind: str, draft: str, next_draft: DraftKindOdds, share: float | None
) -> Figure | None:
    settling = SETTLED_BY[kind]
    basis: Figure | None = getattr(next_draft, settling)
    if basis is None:
        return None
    interval = next_draft.intervals.get(settling)
    part = next_draft.share_of(kind) if share is None else share
    shared = (
        " Options before the Council share the odds of the kind of draft that they are."
        if share is not None and share < 1
        else ""
    )
    return Figure(
        key=f"council.{option}.p_put_to_vote",
        label=message(
            "Probability that {draft} is what is put to the vote when the term runs out",
            draft=draft,
        ),
        value=part * next_draft.odds[settling],
        unit="probability",
        method=next_draft.method + shared,
        evidence=basis.evidence,
        interval=interval and (interval[0] * part, interval[1] * part),
        level=0.9 if interval else None,
    )


def _put_and_adopted(
    put: Figure, option: str, draft: str, tally: TallyDistribution
) -> Figure | None:
    if not isinstance(put.value, float):
        return None
    return Figure(
        key=f"council.{option}.p_put_and_adopted",
        label=message("Probability that {draft} is put to the vote and adopted", draft=draft),
        value=put.value * tally.adopted,
        unit="probability",
        method="The odds that it is put to the vote times the odds that it is then adopted; each "
        "has an entry of its own.",
        evidence=put.evidence,
    )


@per_view
def left_after_request(view: View) -> Figure | None:
    """How many missions left that their host asked to leave: ``council.precedents``."""
    cases = precedents(view)
    if cases is None or not cases.left.cases:
        return None
    requests = cases.cases.filter("recognised", pl.col("act") == "request")
    left = cases.left
    return Figure(
        key="council.precedents",
        label="Share of missions that left or were replaced after their host asked",
        value=left.value,
        unit="probability",
        interval=left.interval,
        level=0.9,
        method=message(
            "{happened} of {cases} cases whose outcome was known. So few cases leave room "
            "for chance: the share is drawn a little to the middle (Jeffreys' prior).",
            happened=left.happened,
            cases=left.cases,
        ),
        evidence=(Evidence.of("consent_outcomes", "requests by recognised hosts", requests),),
    )


def last_vote(view: View, mission: str, past: pl.DataFrame) -> LastVote | None:
    """The latest vote whose tally is on record, with the figure ``council.last-vote``."""
    voted = past.filter(pl.col("yes").is_not_null())
    if voted.is_empty():
        return None
    row = voted.row(-1, named=True)
    votes = view.table("votes").filter(pl.col("decision") == row["symbol"])
    abstaining = run_together(", ", (name_in_a_sentence(member) for member in row["abstaining"]))
    tally = Figure(
        key="council.last-vote",
        label=message(
            "Last vote on {mission}: {symbol} of {date}",
            mission=mission,
            symbol=row["symbol"],
            date=long_day(row["date"]),
        )
        + (message(", {abstaining} abstaining", abstaining=abstaining) if abstaining else ""),
        value=f"{row['yes']}-{row['no']}-{row['abstain']}",
        unit="votes in favour-against-abstaining",
        method="The tally, as recorded.",
        evidence=(Evidence.of("votes", f"decision {row['symbol']}", votes),),
    )
    return LastVote(
        decision=row["symbol"],
        date=row["date"],
        yes=row["yes"],
        no=row["no"],
        abstain=row["abstain"],
        abstaining=tuple(row["abstaining"]),
        against=tuple(row["against"]),
        tally=tally,
    )


def latest_vote(view: View, mission: str) -> LastVote | None:
    """The latest vote on a mission whose tally is on record.

    Args:
        view: What was known.
        mission: Acronym.

    Returns:
        The vote; ``None`` where there is none, or the edition holds no votes.
    """
    if not (view.has("decisions") and view.has("votes")):
        return None
    return last_vote(view, mission, history(view, mission))
