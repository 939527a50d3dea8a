"""The Council's votes as a list: of all drafts, or of some members, a mission or a theme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import polars as pl

from peaceops.edition import View

WAYS = ("yes", "no", "abstain", "not_participating")
FLAGS = ("amendment", "procedural")
RECORDED_KINDS = ("establish", "renew", "rollover", "amend", "terminate", "other", *FLAGS)
"""What a draft may do to a mission's mandate, and what else a draft may be."""
VOTE_WORDS = {
    "yes": "in favour", "no": "against", "abstain": "abstained",
    "not_participating": "not participating", "absent": "absent",
}  # fmt: skip
"""What a member did, in words."""
_SUBJECT = re.compile(r"\[on (.+?)(\[\.\.\.\])?\]?$")
_THEME = ("topic", "agenda_item", "title")
_OF_DRAFT = (
    "date", "decision", "outcome", *WAYS, "not_in_favour", "missions", "theme", "title", "known_on",
)  # fmt: skip


def council_votes(
    view: View,
    *,
    members: Sequence[str] = (),
    mission: str | None = None,
    since: date | None = None,
    until: date | None = None,
    theme: str | None = None,
    text: str | None = None,
    outcome: str | None = None,
    kind: str | None = None,
    vote: str | None = None,
    peace_operations: bool = False,
) -> pl.DataFrame:
    """List the Council's votes, oldest first.

    Args:
        view: What was known.
        members: ISO 3166-1 alpha-3: the votes of these, a row each. Without one a row is a draft.
        mission: Acronym: only decisions on it.
        since: First day.
        until: Last day.
        theme: Words that stand in the topic, the agenda item or the title, in any case.
        text: Words that stand in any of these, in the symbol or in that of the draft; each of them
            must, in any case and order.
        outcome: ``adopted``, ``vetoed`` or ``failed``.
        kind: What the draft does: a kind of mandate as ``renew``; ``amendment`` (to a draft);
            ``procedural``. One of ``RECORDED_KINDS``.
        vote: One of ``WAYS``: only votes so by ``members``; without members, only drafts on which a
            member voted so.
        peace_operations: Only decisions on a peace operation.

    Returns:
        Columns date, decision, outcome, yes, no, abstain and not_participating (null where the
        record is not whole or nobody voted), not_in_favour (members with their vote), missions,
        theme, title and known_on; with members also country and vote, after decision.

    Raises:
        MissingTableError: The edition holds no votes.

    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 7, 31))
    >>> votes = council_votes(view, members=["CHN"], mission="MINUSMA", since=date(2022, 1, 1))
    >>> votes.select("decision", "vote").rows()
    [('S/RES/2640 (2022)', 'abstain'), ('S/RES/2690 (2023)', 'yes')]
    """
    drafts = view.table("decisions").join(_missions(view), on="decision", how="left")
    conditions = (
        (mission, pl.col("missions").list.contains(mission)),
        (since, pl.col("date") >= (since or date.min)),
        (until, pl.col("date") <= (until or date.max)),
        (theme, _with_words([theme or ""], _THEME)),
        (text, _with_words((text or "").split(), ("decision", "draft", *_THEME))),
        (outcome, pl.col("outcome").cast(pl.String) == (outcome or "")),
        (peace_operations or None, pl.col("missions").is_not_null()),
    )
    drafts = drafts.filter(*(condition for value, condition in conditions if value is not None))
    if kind is not None:
        drafts = _of_kind(view, drafts, kind)
    votes = view.table("votes").select("decision", "country", pl.col("vote").cast(pl.String))
    if vote is not None and not members:
        voted_so = votes.filter(pl.col("vote") == vote)
        drafts = drafts.join(voted_so.select("decision").unique(), on="decision", how="semi")
    listed = (
        drafts.join(_tallies(votes), on="decision", how="left")
        .with_columns(_where_whole(name) for name in WAYS)
        .with_columns(pl.col("missions").list.join(" "), theme=pl.coalesce("topic", "agenda_item"))
        .select(_OF_DRAFT)
    )
    if not members:
        return listed.sort("date", "decision")
    by_member = votes.filter(pl.col("country").is_in(list(members)))
    if vote is not None:
        by_member = by_member.filter(pl.col("vote") == vote)
    first = ("date", "decision", "country", "vote")
    return (
        listed.join(by_member, on="decision")
        .select(*first, *(name for name in _OF_DRAFT if name not in first))
        .sort("date", "decision", "country")
    )


def subject_of(title: str) -> str:
    """What a title says that a decision is on; the title itself where it does not say it so.

    >>> subject_of("Security Council resolution 2719 (2023) [on cooperation with the AU]")
    'cooperation with the AU'
    """
    match = _SUBJECT.search(title)
    return match[1] if match else title


def missions_of(view: View, decisions: Sequence[str]) -> dict[str, list[str]]:
    """The missions that decisions are on, by decision; one that is on none is left out.

    Args:
        view: What was known.
        decisions: Symbols.

    >>> from peaceops.edition import open_edition
    >>> missions_of(open_edition().as_of(date(2023, 7, 31)), ["S/RES/340 (1973)"])
    {'S/RES/340 (1973)': ['UNEF II']}
    """
    rows = _missions(view).filter(pl.col("decision").is_in(list(decisions)))
    return dict(rows.iter_rows())


def _with_words(words: Sequence[str], columns: Sequence[str]) -> pl.Expr:
    """Whether each of some words stands in any of some columns, in any case."""
    text = pl.concat_str(*columns, separator=" ", ignore_nulls=True).str.to_lowercase()
    parts = [text.str.contains(word.casefold(), literal=True) for word in words]
    return pl.all_horizontal(pl.lit(value=True), *parts)


def _of_kind(view: View, drafts: pl.DataFrame, kind: str) -> pl.DataFrame:
    if kind in FLAGS:
        return drafts.filter(kind)
    if not view.has("mandates"):
        return drafts.clear()
    mandates = view.table("mandates").filter(pl.col("kind").cast(pl.String) == kind)
    return drafts.join(mandates.select("decision").unique(), on="decision", how="semi")


def _missions(view: View) -> pl.DataFrame:
    if not view.has("mandates"):
        return pl.DataFrame(schema={"decision": pl.String, "missions": pl.List(pl.String)})
    return (
        view.table("mandates")
        .group_by("decision")
        .agg(pl.col("mission").unique().sort().alias("missions"))
    )


def _tallies(votes: pl.DataFrame) -> pl.DataFrame:
    against = votes.filter(pl.col("vote") != "yes").sort("country")
    words = pl.concat_str("country", pl.col("vote").str.replace("_", " "), separator=" ")
    return (
        votes.group_by("decision")
        .agg((pl.col("vote") == vote).sum().alias(vote) for vote in WAYS)
        .join(
            against.group_by("decision", maintain_order=True).agg(
                words.str.join("; ").alias("not_in_favour")
            ),
            on="decision",
            how="left",
        )
    )


def _where_whole(name: str) -> pl.Expr:
    whole = (pl.col("record") == "complete") & ~pl.col("without_vote")
    return pl.when(whole).then(pl.col(name)).alias(name)
