"""The Security Council's tables: members, decisions and votes."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble.council_agenda import with_agenda
from peaceops.edition.assemble.council_corrections import correct
from peaceops.edition.assemble.council_decisions import KEYS, decisions_of
from peaceops.edition.assemble.council_members import members_of
from peaceops.edition.assemble.council_records import records_of
from peaceops.edition.assemble.council_votes import votes_of
from peaceops.edition.parsed_files import ParsedFiles

VOTING = ("undl.votes", "council_affairs.drafts", "vetoes.vetoes", "sciences_po.decisions")


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Tables ``council_members``, ``decisions`` and ``votes``, as far as there are files for them.

    Raises:
        EditionError: A member votes that did not sit, or a year's membership is not whole.
        SourceError: Two files of the same release contradict each other.
    """
    tables: dict[str, pl.DataFrame] = {}
    if readings.has("council_members.years"):
        tables["council_members"] = members_of(readings)
    if any(readings.has(kind) for kind in VOTING):
        records = records_of(readings)
        decisions = correct(readings, decisions_of(readings, records))
        if records.sciences_po is not None:
            decisions = with_agenda(readings, decisions)
        votes = votes_of(readings, records, decisions, tables.get("council_members"))
        tables["decisions"] = _mark_record(decisions, votes).drop(KEYS)
        tables["votes"] = votes
    return tables


def _mark_record(decisions: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
    """Mark decisions of which no vote is on record."""
    voted = pl.col("decision").is_in(votes["decision"].unique().implode())
    return decisions.with_columns(
        record=pl.when(voted).then("record").otherwise(pl.lit("outcome only"))
    )
