"""What every option of a mission is run on: the status quo with its draws, gathered once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.case import Case
from peaceops.case.model import CaseOption
from peaceops.council import Outlook, outlook
from peaceops.council.mandate import Mandate, mandate_of
from peaceops.edition.view import View
from peaceops.errors import EditionLacks
from peaceops.mission import MissionPicture, picture
from peaceops.mission.ahead import forecaster
from peaceops.mission.inputs import months_between
from peaceops.options.from_case import (
    departures,
    host_position,
    options_of,
    positions,
    stated_strength,
)
from peaceops.options.presence import TYPES
from peaceops.violence import baseline_of

Floats = NDArray[np.float64]

MALICIOUS = "malicious act"
RISK_MONTHS = 36  # of the mission's own losses
SHARE_YEARS = 5  # of one-sided violence, by perpetrator
SHARE_WEIGHT = 12.0  # deaths are not independent: the split is known as from so many


@dataclass(frozen=True)
class Ground:
    """The status quo of a mission, with draws that every option shares.

    Attributes:
        mission: Our name of it.
        as_of: Date of the view.
        months: First days of the months ahead.
        options: The options on the table.
        odds: Probability of adoption by kind of decision.
        host: What the host wants, or ``None``.
        ceiling: Authorised military and police, persons, or ``None``.
        now: Strength in use, persons, or ``None``.
        strength: Draws by ceiling, shape (months, draws): ``None`` is the status quo's.
        departures: Dated departures: month (1, 2, ...) and persons; month 0 for undated ones.
        deaths: Deaths under the status quo by type, shape (months, draws).
        risk: Draws of peacekeepers killed by malicious acts a person and month.
        per_head: US dollars a year a person, where spending is known.
        tasks: Tasks of the mandate, in the latest month on record.
        tasks_on: That month.
        picture: All of the mission.
        mandate: The mandate.
        notes: What could not be said.
    """

    mission: str
    as_of: date
    months: tuple[date, ...]
    options: tuple[CaseOption, ...]
    odds: dict[str, float]
    host: str | None
    ceiling: float | None
    now: float | None
    strength: dict[float | None, Floats]
    departures: tuple[tuple[int, float], ...]
    deaths: dict[str, Floats]
    risk: Floats
    per_head: float | None
    tasks: tuple[str, ...]
    tasks_on: date | None
    picture: MissionPicture
    mandate: Mandate
    draws: int
    seed: int
    notes: tuple[str, ...]


def ground(
    view: View,
    mission: str,
    *,
    case: Case | None = None,
    options: Sequence[CaseOption] | None = None,
    horizon: int = 12,
    draws: int = 2000,
    seed: int = 0,
) -> Ground:
    """Ask every model once.

    Args:
        view: What was known.
        mission: Our name of the mission.
        case: What the analyst knows and assumes.
        options: Options to run; those of the case or the standard ones, and three withdrawals,
            if ``None``.
        horizon: Months ahead, 1 to 24.
        draws: Draws of everything, 100 or more.
        seed: Same arguments and seed, same draws.

    Raises:
        ValueError: The horizon or the number of draws is out of bounds.
    """
    if not 1 <= horizon <= 24 or draws < 100:
        raise ValueError(f"horizon {horizon} must be 1 to 24, draws {draws} 100 or more")
    mandate = mandate_of(view, mission)
    military, police = mandate.ceiling.military, mandate.ceiling.police
    ceiling = float((military or 0) + (police or 0)) if military else None
    chosen = options_of(case, military) if options is None else tuple(options)
    seen = picture(
        view, mission, ceiling=(military, police) if ceiling else None,
        stated_strength=stated_strength(case), departures=departures(case), seed=seed,
    )  # fmt: skip
    notes: list[str] = []
    odds = _odds(view, mission, chosen, case, seed, notes)
    strength = _strength(view, mission, seen, chosen, ceiling, horizon, draws, seed, notes)
    tasks, tasks_on = _tasks(view, mission)
    base = seen.strength.baseline
    return Ground(
        mission=mission, as_of=view.as_of, months=tuple(_ahead(view.as_of, horizon)),
        options=chosen, odds=odds, host=host_position(case), ceiling=ceiling,
        now=float(base.total) if base else None, strength=strength,
        departures=_leaving(seen, view.as_of), deaths=_deaths(view, mission, horizon, draws, seed,
                                                              notes),
        risk=_risk(view, mission, seen, draws, seed, notes), per_head=seen.money.per_head,
        tasks=tasks, tasks_on=tasks_on, picture=seen, mandate=mandate, draws=draws, seed=seed,
        notes=tuple(notes),
    )  # fmt: skip


def new_ceiling(option: CaseOption, ceiling: float | None) -> float | None:
    """Ceiling that an option sets, if it changes it."""
    change = (option.military_change or 0) + (option.police_change or 0)
    return max(0.0, ceiling + change) if ceiling is not None and change else None


def _odds(
    view: View,
    mission: str,
    options: Sequence[CaseOption],
    case: Case | None,
    seed: int,
    notes: list[str],
) -> dict[str, float]:
    everywhere, special = positions(case, options)
    try:
        votes: Outlook = outlook(
            view, mission, sorted({one.decision for one in options}), positions=everywhere,
            positions_on=special, host_position=host_position(case), seed=seed,
        )  # fmt: skip
    except EditionLacks as error:
        notes.append(f"No odds of adoption: {error.what}.")
        return {}
    return {one.option: one.p_adopted for one in votes.options}


def _strength(
    view: View,
    mission: str,
    seen: MissionPicture,
    options: Sequence[CaseOption],
    ceiling: float | None,
    horizon: int,
    draws: int,
    seed: int,
    notes: list[str],
) -> dict[float | None, Floats]:
    base = seen.strength.baseline
    if base is None:
        notes.append("No strength of the mission is known: state it in the case.")
        return {}
    age = months_between(base.on, view.as_of)
    if age > 6:
        notes.append(f"The strength in use is {age} months old ({base.basis}).")
    ahead = forecaster(view, mission, base, ceiling=ceiling, horizon=horizon)
    wanted = {new_ceiling(one, ceiling) for one in options}
    if ahead is None:
        notes.append("Too few months of strength are on record for a forecast: it is held.")
        held = np.full((horizon, draws), float(base.total))
        return dict.fromkeys((None, *wanted), held)
    return {
        one: ahead.draw(new_ceiling=one, draws=draws, seed=seed).values for one in (None, *wanted)
    }


def _leaving(seen: MissionPicture, as_of: date) -> tuple[tuple[int, float], ...]:
    counted = seen.departures.listed.filter(
        pl.col("treatment").str.starts_with("counted")
        | pl.col("treatment").str.starts_with("no date")
    )
    return tuple(
        (0 if by is None else max(1, months_between(as_of, by)), float(personnel))
        for by, personnel in counted.select("by", "personnel").iter_rows()
    )


def _deaths(
    view: View, mission: str, horizon: int, draws: int, seed: int, notes: list[str]
) -> dict[str, Floats]:
    """Deaths under the status quo in all hosts, one-sided violence split by perpetrator."""
    hosts = view.table("mission_hosts").filter(pl.col("mission") == mission)["country"].sort()
    months = _ahead(view.as_of, horizon)
    total = {kind: np.zeros((horizon, draws)) for kind in TYPES}
    for host in hosts:
        last = view.table("violence_country_months").filter(pl.col("country") == host)["month"]
        late = months_between(last.max(), view.as_of) if last.len() else 0  # type: ignore[arg-type]
        made = baseline_of(view, host, months=horizon + max(0, late), draws=draws, seed=seed)
        if made is None:
            notes.append(f"No forecast of deaths in {host}.")
            continue
        share = _government_share(view, host, draws, seed)
        for target in ("state_based", "non_state", "one_sided"):
            some = made.draws.filter(pl.col("target") == target, pl.col("month").is_in(months))
            values = some.sort("month", "draw")["value"].to_numpy().reshape(horizon, draws)
            if target == "one_sided":
                total["one_sided_government"] += values * share
                total["one_sided_groups"] += values * (1 - share)
            else:
                total[target] += values
    return total


def _government_share(view: View, host: str, draws: int, seed: int) -> Floats:
    """Draws of the host government's share of the killing of civilians."""
    mine = government = 0.0
    if view.has("violence_country_years"):
        years = view.table("violence_country_years").filter(pl.col("country") == host)
        recent = years.sort("year").tail(SHARE_YEARS)
        government = float(recent["one_sided_host_government"].sum())
        mine = government + float(recent["one_sided_groups"].sum())
    share = government / mine if mine else 0.5
    weight = min(mine, SHARE_WEIGHT)
    rng = np.random.default_rng([seed, crc32(f"share {host}".encode())])
    return np.asarray(rng.beta(0.5 + share * weight, 0.5 + (1 - share) * weight, draws))


