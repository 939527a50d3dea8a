"""Our odds of 25 deaths in a month beside those that VIEWS issued, on the same country-months.

VIEWS' single forecasts are not at hand; their scores are (``violence_issued_scores``), with those
of baselines. Each run is forecast here from its own origin by what a brief would say, held off 0
and 1 as a brief holds it. Persistence is made here as well: where it has its published score, the
country-months are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Flags, Floats, Ints
from peaceops.domain.countries import country
from peaceops.domain.months import YEAR, month_after
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.evaluate import calibration
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.draws_cache import draws_of_model
from peaceops.violence.figures import clip_probability
from peaceops.violence.learned import enough_past, learned_by
from peaceops.violence.models import FORECASTER
from peaceops.violence.panel import TABLE

SCORES = "violence_issued_scores"
PERSISTENCE, CONFLICTOLOGY = "persistence", "conflictology"
MADE_HERE = (FORECASTER, PERSISTENCE, CONFLICTOLOGY)
PUBLISHED_DIGITS = 5
MOST_BEHIND = 6

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class OddsComparison:
    """Scores of odds, ours and those issued.

    Attributes:
        edition: Name of the edition.
        target: One of ``domain.violence_types.VIOLENCE_TYPES``.
        at_least: Deaths in a country in a month from which it counts.
        origins: Last months that the runs knew.
        behind: Months by which our record was made to end before each of them.
        cases: One row a run, country and month on record: origin, unit, month, lead, happened, and
            the probability by ``forecaster``, ``persistence`` (the share of the last twelve
            months, with one month more of each kind) and ``conflictology`` (the share itself).
        scores: One row a span of months ahead and forecaster: first_lead, last_lead, forecaster,
            ``made`` (``here`` or ``published``), ``brier``, ``ratio`` to persistence's of the same
            making, ``cases`` and ``due`` (of which a month is not on record yet where they differ).
        calibration: Of our forecaster, tenth by tenth (see ``evaluate.calibration``).
        notes: What a reader must know about the figures.
    """

    edition: str
    target: str
    at_least: int
    origins: tuple[date, ...]
    behind: int
    cases: pl.DataFrame
    scores: pl.DataFrame
    calibration: pl.DataFrame
    notes: tuple[str, ...]


def compare_with_issued_odds(
    view: View, *, behind: int = 0, seed: int = 0, progress: Progress = lambda *_: None
) -> OddsComparison:
    """Forecast every run from its own origin, and score the odds of as many deaths or more.

    Args:
        view: What was known; it must hold ``violence_issued_scores``.
        behind: Months by which our record is to end before a run's: VIEWS had only the provisional
            figures of the day for its last months, ours are today's.
        seed: Same view and seed, same odds.
        progress: Called with the step, how many are done, and how many there are.

    Raises:
        MissingTableError: The edition holds no such scores, or not the months of a run.
        ValueError: ``behind`` is not between 0 and 6.
    """
    if not 0 <= behind <= MOST_BEHIND:
        raise ValueError(f"{behind} months behind; it must lie between 0 and {MOST_BEHIND}")
    published = view.table(SCORES)
    first = published.row(0, named=True)
    target, at_least = first["target"], first["at_least"]
    origins = tuple(date.fromisoformat(f"{month}-01") for month in first["origins"].split("; "))
    world = country_month_panel(view)
    places = _with_events(view, world, first["last_month"])
    parts = []
    for number, origin in enumerate(origins):
        progress(f"run of {origin:%Y-%m}", number, len(origins))
        past = _known(world, origin, behind)
        odds = _odds(view, past, target, at_least, behind, seed)
        parts.append(_cases(world, origin, target, at_least, places, odds))
    cases = pl.concat(parts)
    due = len(origins) * len(places)
    scores = _scores(cases, published, due)
    return OddsComparison(
        edition=view.edition_name,
        target=target,
        at_least=at_least,
        origins=origins,
        behind=behind,
        cases=cases,
        scores=scores,
        calibration=calibration(cases[FORECASTER].to_numpy(), cases["happened"].to_numpy()),
        notes=_notes(scores, behind),
    )


def _with_events(view: View, world: CountryMonthPanel, last: date) -> Ints:
    """Places of the countries for which UCDP's months have an event, deadly or not, by ``last``.

    A month without one has no row in UCDP's file, and none of ours names a row for it. Countries
    are Gleditsch and Ward's numbers, as in the published scores: a number that two states bore
    counts once, by the state that came later; one whose state ended counts, without deaths.
    """
    rows = view.table(TABLE).filter(pl.col("row").is_not_null(), pl.col("month") <= last)
    numbers = {_number(code) for code in rows["country"].unique()}
    place_of = {
        _number(code): place
        for place, code in sorted(enumerate(world.units), key=lambda unit: _begun(unit[1]))
    }
    return np.sort(np.array([place_of[number] for number in numbers if number in place_of]))


def _number(code: str) -> int | str:
    """Gleditsch and Ward's number of a country; its code where they have none."""
    number = country(code).gw
    return code if number is None else number


def _begun(code: str) -> int:
    return country(code).first or 0


