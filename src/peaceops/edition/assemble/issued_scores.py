"""Scores of forecasts that others issued."""

from __future__ import annotations

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """``violence_issued_scores``, where its records are present."""
    if not readings.has("issued.scores"):
        return {}
    return {"violence_issued_scores": readings.frame("issued.scores")}
