"""Deaths ahead in a mission's area of operations, where events tell what fell in it.

Some missions operate in a part of their host: UNIFIL in southern Lebanon, UNISFA around Abyei. The
country's forecast is not theirs. Where the events on record reach as far as the country's months,
each draw of the country's deaths is shared out: of the deaths of a month the area gets a binomial
share, the share being that of a past month, drawn in proportion to its deaths: seven times in ten
of the last two years, else of the eight years before them. So the area's deaths never exceed the
country's, in any draw and month. Elsewhere the figures are the whole country's, and a gap says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Flags, Floats
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Evidence, Gap
from peaceops.domain.messages import listed, message, run_together
from peaceops.domain.mission import Mission
from peaceops.domain.months import YEAR, month_after, months_after, months_between
from peaceops.domain.streams import stream
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition import View
from peaceops.violence.conflictology import paths, severity_places
from peaceops.violence.figures import Place
from peaceops.violence.forecast import Ahead
from peaceops.violence.panel import TABLE, History

EVENTS, CELLS, BORDERS = "violence_events", "grid_cells", "borders"
PLACED = 5
"""Coarsest of UCDP's precisions of place at which an event counts in a first-level unit or not."""
MEMORY = 24
"""Months of which most shares are drawn from."""
LONGER, OLD_SHARE = 120, 0.3
"""Months of which the others are drawn from, and how many: two quiet years are no lasting peace."""
CALLED = {"UNDOF": "the area of separation"}
"""First-level units that the outlines name otherwise than the Council does."""
LEAST_SHARE = 0.5
"""Of the last year's deaths of the host, those that events must account for."""


@dataclass(frozen=True)
class _Part:
    """The deaths of up to ten years in one host, by type: shape (months, types), oldest first.

    Attributes:
        within: In the area.
        placed: In the area and outside it.
        rows: The events in the area.
    """

    within: Floats
    placed: Floats
    rows: pl.DataFrame


def operates_in(mission: Mission) -> str:
    """The mission's area in words; empty where it is the whole of its hosts or is not told.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> operates_in(open_edition().as_of(date(2023, 6, 16)).mission("UNIFIL"))
    'South Lebanon and An Nabatiyah (Lebanon)'
    """
    if mission.area.nation_wide:
        return ""
    return run_together(
        "; ",
        (
            message(
                "{listed} ({host})",
                listed=listed(CALLED.get(unit, unit) for unit in units),
                host=name_in_a_sentence(host),
            )
            for host, units in mission.area.units
            if units
        ),
    )


def area_place(
    view: View, mission: Mission, forecasts: Sequence[Ahead], *, seed: int = 0
) -> Place | Gap | None:
    """What the figures of a mission's area of operations are made of.

    Args:
        view: What was known on the date.
        mission: The mission.
        forecasts: The draws of its hosts.
        seed: Same view, mission and seed give the same draws.

    Returns:
        The place; a gap where the events on record do not tell, so that figures are those of the
        whole host; ``None`` where the mission operates in the whole of its hosts or it is not told
        where.
    """
    words = operates_in(mission)
    if not words:
        return None
    by_host = {ahead.history.country: ahead for ahead in forecasts}
    parts: dict[str, _Part] = {}
    for host, units in mission.area.units:
        ahead = by_host.get(host)
        part = None if ahead is None else _part(view, ahead.history, units)
        if part is None:
            return _whole_country(mission, words, (host,))
        parts[host] = part
    origins = {by_host[host].history.origin for host in parts}
    if len(origins) != 1:  # hosts whose months end apart have no last twelve months together
        return _whole_country(mission, words, parts)
    return _place(mission, words, by_host, parts, origins.pop(), seed)


def _place(
    mission: Mission,
    words: str,
    by_host: dict[str, Ahead],
    parts: dict[str, _Part],
    origin: date,
    seed: int,
) -> Place:
    months = min(by_host[host].draws.shape[1] for host in parts)
    rng = stream(seed, "violence", "area", mission.acronym)
    draws = sum(
        (_shared(by_host[host].draws[:, :months], part, rng) for host, part in parts.items()),
        start=np.zeros(1),
    )
    within = sum((part.within[-MEMORY:] for part in parts.values()), start=np.zeros(1))
    order = severity_places(YEAR, months, draws.shape[2], rng)
    history = pl.DataFrame(
        {
            "country": [mission.acronym] * MEMORY,
            "month": months_after(month_after(origin, -MEMORY), MEMORY),
            **{
                kind: within[:, place].astype(np.int64) for place, kind in enumerate(VIOLENCE_TYPES)
            },
        }
    )
    rows = pl.concat([part.rows for part in parts.values()])
    span = message(
        "in {words}, ten years or what is on record to {origin:%Y-%m}", words=words, origin=origin
    )
    return Place(
        key="violence.area",
        name=message(
            "{acronym}'s area of operations: {words}", acronym=mission.acronym, words=words
        ),
        origin=origin,
        last_12=int(within[-YEAR:].sum()),
        history=history,
        draws=draws,
        baseline=paths(within[-YEAR:], order),
        method=(
            message(
                "The area's part of the forecast for the country. Of each month's deaths the "
                "area gets the share that it had in a past month, drawn in proportion to its "
                "deaths: seven times in ten one of the last {memory}, else of the eight years "
                "before them, by UCDP's events with a place. The area is made of whole "
                "first-level units.",
                memory=MEMORY,
            )
        ),
        baseline_method=(
            "The past year repeats itself. Each month ahead repeats one of the area's own last "
            "twelve months (“conflictology”)."
        ),
        record=(Evidence.of(EVENTS, span, rows),),
        learnt=tuple(_learnt(by_host[host].history) for host in parts),
    )