def _risk(
    view: View, mission: str, seen: MissionPicture, draws: int, seed: int, notes: list[str]
) -> Floats:
    """Malicious acts: deaths a person and month, from the mission's last three years on record.

    Uniformed personnel only; a Gamma of Jeffreys' prior, with events that kill several at once
    (the count is taken as a third as sure).
    """
    base = seen.strength.baseline
    if base is None or not view.has("peacekeeper_deaths"):
        notes.append("No risk of peacekeepers is given: deaths or strength are not on record.")
        return np.zeros(draws)
    rows = view.table("peacekeeper_deaths")
    first = _ahead(view.as_of, -RISK_MONTHS - 1)[-1]
    start = view.table("missions").filter(pl.col("mission") == mission)["start"][0]
    own = rows.filter(
        pl.col("mission") == mission, pl.col("date") >= first,
        pl.col("cause").str.to_lowercase() == MALICIOUS,
        ~pl.col("personnel").str.contains("civilian"),
    )  # fmt: skip
    months = max(1, min(RISK_MONTHS, months_between(start, view.as_of)))
    recent = seen.strength.series.tail(RISK_MONTHS)["total"]
    old = seen.strength.age_months is None or seen.strength.age_months > RISK_MONTHS
    heads = float(base.total) if old or recent.is_empty() else float(recent.mean())  # type: ignore[arg-type]
    exposure = max(heads, 1.0) * months
    rng = np.random.default_rng([seed, crc32(b"risk")])
    return np.asarray(rng.gamma(0.5 + own.height / 3, 1.0, draws) * 3 / exposure)


def _tasks(view: View, mission: str) -> tuple[tuple[str, ...], date | None]:
    if not view.has("mandate_tasks"):
        return (), None
    rows = view.table("mandate_tasks").filter(pl.col("mission") == mission)
    if rows.is_empty():
        return (), None
    last: date = rows["month"].max()  # type: ignore[assignment]
    return tuple(rows.filter(pl.col("month") == last)["task"].unique().sort()), last


def _ahead(day: date, horizon: int) -> list[date]:
    at = day.year * 12 + day.month - 1
    steps = range(1, horizon + 1) if horizon > 0 else range(-1, horizon, -1)
    return [date((at + one) // 12, (at + one) % 12 + 1, 1) for one in steps]