def _known(world: CountryMonthPanel, origin: date, behind: int) -> CountryMonthPanel:
    last = month_after(origin, -behind)
    if not world.first <= last <= world.origin or not enough_past(world.until(last), YEAR + behind):
        raise MissingTableError(
            f"the run of {origin:%Y-%m} needs months to {last:%Y-%m} and years before them to "
            f"learn from; the edition's country-months are {world.first:%Y-%m} to "
            f"{world.origin:%Y-%m}",
            where=TABLE,
            remedy="build the edition with UCDP's tabulated country-months from 1989 on",
        )
    return world.until(last)


def _odds(
    view: View, past: CountryMonthPanel, target: str, at_least: int, behind: int, seed: int
) -> dict[str, Floats]:
    """Probabilities by method, shape (units, months), of the twelve months after the run's."""
    draws = draws_of_model(
        past, target, past.units, YEAR + behind, seed=seed, learned=learned_by(view, past)
    )[:, behind:]
    year = np.nan_to_num(past.of(target)[:, -YEAR:]) >= at_least
    months = year.sum(axis=1)[:, None].repeat(YEAR, axis=1)
    held_off = np.vectorize(clip_probability)
    return {
        FORECASTER: held_off((draws >= at_least).mean(axis=-1)),
        PERSISTENCE: (months + 1) / (YEAR + 2),
        CONFLICTOLOGY: held_off(months / YEAR),
    }


def _cases(
    world: CountryMonthPanel,
    origin: date,
    target: str,
    at_least: int,
    places: Ints,
    odds: dict[str, Floats],
) -> pl.DataFrame:
    leads = np.arange(1, YEAR + 1)
    columns = world.index(origin) + leads
    recorded = columns < world.deaths.shape[2]
    leads, columns = leads[recorded], columns[recorded]
    deaths = world.of(target)[np.ix_(places, columns)]
    happened: Flags = np.nan_to_num(deaths) >= at_least
    return pl.DataFrame(
        {
            "origin": [origin] * happened.size,
            "unit": np.repeat(np.array([world.units[place] for place in places]), len(leads)),
            "month": [month_after(origin, int(lead)) for lead in leads] * len(places),
            "lead": np.tile(leads, len(places)),
            "happened": happened.ravel(),
            **{
                name: values[np.ix_(places, np.flatnonzero(recorded))].ravel()
                for name, values in odds.items()
            },
        }
    )


def _scores(cases: pl.DataFrame, published: pl.DataFrame, due: int) -> pl.DataFrame:
    width = pl.col("last_lead") - pl.col("first_lead") == YEAR - 1
    spans = published.select("first_lead", "last_lead").unique().sort(width, "first_lead")
    rows = []
    for first, last in spans.iter_rows():
        part = cases.filter(pl.col("lead").is_between(first, last))
        theirs = published.filter(first_lead=first, last_lead=last)
        number = due * (last - first + 1)
        ours = {name: _brier(part, name) for name in MADE_HERE}
        issued = dict(theirs.select("forecaster", "brier").iter_rows())
        rows += [
            (first, last, name, source, brier, _ratio(brier, briers), count, number)
            for source, briers, count in (
                ("here", ours, part.height),
                ("published", issued, number),
            )
            for name, brier in briers.items()
        ]
    names = ["first_lead", "last_lead", "forecaster", "made", "brier", "ratio", "cases", "due"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _brier(part: pl.DataFrame, name: str) -> float:
    off = part[name] - part["happened"].cast(pl.Float64)
    return float((off * off).mean() or 0.0)  # type: ignore[arg-type]


def _ratio(brier: float, briers: dict[str, float]) -> float | None:
    persistence = briers.get(PERSISTENCE)
    return brier / persistence if persistence else None


def _notes(scores: pl.DataFrame, behind: int) -> tuple[str, ...]:
    whole = scores.filter(pl.col("cases") == pl.col("due"), forecaster=PERSISTENCE)
    pairs = [
        (f"{first} to {last}", *part.sort("made")["brier"])
        for (first, last), part in whole.group_by("first_lead", "last_lead", maintain_order=True)
        if part["made"].n_unique() > 1
    ]
    notes = []
    if pairs:
        same = all(abs(ours - theirs) < 10**-PUBLISHED_DIGITS for _, ours, theirs in pairs)
        figures = "; ".join(
            f"months {span}: {ours:.5f} here, {theirs:.5f} published"
            for span, ours, theirs in pairs
        )
        notes.append(
            f"Persistence {'is' if same else 'is NOT'} that of the published scores where every "
            f"month is on record ({figures}), so the country-months are "
            f"{'the same' if same else 'others'}."
        )
    missing = scores.filter(pl.col("cases") < pl.col("due"), made="here")
    if missing.height:
        count, due = missing.sort("due")["cases", "due"].row(-1)
        notes.append(
            f"{due - count:,} of {due:,} country-months are not on record yet: compare ratios to "
            "persistence there, not scores."
        )
    notes.append(
        "VIEWS issued its forecasts on the provisional figures of the day. Ours, persistence and "
        "conflictology are made from today's figures of the months before: later revisions are in "
        "them" + (f", and the record ends {behind} months before each run." if behind else ".")
    )
    return tuple(notes)
