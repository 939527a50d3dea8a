"""Announced departures, month by month, against the strength in use.

The path says what is left if what was announced happens and nothing else does: no new contributor,
no replacement. It is arithmetic on announcements and no forecast: ``peaceops.mission``'s
``strength_outlook`` takes the announcements as an input.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import listed as listed_together
from peaceops.domain.messages import message
from peaceops.domain.months import YEAR
from peaceops.edition import View
from peaceops.mission.inputs import Departure
from peaceops.mission.strength import Baseline, Strength

COUNTED = "counted"
UNDATED = "no date: in the lower bound only"
UNNUMBERED = "no number stated and none on record"
GONE = "gone already: not in the figure in use"
BESIDE = "not part of the mission"

LISTED = {
    "country": pl.String,
    "personnel": pl.Int64,
    "number": pl.String,
    "by": pl.Date,
    "capability": pl.String,
    "statement": pl.String,
    "source": pl.String,
    "treatment": pl.String,
}
PATH = {
    "month": pl.Date,
    "baseline": pl.Float64,
    "stated_out": pl.Float64,
    "imputed_out": pl.Float64,
    "undated_out": pl.Float64,
    "total": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}


@dataclass(frozen=True)
class Departures:
    """Announced departures and the strength they leave.

    Attributes:
        listed: Every announcement: ``country, personnel, number`` (``stated``, ``imputed`` from
            the latest figures by contributor, or ``unknown``), ``by, capability, statement,
            source, treatment`` (whether and how it is counted).
        path: One row a month from the month of the view to 12 months after it: ``month,
            baseline, stated_out, imputed_out, undated_out`` (persons gone by the month's end),
            ``total`` (dated departures gone), ``low`` (undated ones gone too), ``high`` (only
            dated departures with a stated number gone). No rows without a baseline or departures.
        left_if_only_announced: The total of the last month, as a subtotal; ``None`` without a path.
    """

    listed: pl.DataFrame
    path: pl.DataFrame
    left_if_only_announced: Figure | None
    gaps: tuple[Gap, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The subtotal, where there is one."""
        return () if self.left_if_only_announced is None else (self.left_if_only_announced,)

    @property
    def leaving(self) -> tuple[str, ...]:
        """Contributors with personnel still in the mission that are announced to leave."""
        ahead = pl.col("treatment").is_in([COUNTED, UNDATED, UNNUMBERED])
        return tuple(self.listed.filter(ahead)["country"].unique().sort())


def project_departures(
    view: View, strength: Strength, departures: Sequence[Departure], *, horizon: int = YEAR
) -> Departures:
    """Take announced departures off the strength in use, month by month.

    Args:
        view: What was known; its date is used.
        strength: The mission's strength, with the baseline and the latest contributors.
        departures: What was announced. A departure without a number takes the contributor's
            latest figure on record, and is marked as imputed.
        horizon: Months after the month of the view.
    """
    latest = dict(strength.contributors.ranked.select("country", "total").iter_rows())
    listed = _listed(departures, latest, strength.baseline)
    path = _path(view.as_of, strength.baseline, listed, horizon)
    return Departures(
        listed=listed,
        path=path,
        left_if_only_announced=_subtotal(strength.baseline, departures, listed, path),
        gaps=_gaps(strength.baseline, listed),
    )


def _listed(
    departures: Sequence[Departure], latest: Mapping[str, int], baseline: Baseline | None
) -> pl.DataFrame:
    rows = []
    for departure in departures:
        number = "stated" if departure.personnel is not None else "unknown"
        personnel = departure.personnel
        stands = departure.of_mission and not departure.gone
        if personnel is None and stands and departure.country in latest:
            personnel, number = latest[departure.country], "imputed"
        rows.append(
            (
                departure.country,
                personnel,
                number,
                departure.by,
                departure.capability,
                departure.statement,
                departure.source,
                _treatment(departure, personnel, baseline),
            )
        )
    frame = pl.DataFrame(rows, schema=LISTED, orient="row")
    return frame.sort(["by", "country", "statement"], nulls_last=True)


def _treatment(departure: Departure, personnel: int | None, baseline: Baseline | None) -> str:
    if not departure.of_mission:
        return BESIDE
    by = departure.by
    before = baseline is not None and by is not None and by <= baseline.on
    if departure.gone or before:
        return GONE
    if personnel is None:
        return UNNUMBERED
    return COUNTED if by is not None else UNDATED


def _path(
    as_of: date, baseline: Baseline | None, listed: pl.DataFrame, horizon: int
) -> pl.DataFrame:
    leaving = listed.filter(pl.col("treatment").is_in([COUNTED, UNDATED]))
    if baseline is None or leaving.is_empty():
        return pl.DataFrame(schema=PATH)
    first = as_of.replace(day=1)
    months = pl.date_range(first, pl.lit(first).dt.offset_by(f"{horizon}mo"), "1mo", eager=True)
    rows = []
    undated = int(leaving.filter(pl.col("by").is_null())["personnel"].sum())
    for month, end in zip(months, months.dt.month_end(), strict=True):
        gone = leaving.filter(pl.col("by") <= end)
        out = {
            kind: int(gone.filter(pl.col("number") == kind)["personnel"].sum())
            for kind in ("stated", "imputed")
        }
        high = max(baseline.total - out["stated"], 0)
        total = max(baseline.total - out["stated"] - out["imputed"], 0)
        rows.append(
            (
                month,
                baseline.total,
                out["stated"],
                out["imputed"],
                undated,
                total,
                max(total - undated, 0),
                high,
            )
        )
    return pl.DataFrame(rows, schema=PATH, orient="row")


def _subtotal(
    baseline: Baseline | None,
    departures: Sequence[Departure],
    listed: pl.DataFrame,
    path: pl.DataFrame,
) -> Figure | None:
    if baseline is None or path.is_empty():
        return None
    used = listed.filter(pl.col("treatment").is_in([COUNTED, UNDATED]))["statement"].to_list()
    statements = tuple(
        Evidence.of_statement(departure.statement, departure.source)
        for departure in departures
        if departure.statement in used
    )
    end = path.row(-1, named=True)
    return Figure(
        key="mission.strength_after_departures",
        label=message(
            "Subtotal: uniformed personnel left by the end of {month:%B %Y} if only "
            "announced departures happen",
            month=end["month"],
        ),
        value=end["total"],
        unit="persons",
        method="The newest strength figure less the departures announced with a date: arithmetic, "
        "not a forecast. A number that was not stated is the contributor's latest on record. Lower "
        "bound: departures announced without a date happen too. Upper bound: only stated numbers "
        "leave.",
        evidence=(baseline.evidence, *statements),
        interval=(end["low"], end["high"]),
        assumption=True,
    )


def _gaps(baseline: Baseline | None, listed: pl.DataFrame) -> tuple[Gap, ...]:
    gaps = []
    if baseline is None and listed.height:
        gaps.append(
            Gap(
                "mission.departures_baseline",
                "Strength after the announced departures",
                "no strength figure is known to take them from",
                "state the strength in the assumptions file",
            )
        )
    open_ = listed.filter(pl.col("treatment").is_in([UNDATED, UNNUMBERED]))
    if open_.height:
        who = listed_together(
            [name_in_a_sentence(code) for code in open_["country"].unique().sort()]
        )
        gaps.append(
            Gap(
                "mission.departures_open",
                message("When, or with how many persons, {who} will leave", who=who),
                "announced without a date or a number",
                "add `by` and a number to the statement in the assumptions file",
            )
        )
    return tuple(gaps)
