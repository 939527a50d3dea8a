"""The Council's votes as a list: of all drafts, or of some members, a mission or a theme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from peaceops.edition import View

WAYS = ("yes", "no", "abstain", "not_participating")
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
) -> pl.DataFrame:
    """List the Council's votes, oldest first.

    Args:
        view: What was known.
        members: ISO 3166-1 alpha-3: the votes of these, a row each. Without one a row is a draft.
        mission: Acronym: only decisions on it.
        since: First day.
        until: Last day.
        theme: Words that stand in the topic, the agenda item or the title, in any case.

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
    if mission is not None:
        drafts = drafts.filter(pl.col("missions").list.contains(mission))
    if since is not None:
        drafts = drafts.filter(pl.col("date") >= since)
    if until is not None:
        drafts = drafts.filter(pl.col("date") <= until)
    if theme is not None:
        words = pl.concat_str("topic", "agenda_item", "title", separator=" ", ignore_nulls=True)
        drafts = drafts.filter(
            words.str.to_lowercase().str.contains(theme.casefold(), literal=True)
        )
    votes = view.table("votes").select("decision", "country", pl.col("vote").cast(pl.String))
    listed = (
        drafts.join(_tallies(votes), on="decision", how="left")
        .with_columns(_where_whole(name) for name in WAYS)
        .with_columns(pl.col("missions").list.join(" "), theme=pl.coalesce("topic", "agenda_item"))
        .select(_OF_DRAFT)
    )
    if not members:
        return listed.sort("date", "decision")
    by_member = votes.filter(pl.col("country").is_in(list(members)))
    first = ("date", "decision", "country", "vote")
    return (
        listed.join(by_member, on="decision")
        .select(*first, *(name for name in _OF_DRAFT if name not in first))
        .sort("date", "decision", "country")
    )


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
