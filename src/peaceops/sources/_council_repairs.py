"""Repairs that every layout of the table of drafts put to the vote needs."""

from __future__ import annotations

import polars as pl

from peaceops.sources._sheet import Sheet

STROKE = r"^(?:S/RES/|Resolution\s*)?(\d{1,4})\s*/\s*(\d{4})$"


def restore_symbols(sheet: Sheet) -> None:
    """Write the year of a resolution in brackets where it stands behind a stroke."""
    text = sheet.frame["Resolution"]
    right = text.str.extract(STROKE, 1) + " (" + text.str.extract(STROKE, 2) + ")"
    sheet.repair(
        right.is_not_null(), "Resolution", right, "the resolution's year stands behind a stroke"
    )


def drop_second_listing(sheet: Sheet, outcome: str) -> None:
    """Leave out vetoed drafts that are listed once more, as adopted without a number.

    Args:
        sheet: The table.
        outcome: Its column of outcomes.
    """
    vetoed = sheet.frame.filter(pl.col(outcome) == "Not adopted - veto")
    same = pl.struct("Draft", "Date")
    again = sheet.frame.select(
        pl.col("Resolution").is_null()
        & pl.col(outcome).str.starts_with("Adopted")
        & same.is_in(vetoed.select(same).to_series().implode())
    ).to_series()
    if again.any():
        sheet.drop(
            again.fill_null(False),
            "a vetoed draft listed a second time and called adopted; its own row is right",
        )


def drop_contradicted_votes(sheet: Sheet, outcome: str) -> None:
    """Leave out the votes on a draft adopted unanimously against which a member votes.

    Args:
        sheet: The table.
        outcome: Its column of outcomes.
    """
    contradicted = sheet.frame.select(
        (pl.col(outcome) == "Adopted unanimously") & (pl.col("Vote") == "No").any().over("ID")
    ).to_series()
    sheet.drop(
        contradicted.fill_null(False),
        "votes of another draft: a member votes no on a resolution adopted unanimously",
    )
