"""Each member's vote on each decision, and the check that it sat on the Council that day."""

from __future__ import annotations

from datetime import date

import polars as pl

from peaceops.domain.countries import name_of
from peaceops.edition.assemble import council_vote_sources
from peaceops.edition.assemble.council_corrections import correct_votes
from peaceops.edition.assemble.council_members import ENLARGED
from peaceops.edition.assemble.council_records import CouncilRecords
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import EditionError

SHOWN = 20
NO_ROW = "the source has no row for this member"
NO_MEMBERS = "not checked against who sat: there is no file of the Council's members"
# The Library names the Soviet Union until the end of 1991.
SUCCESSION = {"SUN": ("RUS", date(1991, 12, 24))}
_KEY = ["decision", "country"]
_COLUMNS = [*_KEY, "vote", "doubt", "known_on", "source", "row"]


def votes_of(
    readings: ParsedFiles,
    records: CouncilRecords,
    decisions: pl.DataFrame,
    members: pl.DataFrame | None,
) -> pl.DataFrame:
    """Table ``votes``: Sciences Po's votes, else the Library's, the Affairs Division's, the vetoes.

    Where publishers differ, ``council_vote_sources`` says whose vote is used. A seated member that
    a complete record does not list is ``absent``, with a note in ``doubt``.

    Args:
        readings: Takes the repairs.
        records: Votes by publisher.
        decisions: Decisions with the keys of each publisher's record.
        members: Table ``council_members``; without it no member is checked or added.

    Raises:
        EditionError: A member votes that did not sit on the Council that day.
    """
    library = _of_decisions(records.library, "resolution", decisions, "library")
    affairs = _of_decisions(records.affairs, "affairs", decisions, "affairs")
    seats = None if members is None else _seats(readings, decisions, members)
    if records.sciences_po_votes is None:
        _report_differences(readings, library, affairs)
        alone = affairs.join(library, on="decision", how="anti")
        whole = pl.concat([library, alone], how="diagonal_relaxed")
    else:
        every = _of_decisions(records.sciences_po_votes, "number", decisions, "sciences_po")
        if seats is None and every.height:
            _report_unchecked(readings, every)
        library = _follow_succession(readings, library)
        whole = council_vote_sources.settle(readings, every, library, affairs, decisions, seats)
    votes = pl.concat([whole, _vetoes(records, decisions)], how="diagonal_relaxed")
    votes = _follow_succession(readings, votes).select(_COLUMNS)
    votes = correct_votes(readings, votes, decisions)
    if seats is not None:
        _refuse_strangers(votes, seats)
        absent = _absent(decisions, votes, seats)
        _report_absent(readings, absent, decisions)
        votes = pl.concat([votes, absent], how="diagonal_relaxed")
    return votes.select(_COLUMNS).sort("decision", "country")


def _report_unchecked(readings: ParsedFiles, votes: pl.DataFrame) -> None:
    """Report that votes in the column of a state that did not sit cannot be put right."""
    first = votes.sort("known_on", "row").row(0, named=True)
    count = f"{votes['decision'].n_unique():,} votes"
    readings.repair(first["source"], first["row"], "*", count, count, NO_MEMBERS)


def _of_decisions(
    votes: pl.DataFrame | None, key: str, decisions: pl.DataFrame, publisher: str
) -> pl.DataFrame:
    """A publisher's votes by decision; ``key`` is what names the decision among them."""
    if votes is None:
        return _none()
    named = decisions.filter(pl.col(publisher).is_not_null())
    decided = named.select("decision", pl.col(publisher).alias(key), known_on="date")
    if "doubt" not in votes.columns:
        votes = votes.with_columns(doubt=pl.lit(None, pl.String))
    return votes.join(decided, on=key).select(_COLUMNS)


def _vetoes(records: CouncilRecords, decisions: pl.DataFrame) -> pl.DataFrame:
    if records.vetoes is None:
        return _none()
    named = decisions.filter(pl.col("record") == "vetoes only").select(
        "decision",
        known_on="date",
        source=pl.col("vetoes").struct.field("source"),
        row=pl.col("vetoes").struct.field("row"),
    )
    return (
        records.vetoes.drop("decision")
        .join(named, on=["source", "row"])
        .with_columns(vote=pl.lit("no"), doubt=pl.lit(None, pl.String))
        .select(_COLUMNS)
    )


