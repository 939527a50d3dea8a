"""The Council's documents and their paragraphs, each known when the document was public."""

from __future__ import annotations

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import SourceError

_CIRCULATED = "14d"
"""After its date a letter is issued as a document in one to two weeks, with its reply."""
_DOCUMENT = ("symbol", "kind", "date", "title", "language", "form", "known_on", "source", "row")


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build ``text_documents`` and ``text_paragraphs``.

    Raises:
        SourceError: A document tells neither its date nor its year.
    """
    if not readings.has("texts.documents"):
        return {}
    documents = _known(readings.frame("texts.documents"))
    undated = documents.filter(pl.col("known_on").is_null()).sort("source")
    if undated.height:
        raise SourceError(
            f"{undated['symbol'][0]} names no date, and its symbol no year",
            where=str(undated["source"][0]),
            cause="the first lines of the document were cut",
            remedy="leave it out of the build, or put its date before its text",
        )
    paragraphs = readings.frame("texts.paragraphs").join(
        documents.select("symbol", "source", "known_on"), on=["symbol", "source"]
    )
    return {
        "text_documents": documents.select(_DOCUMENT),
        "text_paragraphs": paragraphs.sort("symbol", "position"),
    }


def _known(documents: pl.DataFrame) -> pl.DataFrame:
    """Add the day on which each document was public."""
    numbered = documents.with_columns(
        place=pl.col("symbol").str.extract(r"^S/\d{4}/(\d+)$").cast(pl.Int64)
    )
    replies = numbered.filter(kind="letter").select(
        "year", place=pl.col("place") - 1, reply=pl.col("date")
    )
    letters = numbered.join(replies, on=["year", "place"], how="left", maintain_order="left")
    issued = pl.max_horizontal(
        pl.max_horizontal("date", "reply").dt.offset_by(_CIRCULATED), pl.date(pl.col("year"), 1, 1)
    )
    public = (
        pl.when(pl.col("date").is_null())
        .then(pl.date(pl.col("year"), 12, 31))
        .when(pl.col("kind") == "letter")
        .then(issued)
        .otherwise(pl.col("date"))
    )
    return letters.with_columns(known_on=public)
