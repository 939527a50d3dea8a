"""The room's answer: deaths ahead in a mission's hosts, from one set of draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Figure, Gap
from peaceops.domain.mission import Mission
from peaceops.domain.months import YEAR, month_after, months_after, months_between
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition import View
from peaceops.evaluate import TrackRecord
from peaceops.violence.area import area_place
from peaceops.violence.figures import (
    HALF_YEAR,
    Place,
    chance_of_more,
    days_missing,
    deaths_ahead,
    fan,
    horizons,
    last_year,
    odds_of,
)
from peaceops.violence.forecast import BASELINE, Ahead, ahead_of, neighbours_of, place_of
from peaceops.violence.gaps import gaps_of, known_words
from peaceops.violence.learned import TOGETHER
from peaceops.violence.models import FORECASTER
from peaceops.violence.monthly_odds import (
    COLUMNS,
    change_of_next_month,
    next_month,
    odds_by_month,
)
from peaceops.violence.panel import NO_MONTHS, History, history_of
from peaceops.violence.together import all_together
from peaceops.violence.track_record import past_years, records_of


@dataclass(frozen=True)
class PlaceOutlook:
    """Deaths ahead in one host, or in a mission's hosts together.

    Attributes:
        country: ISO 3 code; ``hosts`` for all of them together.
        name: What the record covers, as it stands in a sentence.
        model: ``forecaster``, or ``conflictology`` where there is too little to learn from.
        origin: First day of the last month known.
        known_until: Last day of that month: no later event is known to the forecast.
        missing_days: Days from there to the date.
        known_words: Both in a sentence.
        draws: Deaths ahead, shape (months, draws, types), types as in ``VIOLENCE_TYPES``; the
            total is the sum over the last axis, and every figure is read off it.
        baseline: The same by the past year repeating itself.
        last_12: Deaths of the last twelve months known.
        next_6: Deaths of the next six months.
        next_12: Deaths of the next twelve months.
        by_type: The same by type; draw by draw they add up to ``next_12``.
        baseline_12: The baseline's; ``None`` where it is itself what is shown.
        p_at_least: Probability of 25, 100 and 1,000 deaths or more in twelve months.
        p_at_least_by_type: The same by type.
        p_worse: Probability of more deaths than in the last twelve months.
        p_next_month: Probability of 25, 100 and 1,000 deaths or more in the month after that of the
            date; empty for hosts together.
        p_next_month_change: What those are above the same odds as of a month before the date; empty
            where no such forecast was asked for or could be made then.
        history: The months of the last two years known: country, month, deaths by type.
        fan: Months ahead by target: columns target, month, median, low_50, high_50, low_90,
            high_90, baseline_median, baseline_low_90, baseline_high_90.
        by_month: Probabilities month by month, and a month ago: the columns of
            ``monthly_odds.odds_by_month``; no rows for hosts together.
        horizons: The next six and twelve months by target, with probabilities: the columns of
            ``figures.horizons``.
        years: Past years as they would have been forecast: the columns of ``past_years``; no rows
            for hosts together, and where none was scored.
        method: How the draws were made, in words.
        baseline_method: How the baseline's were.
    """

    country: str
    name: str
    model: str
    origin: date
    known_until: date
    missing_days: Figure
    known_words: str
    draws: Floats
    baseline: Floats
    last_12: Figure
    next_6: Figure
    next_12: Figure
    by_type: Mapping[str, Figure]
    baseline_12: Figure | None
    p_at_least: Mapping[int, Figure]
    p_at_least_by_type: Mapping[str, Mapping[int, Figure]]
    p_worse: Figure
    p_next_month: Mapping[int, Figure]
    p_next_month_change: Mapping[int, Figure]
    history: pl.DataFrame
    fan: pl.DataFrame
    by_month: pl.DataFrame
    horizons: pl.DataFrame
    years: pl.DataFrame
    method: str
    baseline_method: str

    @property
    def months(self) -> list[date]:
        """First days of the months drawn, in order."""
        return months_after(self.origin, self.draws.shape[0])


@dataclass(frozen=True)
class ViolenceOutlook:
    """What violence to expect in a mission's hosts if nothing changes.

    Attributes:
        as_of: Date of the view.
        hosts: Each host that can be forecast, in the order given.
        together: All hosts together: the only host's figures where there is one; ``None`` unless
            every host can be forecast, for a sum over some would pass for the whole.
        record: How the forecast did before, in each host, the hosts of missions and everywhere,
            against every baseline, the best first.
        gaps: What cannot be said, and why.
        area: Deaths ahead in the part of its hosts in which the mission operates, shared out of
            their draws; ``None`` where it is the whole of them, or where a gap says that events do
            not tell.
        record_ended: Hosts with months on record that are too few or too old to forecast from.
    """

    as_of: date
    hosts: tuple[PlaceOutlook, ...]
    together: PlaceOutlook | None
    record: tuple[TrackRecord, ...] = ()
    gaps: tuple[Gap, ...] = ()
    record_ended: tuple[str, ...] = ()
    area: PlaceOutlook | None = None

    @property
    def origin(self) -> date | None:
        """First day of the last month known of any host."""
        return max((host.origin for host in self.hosts), default=None)

    def after(self, horizon: int, draws: int) -> dict[str, dict[str, Floats]] | None:
        """Deaths by host and type in the months after the month of the date.

        The forecast begins after the last month known, which lies some months back; its draws are
        taken in turn, each equally often where the numbers divide.

        Args:
            horizon: Months after the month of the date.
            draws: Draws wanted.

        Returns:
            By host and type, shape (horizon, draws); ``None`` unless every host is forecast.

        Raises:
            ValueError: The outlook was asked for fewer months than this needs.
        """
        if self.together is None:
            return None
        result = {}
        for host in self.hosts:
            late = months_between(host.origin, self.as_of)
            if late + horizon > host.draws.shape[0]:
                raise ValueError(
                    f"{horizon} months after {self.as_of:%B %Y} are {late + horizon} after "
                    f"{host.origin:%B %Y}; the outlook holds {host.draws.shape[0]}: ask for more"
                )
            ahead = host.draws[late : late + horizon, np.arange(draws) % host.draws.shape[1]]
            result[host.country] = {
                kind: ahead[..., place] for place, kind in enumerate(VIOLENCE_TYPES)
            }
        return result


def outlook(
    view: View,
    mission: Mission | str | Sequence[str],
    *,
    months: int | None = None,
    seed: int = 0,
    with_record: bool = True,
    with_change: bool = False,
) -> ViolenceOutlook:
    """Forecast the deaths of the next twelve months, and more, in a mission's hosts.

    Args:
        view: What was known on the date.
        mission: The mission, its acronym, or ISO 3 codes of countries.
        months: Months to draw after the last one known; by default 12 after the month of the date,
            and no fewer than 18. Figures are of twelve months, whatever this is.
        seed: Same view, hosts and seed give the same draws.
        with_record: Score the methods on past years as well.
        with_change: Forecast as of a month before as well, to say what has changed.

    Returns:
        The outlook; a host that cannot be forecast is among its gaps.

    Raises:
        UnknownMissionError: There is no such mission on the date.
        ValueError: ``months`` is below 12.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(1994, 4, 20))
    >>> rwanda = outlook(view, ["RWA"], with_record=False)
    >>> rwanda.hosts[0].known_words
    'No event after 31 March 1994 is known to this forecast; 20 days are missing (April 1994).'
    """
    if isinstance(mission, str):
        mission = view.mission(mission)
    hosts = mission.hosts if isinstance(mission, Mission) else tuple(mission)
    if months is not None and months < YEAR:
        raise ValueError(f"months {months} must be at least {YEAR}")
    named = mission if isinstance(mission, Mission) else None
    return _outlook(view, hosts, months, seed, with_record, with_change=with_change, mission=named)


def _outlook(
    view: View,
    hosts: Sequence[str],
    months: int | None,
    seed: int,
    with_record: bool,
    *,
    with_change: bool = False,
    summed: bool = True,
    mission: Mission | None = None,
) -> ViolenceOutlook:
    forecasts: list[Ahead] = []
    places: dict[str, Place] = {}
    outlooks: list[PlaceOutlook] = []
    gaps: list[Gap] = []
    ended: list[str] = []
    for host in hosts:
        ahead = ahead_of(view, host, months=_reach(view, host, months), seed=seed)
        if isinstance(ahead, Gap):
            gaps.append(ahead)
            ended += [host] if ahead.key != NO_MONTHS.format(country=host.lower()) else []
            continue
        history = ahead.history
        years = past_years(view, history.recorded_as, history.origin) if with_record else None
        forecasts.append(ahead)
        place = places[host] = place_of(view, ahead)
        odds = odds_by_month(view, place, ahead, seed=seed, with_change=with_change)
        outlooks.append(_read(view, place, host, ahead.model, years, odds))
        gaps += gaps_of(history, unscored=with_record and years is None)
        gaps += [ahead.lacking] if ahead.lacking else []
        gaps += [ahead.onset] if ahead.onset and summed else []
    area = None if mission is None else area_place(view, mission, forecasts, seed=seed)
    gaps += [area] if isinstance(area, Gap) else []
    complete = summed and bool(hosts) and len(forecasts) == len(hosts)
    return ViolenceOutlook(
        as_of=view.as_of,
        hosts=tuple(outlooks),
        together=_together(view, places, outlooks) if complete else None,
        record=_records(view, forecasts) if with_record else (),
        gaps=tuple({gap.key: gap for gap in gaps}.values()),
        record_ended=tuple(ended),
        area=_read(view, area, "area", FORECASTER) if isinstance(area, Place) else None,
    )


def around(view: View, hosts: Sequence[str], *, seed: int = 0) -> ViolenceOutlook:
    """Deaths ahead in the neighbours of some countries, each once, without their record.

    Args:
        view: What was known on the date.
        hosts: ISO 3 codes.
        seed: Same view, hosts and seed give the same draws.

    Returns:
        The outlook with the neighbours in the place of hosts, in the order of their codes. A
        state under which the deaths of one of the countries are counted is not among them. A
        neighbour that cannot be forecast is among its gaps.
    """
    histories = [history_of(view, host) for host in hosts]
    counted = {history.recorded_as for history in histories if isinstance(history, History)}
    near = {country for host in hosts for country in neighbours_of(view, host)}
    near -= {*hosts, *counted}
    return _outlook(view, sorted(near), YEAR, seed, with_record=False, summed=False)


def _reach(view: View, host: str, months: int | None) -> int:
    """Months to draw so that twelve after the month of the date are among them."""
    if months is not None:
        return months
    history = history_of(view, host)
    late = 0 if isinstance(history, Gap) else months_between(history.origin, view.as_of)
    return max(TOGETHER, late + YEAR)


def _records(view: View, forecasts: Sequence[Ahead]) -> tuple[TrackRecord, ...]:
    if not forecasts:
        return ()
    histories = [ahead.history for ahead in forecasts]
    units = {history.country: history.recorded_as for history in histories}
    return records_of(view, units, max(history.origin for history in histories))


def _read(
    view: View,
    place: Place,
    country: str,
    model: str,
    years: pl.DataFrame | None = None,
    odds: pl.DataFrame | None = None,
) -> PlaceOutlook:
    """Read every figure off a place's draws."""
    known_until = month_after(place.origin) - timedelta(days=1)
    missing = days_missing(place, known_until, view.as_of)
    odds = pl.DataFrame(schema=COLUMNS) if odds is None else odds
    return PlaceOutlook(
        country=country,
        name=place.name,
        model=model,
        origin=place.origin,
        known_until=known_until,
        missing_days=missing,
        known_words=known_words(place.origin, view.as_of),
        draws=np.moveaxis(place.draws, 0, -1),
        baseline=np.moveaxis(place.baseline, 0, -1),
        last_12=last_year(place),
        next_6=deaths_ahead(place, HALF_YEAR),
        next_12=deaths_ahead(place),
        by_type={kind: deaths_ahead(place, target=kind) for kind in VIOLENCE_TYPES},
        baseline_12=(None if place.baseline is place.draws else deaths_ahead(place, baseline=True)),
        p_at_least=odds_of(place),
        p_at_least_by_type={kind: odds_of(place, kind) for kind in VIOLENCE_TYPES},
        p_worse=chance_of_more(place),
        p_next_month=next_month(view, place, odds),
        p_next_month_change=change_of_next_month(view, place, odds),
        history=place.history,
        fan=fan(place, months_after(place.origin, YEAR)),
        by_month=odds,
        horizons=horizons(place),
        years=pl.DataFrame() if years is None else years,
        method=place.method,
        baseline_method=place.baseline_method,
    )


def _together(
    view: View, places: Mapping[str, Place], outlooks: Sequence[PlaceOutlook]
) -> PlaceOutlook:
    """All hosts together: the only host's figures where there is one."""
    if len(outlooks) == 1:
        return outlooks[0]
    whole, alone = all_together(places)
    return _read(view, whole, "hosts", BASELINE if alone else FORECASTER)