def _none() -> pl.DataFrame:
    kinds = dict.fromkeys(_COLUMNS, pl.String) | {"known_on": pl.Date, "row": pl.Int64}
    return pl.DataFrame(schema=kinds)


def _report_differences(
    readings: ParsedFiles, library: pl.DataFrame, affairs: pl.DataFrame
) -> None:
    """Report votes that the Affairs Division gives otherwise than the Library."""
    recorded = library.filter((pl.col("vote") != "not_participating").any().over("decision"))
    both = affairs.join(recorded, on=_KEY, suffix="_library")
    readings.repair_each(
        both.filter(pl.col("vote") != pl.col("vote_library")),
        "Vote",
        "{vote}",
        "{vote_library}",
        "the publishers' votes differ; the Library's is used",
    )


def _follow_succession(readings: ParsedFiles, votes: pl.DataFrame) -> pl.DataFrame:
    for old, (new, since) in SUCCESSION.items():
        late = (pl.col("country") == old) & (pl.col("known_on") >= since)
        reason = f"{name_of(new)} holds the seat of {name_of(old)} from {since}"
        readings.repair_each(votes.filter(late), "ms_code", old, new, reason)
        votes = votes.with_columns(
            country=pl.when(late).then(pl.lit(new)).otherwise(pl.col("country"))
        )
    return votes


def _seats(readings: ParsedFiles, decisions: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Members seated on the day of each decision, where all eleven or fifteen are on record."""
    days = decisions.select("decision", "date").join_where(
        members.select("country", "start", "end"),
        pl.col("date") >= pl.col("start"),
        pl.col("date") <= pl.col("end"),
    )
    whole = pl.when(pl.col("date") < ENLARGED).then(11).otherwise(15)
    seats = days.filter(pl.len().over("decision") == whole)
    unchecked = decisions.join(seats, on="decision", how="anti")
    readings.repair_each(
        unchecked,
        "*",
        "{decision}",
        "{decision}",
        "not checked against who sat: the membership files do not cover the day",
    )
    return seats


def _refuse_strangers(votes: pl.DataFrame, seats: pl.DataFrame) -> None:
    strangers = (
        votes.join(seats.select("decision").unique(), on="decision")
        .join(seats, on=_KEY, how="anti")
        .sort("known_on", "decision", "country")
    )
    if strangers.is_empty():
        return
    lines = [
        f"{line['source']}, row {line['row']}: {name_of(line['country'])} votes {line['vote']!r} "
        f"on {line['decision']} of {line['known_on']} and did not sit on the Council that day"
        for line in strangers.head(SHOWN).iter_rows(named=True)
    ]
    more = f"\n- and {strangers.height - SHOWN} more" if strangers.height > SHOWN else ""
    raise EditionError(
        lines[0] if strangers.height == 1 else
        f"{strangers.height} votes of states that did not sit:\n- " + "\n- ".join(lines) + more,
        cause="a wrong country or date in that row, or a membership file that lacks the member",
        remedy="put the row or the membership file right",
    )  # fmt: skip


def _report_absent(readings: ParsedFiles, absent: pl.DataFrame, decisions: pl.DataFrame) -> None:
    """Report members counted absent because the source has no row for them."""
    readings.repair_each(
        absent.drop("row").join(decisions.select("decision", "row"), on="decision").sort(_KEY),
        "*",
        "(no row)",
        "{country} absent on {decision}",
        "a seated member has no row; it is counted as absent and marked",
    )


def _absent(decisions: pl.DataFrame, votes: pl.DataFrame, seats: pl.DataFrame) -> pl.DataFrame:
    """Seated members without a row, where the record is otherwise of every member's vote."""
    voted = decisions.filter(pl.col("record") == "complete").join(
        votes.select("decision").unique(), on="decision"
    )
    return (
        voted.select("decision", "source", known_on="date")
        .join(seats.select("decision", "country"), on="decision")
        .join(votes, on=_KEY, how="anti")
        .with_columns(vote=pl.lit("absent"), doubt=pl.lit(NO_ROW), row=pl.lit(None, pl.Int64))
    )
