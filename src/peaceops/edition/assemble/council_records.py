"""The publishers' records of the Council's votes, each from one release."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from peaceops.edition.assemble.council_drafts import SYMBOL, drafts_and_votes
from peaceops.edition.assemble.council_releases import Records, latest, ranks_of
from peaceops.edition.parsed_files import ParsedFiles

LIBRARY = Records(
    ("resolution",),
    ("country",),
    ("year", "date", "vote", "draft", "meeting", "title", "agenda_item"),
    "resolutions",
)
SCIENCES_PO = Records(
    ("classification", "place"), (), ("date", "outcome", "record"), "votes of Sciences Po"
)
SCIENCES_PO_VOTES = Records(
    ("classification", "place"), ("country",), ("vote",), "votes of Sciences Po"
)
VETOES = Records(("decision", "place"), ("country",), ("date",), "vetoed drafts")


@dataclass(frozen=True)
class CouncilRecords:
    """Records of votes by publisher; null where no file holds them.

    Attributes:
        library: The Library's votes on adopted resolutions.
        drafts: The Affairs Division's drafts, with ``affairs``, the number of each.
        affairs: Its votes, with ``affairs``.
        vetoes: Vetoes with ``decision``, the symbol of the draft or else of the meeting's record.
        sciences_po: Sciences Po's votes, one row a draft, with ``number``.
        sciences_po_votes: The members' votes on them, with ``number``.
    """

    library: pl.DataFrame | None
    drafts: pl.DataFrame | None
    affairs: pl.DataFrame | None
    vetoes: pl.DataFrame | None
    sciences_po: pl.DataFrame | None = None
    sciences_po_votes: pl.DataFrame | None = None


def records_of(readings: ParsedFiles) -> CouncilRecords:
    """Take each publisher's records from its latest release, and report what is dropped.

    Raises:
        SourceError: Two files of the same release contradict each other.
    """
    has_drafts = readings.has("council_affairs.drafts")
    drafts, affairs = drafts_and_votes(readings) if has_drafts else (None, None)
    return CouncilRecords(
        _library(readings), drafts, affairs, _vetoes(readings), *_sciences_po(readings)
    )


def _library(readings: ParsedFiles) -> pl.DataFrame | None:
    if not readings.has("undl.votes"):
        return None
    votes = readings.frame("undl.votes").sort("source", "row")
    return latest(readings, votes, LIBRARY, ranks_of(votes, pl.col("date")))


def _sciences_po(readings: ParsedFiles) -> tuple[pl.DataFrame | None, pl.DataFrame | None]:
    """Drafts and members' votes; numbers are of one release, so others' are made to differ."""
    if not readings.has("sciences_po.decisions"):
        return None, None
    drafts = readings.frame("sciences_po.decisions").sort("source", "row")
    votes = readings.frame("sciences_po.votes").join(
        drafts.select("source", "number", "classification", "place"), on=["source", "number"]
    )
    if drafts["source"].n_unique() > 1:
        ranks = ranks_of(drafts, pl.col("date"))
        drafts = latest(readings, drafts, SCIENCES_PO, ranks)
        votes = latest(readings, votes.sort("source", "row", "country"), SCIENCES_PO_VOTES, ranks)
        sources = sorted(drafts["source"].unique())
        shift = pl.col("source").replace_strict(
            {name: at * 100_000 for at, name in enumerate(sources)}, return_dtype=pl.Int64
        )
        drafts, votes = (frame.with_columns(pl.col("number") + shift) for frame in (drafts, votes))
    return drafts, votes


def _vetoes(readings: ParsedFiles) -> pl.DataFrame | None:
    """Vetoes once; several of one meeting, before drafts were numbered, are told apart by place."""
    if not readings.has("vetoes.vetoes"):
        return None
    vetoes = (
        readings.frame("vetoes.vetoes")
        .with_columns(decision=pl.coalesce(pl.col("draft").str.extract(SYMBOL), "meeting"))
        .sort("source", "row", "country")
    )
    drafts = vetoes.unique(["source", "row"], keep="first", maintain_order=True).with_columns(
        place=pl.int_range(pl.len()).over("source", "decision", order_by=["date", "row"])
    )
    vetoes = vetoes.join(
        drafts.select("source", "row", "place"), on=["source", "row"], maintain_order="left"
    )
    return latest(readings, vetoes, VETOES, ranks_of(vetoes, pl.col("date")))
