"""Our median beside the point forecasts that PaCE issued, on the same months and countries.

An issue of January rests on December and before: so does each forecast of ours, and on no month
after. The measure is the mean absolute error of log(1 + deaths), all types of violence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.months import month_after, months_between
from peaceops.domain.violence_types import ALL_TYPES
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.draws_cache import draws_of_model
from peaceops.violence.learned import learned_by
from peaceops.violence.models import FORECASTER, MODELS
from peaceops.violence.panel import TABLE

ISSUED = "violence_issued_forecasts"
PACE = "pace"
COMPARED: tuple[str, ...] = (FORECASTER, "conflictology", "last", "zero")
MEAN = "forecaster_mean"
"""The mean of the forecaster's draws, which is what a point forecast of PaCE's is most like."""
RECENT = 24

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class PaceComparison:
    """Errors of PaCE's issues and of our medians.

    Attributes:
        edition: Name of the edition.
        first: First issue compared.
        last: Last issue compared.
        cases: One row a horizon, issue, country and month: the outcome, and every forecast.
        errors: One row a horizon, scope and model: ``mae_log``, ``bias_log`` (above zero: too
            high), ``ratio`` of the error to PaCE's, and the number of cases. Scopes are all
            cases, and countries with violence in the two years before.
        leads: ``mae_log`` by horizon, months ahead and model.
        notes: What a reader must know about the figures.
    """

    edition: str
    first: date
    last: date
    cases: pl.DataFrame
    errors: pl.DataFrame
    leads: pl.DataFrame
    notes: tuple[str, ...]


def compare_with_pace(
    view: View,
    models: Sequence[str] = COMPARED,
    *,
    seed: int = 0,
    progress: Progress = lambda *_: None,
) -> PaceComparison:
    """Forecast every issue of PaCE's from its own origin, and compare errors.

    Raises:
        MissingTableError: The edition holds no issued forecasts, or no month that they are about.
        ValueError: There is no such model.
    """
    unknown = [name for name in models if name not in MODELS]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not a model; models are {', '.join(MODELS)}")
    table = view.table(ISSUED)
    world = country_month_panel(view)
    parts, out_of_reach = [], 0
    issues = table["issued"].unique().sort().to_list()
    for number, issue in enumerate(issues):
        progress(f"issue of {issue:%Y-%m}", number, len(issues))
        issue_rows = table.filter(pl.col("issued") == issue)
        scored_rows = _with_outcomes(issue_rows, world)
        out_of_reach += issue_rows.height - scored_rows.height
        if scored_rows.height:
            parts.append(_beside(view, scored_rows, world, models, seed))
    if not parts:
        raise MissingTableError(
            f"no month that was forecast is on record: country-months end in {world.origin:%Y-%m}",
            where=TABLE,
            remedy="build the edition with later country-months",
        )
    cases = pl.concat(parts)
    errors = _errors(cases, models)
    return PaceComparison(
        edition=view.edition_name,
        first=cases["issued"].min(),  # type: ignore[arg-type]
        last=cases["issued"].max(),  # type: ignore[arg-type]
        cases=cases,
        errors=errors,
        leads=_by_lead(cases, models),
        notes=(*_verdicts(errors), *_notes(out_of_reach)),
    )


def _with_outcomes(issue_rows: pl.DataFrame, world: CountryMonthPanel) -> pl.DataFrame:
    """The rows whose outcome is on record, with it, and the unit's place."""
    places = {unit: place for place, unit in enumerate(world.units)}
    deaths = world.of(ALL_TYPES)
    rows = []
    for line in issue_rows.sort("horizon", "country", "month").iter_rows(named=True):
        place, column = places.get(line["country"]), world.index(line["month"])
        origin = world.index(line["issued"]) - 1
        if place is None or not 0 <= origin < column < deaths.shape[1]:
            continue
        outcome, before = (
            deaths[place, column],
            deaths[place, max(0, origin - RECENT + 1) : origin + 1],
        )
        if np.isnan(outcome) or np.isnan(before[-1]):
            continue
        lead = months_between(line["issued"], line["month"]) + 1
        rows.append(
            (line["horizon"], line["issued"], line["country"], line["month"], lead, place,
             float(np.nansum(before)) > 0, float(outcome), line["deaths"])
        )  # fmt: skip
    names = ("horizon", "issued", "country", "month", "lead", "place", "recent", "outcome", PACE)
    return pl.DataFrame(rows, schema=list(names), orient="row")


