"""The options in short: its caption, the lines below it, and what stands in a row."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from peaceops.brief.document import Brief
from peaceops.brief.layout.options import is_fixed
from peaceops.brief.layout.summary import options
from peaceops.brief.page import Bullets, Table
from peaceops.domain.figures import Figure


def alike(brief: Brief) -> Brief:
    """The brief with options that all keep one strength and no bases."""
    first, *_rest = brief.comparison.options
    options = tuple(
        replace(result, strength=first.strength, bases=()) for result in brief.comparison.options
    )
    return replace(brief, comparison=replace(brief.comparison, options=options))


def in_short(brief: Brief) -> tuple[Table, list[str]]:
    """The options in short, and the lines below them with no-break spaces as spaces."""
    shown, below = options.blocks(brief)
    assert isinstance(shown, Table)
    assert isinstance(below, Bullets)
    return shown, [text.text.replace("\u00a0", " ") for text in below.items]


def test_the_caption_of_the_options_speaks_of_its_columns_alone(full: Brief) -> None:
    shown, _below = in_short(full)
    assert shown.note.startswith("Strength and bases after twelve months, the rest over them.")
    shown, below = in_short(alike(full))
    assert "Uniformed personnel" not in [column.label for column in shown.columns]
    assert shown.note.startswith("Figures are over twelve months.")
    assert below[0].startswith("Uniformed personnel after twelve months: ")


def test_bases_without_personnel_are_told_and_not_counted(full: Brief) -> None:
    footprint = full.picture.footprint
    unsized = footprint.sites.head(1).with_columns(
        location=pl.lit("Maritime Task Force"), personnel=pl.lit(None, pl.Float64)
    )
    sites = pl.concat([footprint.sites, unsized.cast(dict(footprint.sites.schema))])
    picture = replace(full.picture, footprint=replace(footprint, sites=sites))
    told = "Bases without personnel on record are not counted: Maritime Task Force."
    assert told in in_short(replace(full, picture=picture))[1]
    assert not any("not counted" in line for line in in_short(full)[1])


def test_a_cost_that_is_assumed_is_said_to_be_so(full: Brief) -> None:
    cost = full.picture.cost
    for basis, expected in (("assumption", 1), ("expenditure", 0)):
        picture = replace(full.picture, cost=replace(cost, basis=basis))
        lines = in_short(replace(full, picture=picture))[1]
        assert sum(line.startswith("Cost is assumed") for line in lines) == expected


def test_a_cost_that_stays_as_it_was_has_no_interval() -> None:
    fixed = Figure("cost", "Cost", 29e6, "US dollars", "As spent.", (), (29e6, 29e6), 0.9)
    assert is_fixed(fixed)
    assert not is_fixed(replace(fixed, interval=(28e6, 30e6)))
    assert not is_fixed(replace(fixed, unit="deaths"))


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("Renew for a year, cut by a share for lack of cash; both shares are assumptions that no "
         "data of this edition give.",
         "Renew for a year, cut by a share for lack of cash."),
        ("Renew for a year, with a cut of spending and of strength for lack of cash by shares that "
         "no data give and that are assumed here",
         "Renew for a year, with a cut of spending and of strength for lack of cash by shares that "
         "no data give and …"),
    ],
)  # fmt: skip
def test_a_summary_keeps_what_its_option_is_about(summary: str, shown: str) -> None:
    assert options._start(summary) == shown


def test_odds_that_hold_only_if_a_draft_is_put_are_headed_so(full: Brief) -> None:
    assert in_short(full)[0].columns[1].label == "Put to the vote and adopted"
    drafts = {
        option: replace(draft, p_put_to_vote=None, p_put_and_adopted=None)
        for option, draft in full.council.drafts.items()
    }
    shown, _below = in_short(replace(full, council=replace(full.council, drafts=drafts)))
    assert shown.columns[1].label == "Adopted, if put to the vote"
    assert not any(row[1].small for row in shown.rows)
