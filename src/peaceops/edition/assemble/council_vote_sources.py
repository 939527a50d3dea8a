"""Whose record of a vote is used where publishers give it otherwise.

Sciences Po's table is the first source: it alone holds every vote. Another record is used where the
Library and the Affairs Division both contradict it, where one of them tells that no vote was taken,
and on the decisions of a curated list, each with its reason. A vote in the column of a state that
did not sit is that of the one member without a vote.
"""

from __future__ import annotations

import polars as pl

from peaceops.domain.countries import name_of
from peaceops.edition.assemble.curated import curated_rows
from peaceops.edition.parsed_files import ParsedFiles

BOTH = "the Library and the Affairs Division both have this vote"
NO_VOTE = "adopted without a vote by the other publisher's record, which is used"
ONLY = "the publishers' votes differ; Sciences Po's is used"
COLUMN = "the state did not sit: the vote is that of the one member without a vote"
_KEY = ["decision", "country"]


def settle(
    readings: ParsedFiles,
    sciences_po: pl.DataFrame,
    library: pl.DataFrame,
    affairs: pl.DataFrame,
    decisions: pl.DataFrame,
    seats: pl.DataFrame | None,
) -> pl.DataFrame:
    """The votes on every decision that Sciences Po or another publisher holds.

    Args:
        readings: Takes the repairs.
        sciences_po: Its votes by decision and country.
        library: The Library's.
        affairs: The Affairs Division's.
        decisions: Decisions with ``without_vote``.
        seats: Members seated on each decision's day, where all are known; ``None`` without them.
    """
    if seats is not None:
        sciences_po = _put_in_seats(readings, sciences_po, seats)
    others = {"library": library, "affairs": affairs}
    chosen = _chosen(sciences_po, others, decisions)
    _report_chosen(readings, sciences_po, others, chosen)
    used = [sciences_po.join(chosen, on="decision", how="anti")]
    for name, votes in others.items():
        mine = chosen.filter(publisher=name)
        used.append(votes.join(mine, on="decision", how="semi"))
    taken = pl.concat(used, how="diagonal_relaxed")
    taken = _overruled(readings, taken, sciences_po, library, affairs)
    library_alone = library.join(taken, on="decision", how="anti")
    taken = pl.concat([taken, library_alone], how="diagonal_relaxed")
    affairs_alone = affairs.join(taken, on="decision", how="anti")
    _report_others(readings, taken, sciences_po, affairs)
    return pl.concat([taken, affairs_alone], how="diagonal_relaxed")


def curated_sources() -> pl.DataFrame:
    """Decision, publisher and reason of each decision whose votes another publisher has right."""
    return curated_rows("council_vote_sources.csv").select("decision", "publisher", "reason")


def _put_in_seats(readings: ParsedFiles, votes: pl.DataFrame, seats: pl.DataFrame) -> pl.DataFrame:
    checked = votes.join(seats.select("decision").unique(), on="decision", how="semi")
    strangers = checked.join(seats, on=_KEY, how="anti")
    missing = (
        seats.join(votes.select("decision").unique(), on="decision", how="semi")
        .join(votes, on=_KEY, how="anti")
        .select("decision", seated="country")
    )
    alone = pl.len().over("decision") == 1
    pairs = strangers.filter(alone).join(missing.filter(alone), on="decision")
    for line in pairs.sort("known_on", "decision").iter_rows(named=True):
        vote = f"{line['decision']}: {line['country']} {line['vote']}"
        used = f"{line['seated']} {line['vote']}"
        readings.repair(line["source"], line["row"], name_of(line["country"]), vote, used, COLUMN)
    return (
        votes.join(pairs.select(*_KEY, "seated"), on=_KEY, how="left", maintain_order="left")
        .with_columns(country=pl.coalesce("seated", "country"))
        .drop("seated")
    )


def _chosen(
    sciences_po: pl.DataFrame, others: dict[str, pl.DataFrame], decisions: pl.DataFrame
) -> pl.DataFrame:
    """Decisions whose votes are those of another publisher: decision, publisher, reason."""
    recorded = pl.concat(
        votes.select("decision", publisher=pl.lit(name)).unique() for name, votes in others.items()
    )
    silent = decisions.filter("without_vote").select("decision", reason=pl.lit(NO_VOTE))
    chosen = pl.concat(
        [
            curated_sources().join(recorded, on=["decision", "publisher"]),
            recorded.join(silent, on="decision", maintain_order="left"),
        ]
    )
    return chosen.join(sciences_po, on="decision", how="semi", maintain_order="left").unique(
        "decision", keep="first", maintain_order=True
    )


def _report_chosen(
    readings: ParsedFiles,
    sciences_po: pl.DataFrame,
    others: dict[str, pl.DataFrame],
    chosen: pl.DataFrame,
) -> None:
    """Report, of the decisions chosen, those on which a vote differs, each once."""
    for line in chosen.sort("decision").iter_rows(named=True):
        left = sciences_po.filter(pl.col("decision") == line["decision"])
        right = others[line["publisher"]].filter(pl.col("decision") == line["decision"])
        unlike = left.join(right, on="country", how="full", coalesce=True, suffix="_used").filter(
            pl.col("vote").ne_missing(pl.col("vote_used"))
        )
        if unlike.is_empty():
            continue
        theirs, used = (
            ", ".join(f"{state} {vote or '(none)'}" for state, vote in rows.iter_rows())
            for rows in (
                unlike.sort("country").select("country", "vote"),
                unlike.sort("country").select("country", "vote_used"),
            )
        )
        votes = f"{line['decision']}: {theirs}"
        readings.repair(left["source"][0], left["row"][0], "*", votes, used, line["reason"])


def _overruled(
    readings: ParsedFiles,
    taken: pl.DataFrame,
    sciences_po: pl.DataFrame,
    library: pl.DataFrame,
    affairs: pl.DataFrame,
) -> pl.DataFrame:
    """Use a vote on which the two other publishers agree against Sciences Po."""
    agreed = library.join(affairs.select(*_KEY, vote_too="vote"), on=_KEY).filter(
        pl.col("vote") == pl.col("vote_too")
    )
    against = taken.join(agreed.select(*_KEY, agreed="vote"), on=_KEY).filter(
        pl.col("vote") != pl.col("agreed")
    )
    against = against.join(sciences_po.select(*_KEY, "source", "row"), on=[*_KEY, "source", "row"])
    for line in against.sort("known_on", *_KEY).iter_rows(named=True):
        vote = f"{line['decision']}: {line['country']} {line['vote']}"
        column = name_of(line["country"])
        readings.repair(line["source"], line["row"], column, vote, line["agreed"], BOTH)
    return (
        taken.join(against.select(*_KEY, "agreed"), on=_KEY, how="left", maintain_order="left")
        .with_columns(vote=pl.coalesce("agreed", "vote"))
        .drop("agreed")
    )


def _report_others(
    readings: ParsedFiles, taken: pl.DataFrame, sciences_po: pl.DataFrame, affairs: pl.DataFrame
) -> None:
    """Report the Affairs Division's votes that give way to Sciences Po's."""
    mine = taken.join(sciences_po.select("decision", "source").unique(), on=["decision", "source"])
    both = affairs.join(mine, on=_KEY, suffix="_used").filter(pl.col("vote") != pl.col("vote_used"))
    readings.repair_each(
        both.sort("known_on", *_KEY), "Vote", "{decision}: {country} {vote}", "{vote_used}", ONLY
    )
