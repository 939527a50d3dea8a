"""The record of votes, as the models of this room read it."""

from __future__ import annotations

import polars as pl

from peaceops.edition import View

CAST = ("yes", "no", "abstain")
_HISTORY: dict[str, pl.DataType | type[pl.DataType]] = {
    "date": pl.Date,
    "symbol": pl.String,
    "kind": pl.String,
    "outcome": pl.String,
    "yes": pl.Int64,
    "no": pl.Int64,
    "abstain": pl.Int64,
    "abstaining": pl.List(pl.String),
    "against": pl.List(pl.String),
}


def ballots(view: View, mission: str | None = None) -> pl.DataFrame:
    """Return every vote cast for, against or in abstention on drafts put to a full vote.

    Args:
        view: What is known.
        mission: Where a decision is on several missions, count it to this one first.

    Returns:
        Columns date, decision, country, vote, permanent, item (the mission, else the topic, else
        the agenda item, else the decision itself) and on_mission; sorted by date, decision,
        country.
    """
    decisions = (
        view.table("decisions")
        .filter(pl.col("record") == "complete", ~pl.col("without_vote"))
        .join(_missions_of(view, mission), on="decision", how="left")
        .select(
            "decision",
            "date",
            item=pl.coalesce("mission", "topic", "agenda_item", "decision"),
            on_mission=pl.col("mission").is_not_null(),
        )
    )
    permanent = view.table("council_members").filter("permanent")["country"].unique()
    return (
        view.table("votes")
        .select("decision", "country", pl.col("vote").cast(pl.String))
        .filter(pl.col("vote").is_in(CAST))
        .join(decisions, on="decision")
        .with_columns(permanent=pl.col("country").is_in(permanent.implode()))
        .sort("date", "decision", "country")
    )


def history(view: View, mission: str) -> pl.DataFrame:
    """Return the Council's votes on a mission, oldest first.

    Returns:
        Columns date, symbol, kind, outcome, yes, no, abstain (null where only vetoes or the
        outcome are on record, and where it was adopted without a vote), abstaining and against
        (lists of ISO 3 codes).
    """
    if not view.has("mandates"):
        return pl.DataFrame(schema=_HISTORY)
    mine = view.table("mandates").filter(pl.col("mission") == mission)
    decisions = view.table("decisions").drop("date", "known_on", "source", "row")
    votes = view.table("votes").join(mine.select("decision").unique(), on="decision", how="semi")
    tallies = (
        votes.sort("country")
        .group_by("decision")
        .agg(
            *((pl.col("vote") == vote).sum().alias(vote) for vote in CAST),
            abstaining=pl.col("country").filter(pl.col("vote") == "abstain"),
            against=pl.col("country").filter(pl.col("vote") == "no"),
        )
    )
    full = (pl.col("record") == "complete") & ~pl.col("without_vote")
    return (
        mine.join(decisions, on="decision", how="left")
        .join(tallies, on="decision", how="left")
        .with_columns(pl.when(full).then(pl.col(vote)).alias(vote) for vote in CAST)
        .sort("date", "decision")
        .rename({"decision": "symbol"})
        .select(pl.col(name).cast(kind) for name, kind in _HISTORY.items())
    )


def _missions_of(view: View, mission: str | None) -> pl.DataFrame:
    if not view.has("mandates"):
        return pl.DataFrame(schema={"decision": pl.String, "mission": pl.String})
    return (
        view.table("mandates")
        .select("decision", "mission", other=pl.col("mission") != (mission or ""))
        .sort("decision", "other", "mission")
        .unique("decision", keep="first", maintain_order=True)
        .select("decision", "mission")
    )