def _beside(
    view: View,
    scored_rows: pl.DataFrame,
    world: CountryMonthPanel,
    models: Sequence[str],
    seed: int,
) -> pl.DataFrame:
    """The rows of one issue with every model's median."""
    origin = month_after(scored_rows["issued"][0], -1)
    past = world.until(origin)
    learned = learned_by(view, past)
    leads = tuple(range(1, int(scored_rows["lead"].max()) + 1))  # type: ignore[arg-type]
    at = (scored_rows["place"].to_numpy(), scored_rows["lead"].to_numpy() - 1)
    medians: dict[str, Floats] = {}
    for name in models:
        draws = draws_of_model(
            past, ALL_TYPES, past.units, len(leads), model=name, seed=seed, learned=learned
        )
        medians[name] = np.median(draws[at], axis=-1)
        if name == FORECASTER:
            medians[MEAN] = draws[at].mean(axis=-1)
    return scored_rows.drop("place").with_columns(
        pl.Series(name, values) for name, values in medians.items()
    )


def _errors(cases: pl.DataFrame, models: Sequence[str]) -> pl.DataFrame:
    rows = []
    for horizon in cases["horizon"].unique().sort():
        for scope, part in (
            ("all", cases.filter(horizon=horizon)),
            ("violence_in_two_years", cases.filter("recent", horizon=horizon)),
        ):
            rival = _off(part, PACE).abs().mean()
            for name in _compared(models):
                off = _off(part, name)
                error = off.abs().mean()
                ratio = error / rival if rival else None  # type: ignore[operator]
                rows.append((horizon, scope, name, error, off.mean(), ratio, part.height))
    names = ("horizon", "scope", "model", "mae_log", "bias_log", "ratio", "cases")
    return pl.DataFrame(rows, schema=list(names), orient="row")


def _by_lead(cases: pl.DataFrame, models: Sequence[str]) -> pl.DataFrame:
    off = (
        (pl.col(name).log1p() - pl.col("outcome").log1p()).abs().mean().alias(name)
        for name in _compared(models)
    )
    return cases.group_by("horizon", "lead").agg(*off).sort("horizon", "lead")


def _compared(models: Sequence[str]) -> tuple[str, ...]:
    return (PACE, *models, *((MEAN,) if FORECASTER in models else ()))


def _off(part: pl.DataFrame, name: str) -> pl.Series:
    return part[name].log1p() - part["outcome"].log1p()


def _verdicts(errors: pl.DataFrame) -> tuple[str, ...]:
    """Which is closer to what happened than PaCE's point, our median and our mean, in words."""
    rows = errors.filter(pl.col("model").is_in([FORECASTER, MEAN])).drop_nulls("ratio")
    places = {"all": "all countries", "violence_in_two_years": "violence in the two years before"}
    return tuple(
        f"Horizon {horizon} months, {places[scope]}: the forecaster's "
        + " and its ".join(
            f"{'median' if name == FORECASTER else 'mean'} is {_against(ratio)} than PaCE's point"
            for name, ratio in part.select("model", "ratio").iter_rows()
        )
        + "."
        for (horizon, scope), part in rows.group_by("horizon", "scope", maintain_order=True)
    )


def _against(ratio: float) -> str:
    return f"{abs(ratio - 1):.0%} {'worse' if ratio > 1 else 'closer'}".replace("%", " %")


def _notes(out_of_reach: int) -> tuple[str, ...]:
    notes = [
        "Ours are medians, which this measure favours; PaCE's points lie above (see the bias), as "
        "expected values do. The forecaster's mean is shown as well.",
        "Ours is made from today's figures of the months before an issue, PaCE's was made from "
        "those of the day: later revisions are in ours.",
    ]
    if out_of_reach:
        notes.append(f"{out_of_reach:,} forecasts are of country-months not on record: left out.")
    return tuple(notes)
