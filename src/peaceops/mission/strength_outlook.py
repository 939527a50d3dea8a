"""Strength ahead: one path, with announced departures and a decided end as inputs to it.

The status quo is the forecaster's path under the ceiling in force, less announced departures that
others do not replace; where the Council has decided the end, it is the drawdown to that day, after
the exits on record. A new ceiling moves it by what past rises and cuts brought
(``peaceops.mission.ceiling_changes``), draw by draw, and never by more than the ceiling moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Figure, Gap
from peaceops.domain.intervals import LEVEL, Summary
from peaceops.domain.messages import message
from peaceops.domain.mission import Mission
from peaceops.domain.months import YEAR, months_after, months_between
from peaceops.domain.streams import stream
from peaceops.edition import TABLES, View
from peaceops.mission._strength_gaps import gaps_of_age
from peaceops.mission.ceiling_changes import CeilingChanges, ceiling_changes
from peaceops.mission.departures import COUNTED, UNDATED, project_departures
from peaceops.mission.exits import acts_of_hosts, exit_draws, paths, regime_ahead
from peaceops.mission.inputs import Departure, StatedStrength
from peaceops.mission.strength import Ceiling, Strength, all_strengths, strength
from peaceops.mission.strength_forecast import forecaster

HORIZON = YEAR
DRAWS = 2000
REPLACED = (0.0, 0.3, 0.8)
"""Share of announced departures that others replace within a year: least, likeliest, most."""
SHOWN = (6, 12)
PATH = {"month": pl.Date, "median": pl.Float64, "low": pl.Float64, "high": pl.Float64}


@dataclass(frozen=True)
class StrengthOutlook:
    """Uniformed personnel in the months ahead, under the mandate as it stands.

    Attributes:
        now: The strength figure in use.
        share_of_ceiling: It over the authorised ceiling, unless it is older than the ceiling.
        in_6: Six months ahead, with its interval.
        in_12: Twelve months ahead.
        left_if_only_announced: A subtotal by arithmetic, and no forecast: what is left if announced
            departures happen and nothing else does; ``None`` without departures.
        ceiling_effects: What past rises and cuts of ceilings brought after 3 to 24 months.
        path: One row a month: ``month, median, low, high``, persons.
        draws: Persons, shape (months, draws).
        before_departures: The same before announced departures were taken off.
        leaving: Departures taken off: months ahead (0 where undated) and persons.
        replaced: Share of them that others replace within a year, one a draw.
        ceiling: Authorised military and police together, persons; ``None`` without one.
        changes: Past changes of ceilings.
        seed: Seed of every random draw.
        known_words: Until when strength is known to the forecast and how many months are missing,
            in a sentence; ``None`` where no strength is known.
        gaps: What is missing, such as a strength figure of this year.
    """

    now: Figure | None
    share_of_ceiling: Figure | None
    in_6: Figure | None
    in_12: Figure | None
    left_if_only_announced: Figure | None
    ceiling_effects: tuple[Figure, ...]
    path: pl.DataFrame
    draws: Floats
    before_departures: Floats
    leaving: tuple[tuple[int, float], ...]
    replaced: Floats
    ceiling: float | None
    changes: CeilingChanges = field(repr=False)
    seed: int = 0
    known_words: str | None = None
    gaps: tuple[Gap, ...] = ()

    def status_quo(self, replaced: Floats) -> Floats:
        """The draws under another assumption on replacements.

        Args:
            replaced: Share of announced departures that others replace within a year, one a draw.

        Returns:
            Persons, shape (months, draws).
        """
        return _less_departures(self.before_departures, self.leaving, replaced, self.seed)

    def under(
        self, ceilings: Sequence[tuple[int, float]], status_quo: Floats | None = None
    ) -> Floats:
        """Strength under new ceilings, draw by draw.

        Args:
            ceilings: Month ahead from which a ceiling stands (1 is at once), and persons, military
                and police together; in the order of months.
            status_quo: Draws to start from, if not those of the outlook.

        Returns:
            Persons, shape (months, draws). A rise brings what past rises brought and never more
            than it authorises; a cut takes those above the new ceiling home as past cuts did.
        """
        values = np.array(self.draws if status_quo is None else status_quo)
        if self.ceiling is None:
            return values
        months, draws = values.shape
        ranks = np.asarray(stream(self.seed, "mission", "force generation").random(draws))
        before = self.ceiling
        for month, level in ceilings:
            left = months - month + 1
            if left > 0 and level > before:
                values[month - 1 :] += (level - before) * self.changes.arrived(left, ranks)
            elif left > 0 and level < before:
                above = np.clip(values[month - 1 :] - level, 0, None)
                values[month - 1 :] -= np.asarray(above * self.changes.gone(left, ranks))
            before = level
        return values


def strength_outlook(
    view: View,
    mission: Mission,
    *,
    departures: Sequence[Departure] = (),
    stated: StatedStrength | None = None,
    ceiling: Ceiling | None = None,
    replaced: tuple[float, float, float] = REPLACED,
    horizon: int = HORIZON,
    draws: int = DRAWS,
    seed: int = 0,
) -> StrengthOutlook:
    """Forecast a mission's uniformed personnel, once, for everybody who needs it.

    Args:
        view: What was known.
        mission: The mission as known on the view's date.
        departures: Announced departures.
        stated: A stated strength, used where it is newer than the data.
        ceiling: Authorised military and police, if not those of the mandate.
        replaced: Share of announced departures that others replace within a year: the least, the
            likeliest and the most.
        horizon: Months ahead.
        draws: Draws.
        seed: Seed of every random draw.

    Raises:
        ValueError: The stated strength is dated after the view.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2016, 6, 1))
    >>> outlook = strength_outlook(view, view.mission("UNISFA"), draws=200)
    >>> int(outlook.now.value), outlook.draws.shape, bool(outlook.draws.max() <= outlook.ceiling)
    (4554, (12, 200), True)
    """
    if ceiling is None:
        ceiling = (mission.mandate.ceiling.military, mission.mandate.ceiling.police)
    figures = strength(view, mission.acronym, ceiling=ceiling, stated=stated)
    return outlook_of(
        view,
        mission,
        figures,
        departures=departures,
        ceiling=ceiling,
        replaced=replaced,
        horizon=horizon,
        draws=draws,
        seed=seed,
    )


def outlook_of(
    view: View,
    mission: Mission,
    current: Strength,
    *,
    departures: Sequence[Departure],
    ceiling: Ceiling,
    replaced: tuple[float, float, float],
    horizon: int,
    draws: int,
    seed: int,
) -> StrengthOutlook:
    """The same from a strength that was gathered already; ``strength_outlook`` says the rest."""
    military, police = ceiling
    top = float(military + (police or 0)) if military else None
    projected = project_departures(view, current, departures, horizon=horizon)
    leaving = _leaving(projected.listed, view.as_of)
    changes = ceiling_changes(view)
    before, gaps = _before_departures(view, mission, current, top, horizon, draws, seed)
    low, likeliest, high = replaced
    draws = before.shape[1]
    share = (
        stream(seed, "mission", "replaced").triangular(low, likeliest, high, draws)
        if high > low
        else np.full(draws, likeliest)
    )
    values = _less_departures(before, leaving, share, seed)
    ahead = _figures_ahead(view, mission, current, values, leaving, top)
    return StrengthOutlook(
        now=current.in_use,
        share_of_ceiling=current.share_of_ceiling_figure,
        in_6=ahead.get(6),
        in_12=ahead.get(12),
        left_if_only_announced=projected.left_if_only_announced,
        ceiling_effects=changes.figures if top is not None else (),
        path=_path(view.as_of, values),
        draws=values,
        before_departures=before,
        leaving=leaving,
        replaced=np.asarray(share),
        ceiling=top,
        changes=changes,
        seed=seed,
        known_words=current.known_words,
        gaps=(*gaps, *gaps_of_age(view, mission, current)),
    )


def _before_departures(
    view: View,
    mission: Mission,
    current: Strength,
    ceiling: float | None,
    horizon: int,
    draws: int,
    seed: int,
) -> tuple[Floats, tuple[Gap, ...]]:
    """Draws before announced departures, shape (months, draws); no draws without a strength."""
    base = current.baseline
    if base is None:
        return np.zeros((horizon, 0)), ()
    end = decided_end(mission)
    if end is not None:
        return _drawdown(view, mission, end, base.total, horizon, draws, seed), ()
    forecast = forecaster(view, mission.acronym, base, ceiling=ceiling, horizon=horizon)
    if forecast is not None:
        return forecast.draw(draws, seed), ()
    gap = Gap(
        "mission.strength_ahead",
        message("How the strength of {acronym} may move", acronym=mission.acronym),
        "too few months of strength are on record for a forecast; it is taken to stay",
        TABLES["strength"].how_to_get,
    )
    return np.full((horizon, draws), float(base.total)), (gap,)


def decided_end(mission: Mission) -> date | None:
    """The day by which a mission is to have left, or ended, as decided."""
    if mission.end is not None:
        return mission.end
    if mission.mandate.kind != "terminate":
        return None
    return mission.mandate.leaves_by or mission.mandate.ends


def _drawdown(
    view: View, mission: Mission, end: date, now: int, horizon: int, draws: int, seed: int
) -> Floats:
    """Draws of what is left on the way to the day on which the mission is to end."""
    return exit_draws(
        paths(view),
        regime_ahead(acts_of_hosts(view), mission.acronym, view.as_of),
        start=float(now),
        months_to_due=float(max(1, months_between(view.as_of, end))),
        horizon=horizon,
        draws=draws,
        seed=seed,
    )


def _leaving(listed: pl.DataFrame, as_of: date) -> tuple[tuple[int, float], ...]:
    counted = listed.filter(pl.col("treatment").is_in([COUNTED, UNDATED]))
    return tuple(
        (0 if by is None else max(1, months_between(as_of, by)), float(personnel))
        for by, personnel in counted.select("by", "personnel").iter_rows()
    )


def _less_departures(
    before: Floats, leaving: Sequence[tuple[int, float]], replaced: Floats, seed: int
) -> Floats:
    """Take announced departures off; who replaces them comes evenly over a year."""
    if not leaving:
        return before
    months, draws = before.shape
    ahead = np.arange(1, months + 1)[:, None]
    rng = stream(seed, "mission", "undated departures")
    gone = np.zeros_like(before)
    for when, persons in leaving:
        # An undated departure comes in any of the next twelve months.
        month = rng.integers(1, YEAR + 1, draws) if when == 0 else np.full(draws, when)
        since = ahead - month
        back = replaced * np.clip(since / YEAR, 0, 1)
        gone += np.where(since >= 0, persons * (1 - back), 0.0)
    return np.asarray(np.clip(before - gone, 0, None))


def _path(as_of: date, values: Floats) -> pl.DataFrame:
    if values.shape[1] == 0:
        return pl.DataFrame(schema=PATH)
    rows = [
        (month, summary.median, summary.low, summary.high)
        for month, summary in zip(
            months_after(as_of, len(values)), Summary.of_each(values), strict=True
        )
    ]
    return pl.DataFrame(rows, schema=PATH, orient="row")


def _figures_ahead(
    view: View,
    mission: Mission,
    current: Strength,
    values: Floats,
    leaving: Sequence[tuple[int, float]],
    ceiling: float | None,
) -> dict[int, Figure]:
    base = current.baseline
    if base is None:
        return {}
    evidence = [base.evidence]
    if view.has("strength"):
        evidence.append(all_strengths(view))
    figures = {}
    months = months_after(view.as_of, len(values))
    course = "drawdown as decided" if decided_end(mission) else "if the mission stays"
    for ahead in SHOWN:
        if ahead > len(values):
            continue
        summary = Summary.of(values[ahead - 1])
        figures[ahead] = Figure(
            key=f"mission.strength_ahead_{ahead}",
            label=message(
                "Uniformed personnel in {ahead} months ({months:%B %Y}), {course}",
                ahead=ahead,
                months=months[ahead - 1],
                course=course,
            ),
            value=summary.median,
            unit="persons",
            method=_method(mission, leaving, ceiling, base.total),
            evidence=tuple(evidence),
            interval=summary.interval,
            level=LEVEL,
            assumption=base.basis == "stated" or bool(leaving),
        )
    return figures


def _method(
    mission: Mission, leaving: Sequence[tuple[int, float]], ceiling: float | None, now: int
) -> str:
    end = decided_end(mission)
    if end is not None:
        text = message(
            "How missions left before, stretched to the day by which this one is to have "
            "left. The exits on record, planned or forced; the day is set by decision "
            "({end}).",
            end=end,
        )
    else:
        text = (
            "What followed in past missions at a similar point. A regression of the change in "
            "strength on the room left under the ceiling (as far as past build-ups filled it), on "
            "the change of the last months and on age, over all months of missions on record; with "
            "the errors that it made in the 150 months most like this one, three in ten of any "
            "month. " + _bounded(ceiling, now)
        )
    if leaving:
        persons = sum(number for _, number in leaving)
        text += message(
            " Announced departures ({persons:,.0f}) are taken off, undated ones in any of "
            "the next twelve months; it is assumed that others replace a part of them.",
            persons=persons,
        )
    return text


def _bounded(ceiling: float | None, now: int) -> str:
    """What the forecast does not pass."""
    if not ceiling:
        return "No ceiling is known."
    if now > ceiling:
        return message(
            "Never above the {now:,.0f} of the newest figure, more than the ceiling of "
            "{ceiling:,.0f}.",
            now=now,
            ceiling=ceiling,
        )
    return message("Never above the ceiling of {ceiling:,.0f}.", ceiling=ceiling)
