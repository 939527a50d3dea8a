"""The publishers' records of the Council's votes, each from one release."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from peaceops.edition.assemble.council_drafts import drafts_and_votes
from peaceops.edition.assemble.council_releases import Records, latest, ranks_of
from peaceops.edition.parsed_files import ParsedFiles

SYMBOL = r"(S/(?:PV\.)?\d+(?:/\d+)?(?:/(?:Rev|Corr|Add)\.\d+)?)"
LIBRARY = Records(
    ("resolution",),
    ("country",),
    ("year", "date", "vote", "draft", "meeting", "title", "agenda_item"),
    "resolutions",
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
    """

    library: pl.DataFrame | None
    drafts: pl.DataFrame | None
    affairs: pl.DataFrame | None
    vetoes: pl.DataFrame | None


def records_of(readings: ParsedFiles) -> CouncilRecords:
    """Take each publisher's records from its latest release, and report what is dropped.

    Raises:
        SourceError: Two files of the same release contradict each other.
    """
    has_drafts = readings.has("council_affairs.drafts")
    drafts, affairs = drafts_and_votes(readings) if has_drafts else (None, None)
    return CouncilRecords(_library(readings), drafts, affairs, _vetoes(readings))


def _library(readings: ParsedFiles) -> pl.DataFrame | None:
    if not readings.has("undl.votes"):
        return None
    votes = readings.frame("undl.votes").sort("source", "row")
    return latest(readings, votes, LIBRARY, ranks_of(votes, pl.col("date")))


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
