"""The figures and gaps of this room, put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from peaceops.council.answer import LastVote, OptionOdds
from peaceops.council.baseline import BLEND
from peaceops.council.draws import SHARED
from peaceops.council.model.vote import REGRESSION
from peaceops.council.positions import DECLARED, HOST_IN_WORDS, POSITION_IN_WORDS
from peaceops.council.precedents import precedents
from peaceops.council.rule import needed
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.edition.view import View

MODELLED = (
    "A regression on each member's votes so far, on this mission, its theme, region and kind of "
    "draft, on who submits it, and on members' ideal points in the General Assembly; recent votes "
    "weigh more."
)
FIGURES = (
    ("p_adopted", "is adopted if put to the vote"),
    ("p_unanimous", "has every member in favour"),
    ("p_permanent_abstains", "has a permanent member abstaining"),
)
DRAFTS = {
    "increase": "a draft that increases the mission",
    "reconfigure": "a draft that renews or reconfigures the mission",
    "withdraw": "a draft that ends the mission",
    "rollover": "a technical rollover",
}


def method_of(
    declared: Mapping[str, str], host_position: str | None, draws: int, *, modelled: bool
) -> str:
    """How the odds of an option were made."""
    weights = ", ".join(f"{weight:g} {part}" for part, weight in BLEND.items())
    parts = [
        f"{MODELLED if modelled else f'Each member’s votes so far: {weights}.'} "
        f"{draws:,} whole votes are drawn, members' odds "
        f"tied together by a common share of {SHARED:g}, and put to Charter article 27 (3). "
        "No adoption is stated as surer than the share of drafts on peace operations adopted so "
        "far. The odds hold if a draft is put to the vote; whether one is tabled is a figure of "
        "its own."
    ]
    if declared:
        said = ", ".join(
            f"{name_of(one)} {POSITION_IN_WORDS[what]}" for one, what in sorted(declared.items())
        )
        parts.append(f"Declared positions weigh {DECLARED:g} (assumed): {said}.")
    if host_position:
        parts.append(
            f"That the host {HOST_IN_WORDS[host_position]} enters these odds only through members "
            "that follow it."
        )
    return " ".join(parts)


def figures_of(
    view: View,
    mission: str,
    *,
    seated: pl.DataFrame,
    last: LastVote | None,
    options: Sequence[OptionOdds],
    record: pl.DataFrame,
) -> tuple[Figure, ...]:
    """The room's figures, each with its evidence."""
    sitting = Evidence.of("council_members", f"members seated on {view.as_of}", seated)
    figures = [
        Figure(
            key="council.members",
            label="Members of the Council",
            value=seated.height,
            unit="members",
            method=f"Terms that include the day; {needed(view.as_of)} votes in favour adopt a "
            "draft that no permanent member votes against.",
            evidence=(sitting,),
        )
    ]
    if last is not None:
        figures.append(_of_last_vote(view, mission, last))
    votes = view.table("votes").filter(pl.col("country").is_in(seated["country"].implode()))
    basis = (sitting, Evidence.of("votes", "votes on record of the members seated", votes))
    for option in options:
        figures.extend(
            Figure(
                key=f"council.{option.option}.{name}",
                label=f"Probability that {DRAFTS.get(option.option, option.option)} {what}",
                value=getattr(option, name),
                unit="probability",
                method=option.method,
                evidence=basis,
            )
            for name, what in FIGURES
        )
    figures.extend(_of_tabling(view, options))
    return (*figures, *_of_precedents(view), *_of_record(record))


def _of_tabling(view: View, options: Sequence[OptionOdds]) -> list[Figure]:
    """How likely each draft is to be what settles the mandate, and that it is then adopted."""
    if not view.has("mandates"):
        return []
    basis = (
        Evidence.of("mandates", "decisions that set a term since 1990", view.table("mandates")),
    )
    return [
        Figure(
            key=f"council.{option.option}.{name}",
            label=f"Probability that {DRAFTS.get(option.option, option.option)} {what}",
            value=value,
            unit="probability",
            method=option.tabled_method,
            evidence=basis,
        )
        for option in options
        for name, what, value in (
            ("p_tabled", "is what settles the mandate when it runs out", option.p_tabled),
            ("p_tabled_and_adopted", "is tabled and adopted", option.p_tabled_and_adopted),
        )
        if value is not None
    ]


