"""The table of published effects: what studies found of conditions around a mission."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.domain.bounds import LAST_YEAR
from peaceops.edition.tables._table import FIRST_DAY, LAST_DAY, Row, Table

_FIRST_YEAR = 1900
FACTORS = (
    "host forces",
    "regional cooperation",
    "peace process",
    "international support",
    "other",
)
"""The four enabling factors, and what a mission is made of itself."""
SITUATIONS = ("war", "accord", "after war", "peace", "any")
OUTCOMES = (
    "deaths",
    "violence",
    "onset",
    "recurrence",
    "duration",
    "abuses",
    "coups",
    "elections",
    "crime",
    "other",
)
DEATHS = ("all", "state_based", "non_state", "one_sided_groups", "one_sided_government")
DIRECTIONS = ("less", "more", "mixed", "none")
SEEN = ("article", "abstract", "summary", "quotation")
PRECISIONS = ("day", "month", "year")


class PublishedEffects(Row):
    """What a study found of a condition around a mission, checked in a source that is named.

    In our words; ``estimate`` is null where no figure was seen. Nothing here is in use unless a
    case names it.
    """

    effect = dy.String(primary_key=True, regex="^[a-z0-9][a-z0-9-]*$")
    factor = dy.Enum(FACTORS, nullable=False, metadata={"unit": "enabling factor it speaks to"})
    study = dy.String(nullable=False, metadata={"unit": "authors, title, journal, year"})
    doi = dy.String(
        nullable=True,
        regex=r"^10\.\d{4,9}/\S+$",
        metadata={"unit": "of the article or its working paper, where it was seen"},
    )
    population = dy.String(nullable=False, metadata={"unit": "what was studied"})
    first_year = dy.Int64(
        nullable=True, min=_FIRST_YEAR, max=LAST_YEAR, metadata={"unit": "year the data begin"}
    )
    last_year = dy.Int64(
        nullable=True, min=_FIRST_YEAR, max=LAST_YEAR, metadata={"unit": "year the data end"}
    )
    region = dy.String(
        nullable=False,
        regex="^(world|Africa|[A-Z]{3})$",
        metadata={"unit": "where: world, Africa or one country, ISO 3"},
    )
    situation = dy.Enum(
        SITUATIONS, nullable=False, metadata={"unit": "in what state the countries studied were"}
    )
    varied = dy.String(nullable=False, metadata={"unit": "what differed between the cases"})
    outcome = dy.String(nullable=False, metadata={"unit": "what was measured"})
    outcome_kind = dy.Enum(OUTCOMES, nullable=False)
    multiplies = dy.Enum(
        DEATHS,
        nullable=True,
        metadata={"unit": "deaths of the comparison that are what was measured; null if none are"},
    )
    estimate = dy.Float64(
        nullable=True, min=-1000, max=1000, metadata={"unit": "in the unit of the column unit"}
    )
    unit = dy.String(nullable=True)
    low = dy.Float64(
        nullable=True, min=-1000, max=1000, metadata={"unit": "bound of the study's interval"}
    )
    high = dy.Float64(
        nullable=True, min=-1000, max=1000, metadata={"unit": "bound of the study's interval"}
    )
    direction = dy.Enum(
        DIRECTIONS, nullable=False, metadata={"unit": "of the outcome, under what was varied"}
    )
    finding = dy.String(nullable=False, metadata={"unit": "what was found"})
    not_multiplied = dy.String(
        nullable=True, metadata={"unit": "why no deaths are multiplied by it; null where some are"}
    )
    limits = dy.String(nullable=False, metadata={"unit": "what it does not cover"})
    disputed = dy.String(nullable=True, metadata={"unit": "who disputes it, or on what"})
    disputed_in = dy.String(nullable=True, metadata={"unit": "where that was read"})
    seen = dy.Enum(
        SEEN, nullable=False, metadata={"unit": "what of the study was read, or who quotes it"}
    )
    checked_in = dy.String(nullable=False, metadata={"unit": "address; several by ' ; '"})
    published = dy.Date(
        nullable=False,
        min=FIRST_DAY,
        max=LAST_DAY,
        metadata={"unit": "the last day it can have been, where only month or year is known"},
    )
    precision = dy.Enum(PRECISIONS, nullable=False, metadata={"unit": "how well it is known"})

    @dy.rule()
    def estimate_has_a_unit(cls) -> pl.Expr:
        """A number means something in its unit alone."""
        return pl.col("estimate").is_null() == pl.col("unit").is_null()

    @dy.rule()
    def interval_holds_the_estimate(cls) -> pl.Expr:
        """Both bounds or none, about the estimate."""
        none = pl.col("low").is_null() & pl.col("high").is_null()
        return none | pl.col("estimate").is_between(pl.col("low"), pl.col("high"))

    @dy.rule()
    def multiplies_by_a_ratio_or_says_why_not(cls) -> pl.Expr:
        """Deaths are multiplied by a ratio of deaths, and by nothing else."""
        multiplied = pl.col("multiplies").is_not_null()
        ratio = pl.col("estimate").is_between(0.05, 20) & (pl.col("outcome_kind") == "deaths")
        return (~multiplied | ratio.fill_null(False)) & (
            multiplied == pl.col("not_multiplied").is_null()
        )

    @dy.rule()
    def a_dispute_has_a_source(cls) -> pl.Expr:
        """Who disputes a study is read somewhere."""
        return pl.col("disputed").is_null() == pl.col("disputed_in").is_null()


TABLES = (
    Table(
        "published_effects",
        PublishedEffects,
        "What a study found of a condition around a mission",
        pl.col("published"),
        "A study is known from its publication: the last day of the month or year where no day is.",
        "build the edition with this version of peaceops: `peaceops data build`",
    ),
)