def _learnt(history: History) -> Evidence:
    return Evidence.of(TABLE, history.recorded_as, history.rows.tail(YEAR))


def _shared(country: Floats, part: _Part, rng: np.random.Generator) -> Floats:
    """The area's share of each draw, shape (types, months, draws)."""
    result = np.empty(country.shape)
    for kind in range(country.shape[0]):
        deaths, within = part.placed[:, kind], part.within[:, kind]
        shares = np.divide(within, deaths, out=np.zeros(len(deaths)), where=deaths > 0)
        months = rng.choice(len(deaths), size=country.shape[1:], p=_weights(deaths))
        result[kind] = rng.binomial(country[kind].astype(np.int64), shares[months])
    return result


def _weights(deaths: Floats) -> Floats:
    """How often the share of each month is taken: by its deaths, the last two years most."""
    recent = np.arange(len(deaths)) >= len(deaths) - MEMORY
    weights = np.zeros(len(deaths))
    for chosen, whole in ((recent, 1 - OLD_SHARE), (~recent, OLD_SHARE)):
        of_part = deaths * chosen if (deaths * chosen).sum() else chosen.astype(np.float64)
        weights += whole * of_part / max(of_part.sum(), 1)
    result: Floats = weights / weights.sum()
    return result


def _part(view: View, history: History, units: Sequence[str]) -> _Part | None:
    """Up to ten years of a host's events; ``None`` where the last two are not on record whole.

    They are not where they hold less than half of the last year's deaths: a single event past the
    end of a release makes its record seem longer than it is.
    """
    host, origin = history.country, history.origin
    if not all(view.has(table) for table in (EVENTS, CELLS, BORDERS)):
        return None
    # The room of cells imports this one's forecast.
    from peaceops.violence.grid.coverage import spans_of  # noqa: PLC0415

    events = view.table(EVENTS)
    places = view.table(CELLS).select("cell", "country").drop_nulls("country")
    span = spans_of(events, places, view.as_of).get(host)
    first = month_after(origin, 1 - MEMORY)
    if span is None or span[0] > first or span[1] < origin:
        return None
    begun = max(span[0], month_after(origin, 1 - LONGER))
    recent = events.filter(
        pl.col("country") == host, pl.col("start").dt.month_start().is_between(begun, origin)
    )
    year = recent.filter(pl.col("start") >= month_after(origin, 1 - YEAR))
    if year["best"].sum() < LEAST_SHARE * history.deaths[-YEAR:].sum():
        return None
    outlines = view.table(BORDERS).filter(
        pl.col("level") == 1, pl.col("country") == host, pl.col("unit").is_in(list(units))
    )
    if outlines["unit"].n_unique() < len(set(units)):
        return None
    placed = recent.filter(pl.col("where_precision") <= PLACED)
    within = placed.filter(pl.Series(_inside(placed, outlines)))
    return _Part(_by_month(within, begun, origin), _by_month(placed, begun, origin), within)


def _inside(rows: pl.DataFrame, outlines: pl.DataFrame) -> Flags:
    import shapely  # noqa: PLC0415 - only a mission with an area of its own needs outlines

    area = shapely.union_all(shapely.from_wkb(outlines["geometry"].to_numpy()))
    shapely.prepare(area)
    points = shapely.points(rows["longitude"].to_numpy(), rows["latitude"].to_numpy())
    inside: Flags = shapely.intersects(area, points)
    return inside


def _by_month(rows: pl.DataFrame, first: date, last: date) -> Floats:
    """Deaths, shape (months, types), in the month in which an event begins, as in the series."""
    deaths = np.zeros((months_between(first, last) + 1, len(VIOLENCE_TYPES)))
    for start, kind, best in rows.select("start", "type", "best").iter_rows():
        deaths[months_between(first, start), VIOLENCE_TYPES.index(kind)] += best
    return deaths


def _whole_country(mission: Mission, words: str, hosts: Iterable[str]) -> Gap:
    return Gap(
        "violence.area",
        message(
            "a forecast of deaths in {acronym}'s area of operations, {words}",
            acronym=mission.acronym,
            words=words,
        ),
        message(
            "events with places in {names} do not cover the two years to the last month known; "
            "figures are those of the whole country",
            names=listed(map(name_in_a_sentence, hosts)),
        ),
        "add UCDP's GED and candidate events to that month and build the edition again",
    )
