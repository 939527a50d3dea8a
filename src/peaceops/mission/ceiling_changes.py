"""How strength has followed ceilings that were raised or cut: force generation on record.

Of a rise, what is counted is the part of the additional persons that had arrived so many months
after the decision; of a cut, the part of those above the new ceiling that had gone. A past change
is followed until the next one. A draw takes the whole path of one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.intervals import LEVEL, Summary
from peaceops.domain.messages import message
from peaceops.domain.months import month_numbers
from peaceops.edition import View, per_view
from peaceops.mission.features import authorised

SMALLEST_CHANGE = 100
"""Persons; smaller changes drown in rotations."""
SMALLEST_SHARE = 0.05
"""Of the ceiling before, likewise."""
BUILT_UP = 0.5
"""Of the ceiling before: a mission with less is still filling that one."""
LONGEST = 24
"""Months that a change is followed for."""
FEWEST = 5
"""Past changes needed."""
FOLLOWED_MONTHS = 6
"""Months that a change must have been followed for."""
SHOWN = (3, 6, 12, 24)
FOLLOWED = {
    "mission": pl.String,
    "decided": pl.Date,
    "before": pl.Int64,
    "after": pl.Int64,
    "change": pl.Int64,
    "strength": pl.Int64,
    "months": pl.Int64,
    "total": pl.Int64,
    "share": pl.Float64,
}


@dataclass(frozen=True)
class CeilingChanges:
    """What past changes of ceilings say of the next one.

    Attributes:
        rises: Past rises, month by month: ``mission, decided, before, after, change`` (of the
            ceiling), ``strength`` (in the month before the decision), ``months`` (since it),
            ``total`` (then), ``share`` (of the change that had arrived, between 0 and 1).
        cuts: Past cuts of ceilings below the strength of the day; ``share`` is that of the persons
            above the new ceiling who had gone.
    """

    rises: pl.DataFrame
    cuts: pl.DataFrame

    def arrived(self, months: int, ranks: Floats) -> Floats:
        """Share of a rise that has arrived after 1, 2, ... months, shape (months, draws).

        Args:
            months: How many months.
            ranks: Rank of each draw among past rises, between 0 and 1.
        """
        return _shares(self._paths_of_rises, months, ranks)

    def gone(self, months: int, ranks: Floats) -> Floats:
        """Share of those above a lower ceiling who have gone, likewise."""
        return _shares(self._paths_of_cuts, months, ranks)

    @cached_property
    def _paths_of_rises(self) -> Floats:
        return _paths(self.rises)

    @cached_property
    def _paths_of_cuts(self) -> Floats:
        return _paths(self.cuts)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """What had arrived, or gone, after 3, 6, 12 and 24 months."""
        return (
            *_figures(
                "rise",
                self.rises,
                self._paths_of_rises,
                "an authorised increase that had arrived",
            ),
            *_figures(
                "cut", self.cuts, self._paths_of_cuts, "those above a cut ceiling who had gone"
            ),
        )


@per_view
def ceiling_changes(view: View) -> CeilingChanges:
    """Follow every change of a ceiling that was known.

    Args:
        view: What was known.

    Returns:
        The changes of 100 persons and five per cent or more whose mission reported its strength in
        the month before, without those that end a mission; rises of missions that stood at half
        of their ceiling or more.
    """
    changes = _changes(view)
    if changes.is_empty() or not view.has("strength"):
        return CeilingChanges(pl.DataFrame(schema=FOLLOWED), pl.DataFrame(schema=FOLLOWED))
    reports = view.table("strength").select("mission", "total", at=month_numbers("month"))
    at_first = reports.select("mission", pl.col("at") + 1, strength="total")
    followed = (
        changes.join(at_first, on=["mission", "at"])
        .join(reports.rename({"at": "then"}), on="mission")
        .with_columns(months=pl.col("then") - pl.col("at"))
        .filter(pl.col("months").is_between(1, LONGEST), pl.col("then") < pl.col("next"))
    )
    grown = pl.col("total") - pl.col("strength")
    above = pl.col("strength") - pl.col("after")
    built = pl.col("strength") >= BUILT_UP * pl.col("before")
    rises = followed.filter(pl.col("change") > 0, built).with_columns(
        share=grown / pl.col("change")
    )
    cuts = followed.filter(pl.col("change") < 0, above >= SMALLEST_CHANGE / 2).with_columns(
        share=-grown / above
    )
    return CeilingChanges(_tidy(rises), _tidy(cuts))


def scored_since(view: View, split: date) -> pl.DataFrame:
    """How the median of the changes before a day predicts the strength after those since.

    Args:
        view: What was known, for learning and for judging.
        split: The day.

    Returns:
        One row a direction and number of months: ``change`` (``rise`` or ``cut``), ``months,
        learned`` (changes before), ``cases`` (since), and mean errors in persons: ``error`` of the
        median, ``at_once`` if all came or went at once, ``nothing`` if nobody did.
    """
    whole = ceiling_changes(view)
    rows = []
    for name, followed, full in (
        ("rise", whole.rises, pl.col("change")),
        ("cut", whole.cuts, pl.col("after") - pl.col("strength")),
    ):
        for months in SHOWN:
            at = followed.filter(pl.col("months") == months)
            past, since = (
                at.filter(pl.col("decided") < split),
                at.filter(pl.col("decided") >= split),
            )
            if past.height < FEWEST or since.is_empty():
                continue
            median = float(np.median(past["share"].to_numpy()))
            missed = [
                since.select(
                    (pl.col("strength") + share * full - pl.col("total")).abs().mean()
                ).item()
                for share in (median, 1.0, 0.0)
            ]
            rows.append((name, months, past.height, since.height, *missed))
    columns = ("change", "months", "learned", "cases", "error", "at_once", "nothing")
    return pl.DataFrame(rows, schema=list(columns), orient="row")


def _changes(view: View) -> pl.DataFrame:
    """Changes of ceilings, each with the month of the next one."""
    if not view.has("mandates"):
        return pl.DataFrame()
    ends = (
        view.table("mandates")
        .filter(pl.col("kind") == "terminate")
        .select("mission", decided="known_on", ends=pl.lit(value=True))
    )
    size = pl.col("change").abs()
    return (
        authorised(view)
        .rename({"known_on": "decided", "ceiling_before": "before", "ceiling": "after"})
        .filter(pl.col("after") != pl.col("before"))
        .with_columns(change=pl.col("after") - pl.col("before"), at=month_numbers("decided"))
        .filter(size >= SMALLEST_CHANGE, size >= SMALLEST_SHARE * pl.col("before"))
        .with_columns(next=pl.col("at").shift(-1).over("mission").fill_null(10**6))
        .join(ends.unique(), on=["mission", "decided"], how="left")
        .filter(pl.col("ends").is_null())
    )


def _tidy(rows: pl.DataFrame) -> pl.DataFrame:
    return (
        rows.with_columns(pl.col("share").clip(0, 1))
        .select(pl.col(name).cast(kind) for name, kind in FOLLOWED.items())
        .sort("decided", "mission", "months")
    )


def _shares(paths: Floats, months: int, ranks: Floats) -> Floats:
    """Shares by month; a draw follows the past change at its rank, the slowest first.

    A change that was followed for a shorter time keeps its last share. Without enough of them a
    change takes an even course over two years.
    """
    if len(paths) < FEWEST:
        even = np.minimum(np.arange(1, months + 1) / LONGEST, 1.0)
        return np.asarray(np.broadcast_to(even[:, None], (months, len(ranks))))
    slowest_first = paths[np.argsort(paths.mean(axis=1), kind="stable")]
    of_draw = np.minimum((ranks * len(paths)).astype(int), len(paths) - 1)
    column = np.minimum(np.arange(months), LONGEST - 1)
    return np.asarray(slowest_first[of_draw][:, column].T)


def _paths(followed: pl.DataFrame) -> Floats:
    """Share after 1 to 24 months of every change followed for half a year, shape (changes, 24)."""
    paths = []
    for _, change in followed.group_by("mission", "decided", maintain_order=True):
        months, share = change["months"].to_numpy(), change["share"].to_numpy()
        if months.max() >= FOLLOWED_MONTHS:
            by_month = np.interp(np.arange(1, LONGEST + 1), months, share)
            # What rotations bring back or take away for a month undoes nothing of the change.
            paths.append(np.maximum.accumulate(by_month))
    return np.array(paths, dtype=np.float64).reshape(-1, LONGEST)


def _figures(name: str, followed: pl.DataFrame, paths: Floats, what: str) -> list[Figure]:
    figures: list[Figure] = []
    if len(paths) < FEWEST:
        return figures
    for months in SHOWN:
        share = Summary.of(paths[:, months - 1])
        figures.append(
            Figure(
                key=f"mission.ceiling_{name}_{months}",
                label=message(
                    "Share of {what} after {months} months, mean of {paths} past cases",
                    what=what,
                    months=months,
                    paths=len(paths),
                ),
                value=share.mean,
                unit="share",
                method="Strength so many months after the decision compared with the month before "
                "it. Where the ceiling changed again or the record ends earlier, the share of the "
                "last month counts. Changes of 100 persons and 5 % or more.",
                evidence=(
                    Evidence.of("strength", f"months after {len(paths)} decisions", followed),
                    Evidence.of("mandates", f"{len(paths)} changes of a ceiling", followed),
                ),
                interval=share.interval,
                level=LEVEL,
            )
        )
    return figures