def _of_precedents(view: View) -> list[Figure]:
    """How many missions left that their host asked to leave."""
    found = precedents(view)
    if found is None or not found.left.cases:
        return []
    asked = found.cases.filter("recognised", pl.col("act") == "request")
    return [
        Figure(
            key="council.precedents",
            label="Share of missions that left or were replaced after their host asked",
            value=round(found.left.value, 4),
            unit="probability",
            interval=(round(found.left.low, 4), round(found.left.high, 4)),
            level=0.9,
            method=f"{found.left.happened} of {found.left.cases} cases whose outcome was known, "
            "with Jeffreys' prior; 90 % interval.",
            evidence=(Evidence.of("consent_outcomes", "requests by recognised hosts", asked),),
        )
    ]


def _of_last_vote(view: View, mission: str, last: LastVote) -> Figure:
    votes = view.table("votes").filter(pl.col("decision") == last.decision)
    abstaining = ", ".join(name_of(one) for one in last.abstaining)
    return Figure(
        key="council.last-vote",
        label=f"Last vote on {mission}: {last.decision} of {last.date}"
        + (f", {abstaining} abstaining" if abstaining else ""),
        value=f"{last.yes}-{last.no}-{last.abstain}",
        unit="votes in favour-against-abstaining",
        method="As recorded.",
        evidence=(Evidence.of("votes", f"decision {last.decision}", votes),),
    )


def _of_record(record: pl.DataFrame) -> list[Figure]:
    """The score of the method used, beside the constant's."""
    figures = []
    used = REGRESSION if REGRESSION in record["method"] else "blend"
    for line in record.filter(pl.col("method") == used).iter_rows(named=True):
        same = record.filter(pl.col("drafts_on") == line["drafts_on"])
        constant = same.filter(pl.col("method") == "constant")["log_loss"][0]
        figures.append(
            Figure(
                key=f"council.record.{line['drafts_on'].replace(' ', '-')}",
                label=f"Log loss a vote of these odds, drafts on {line['drafts_on']}",
                value=round(line["log_loss"], 4),
                unit="nats a vote",
                method=f"{line['drafts']} drafts from {line['first']} to {line['last']}, each "
                "foretold from votes of earlier days only. The share of yes, no and abstentions "
                f"so far, the same for every member, scores {constant:.4f}.",
                evidence=(
                    Evidence("votes", f"votes from {line['first']} to {line['last']}",
                             line["votes"]),
                ),
            )
        )  # fmt: skip
    return figures


def gaps_of(
    view: View,
    mission: str,
    *,
    last: LastVote | None,
    seated: pl.DataFrame,
    mine: pl.DataFrame,
    host_position: str | None,
) -> tuple[Gap, ...]:
    """What the room could not say."""
    gaps = []
    if last is None:
        why = (
            "no vote on it with a full tally is known on that date"
            if view.has("mandates")
            else "the edition holds no table of mandates, which ties decisions to missions"
        )
        gaps.append(
            Gap(
                key="council.last-vote",
                what=f"The Council's last vote on {mission}",
                why=why,
                remedy="build an edition with voting data that cover the mission, and with "
                "mandates; until then the odds rest on members' votes on other items",
            )
        )
    new = sorted(set(seated["country"]) - set(mine["country"]))
    if last is not None and new:
        gaps.append(
            Gap(
                key="council.no-vote-on-mission",
                what=f"How {', '.join(name_of(one) for one in new)} voted on {mission} before",
                why="they have not voted on it on record; their odds rest on how they voted on "
                "other items, and all members on this one",
                remedy="state their position in the case, if it is known",
            )
        )
    if host_position == "asks-to-leave":
        gaps.append(
            Gap(
                key="council.consent",
                what="How the host's request to leave moves the members' votes",
                why="the record of votes does not tell when a host asked a mission to leave; the "
                "request moves the odds that a draft is tabled, not those of adoption",
                remedy="state the members' positions in the case",
            )
        )
    return tuple(gaps)
