"""`docs/track-record.md`: the archive of replays resolved by an edition and scored, as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.days import short_day
from peaceops.edition import Edition
from peaceops.evaluate import calibration
from peaceops.ledger.archive import archived, forecasts_in
from peaceops.ledger.forecast import Event, Forecast, Outcome
from peaceops.ledger.history import no_archive
from peaceops.ledger.outcomes import Outcomes, Pending
from peaceops.ledger.scoring import cases_of, summary

PERIODS = ((date(2014, 1, 1), date(2017, 12, 31)), (date(2018, 1, 1), date(2023, 12, 31)),
           (date(2024, 1, 1), date(2025, 12, 31)))  # fmt: skip
LABELS = {
    "council.next_draft": "kind of the next draft (log loss, nats)",
    "council.put_and_adopted": "a kind of draft is put to the vote and adopted (log loss, nats)",
    "council.adopted": "adopted, if put to the vote (log loss, nats)",
    "council.unanimous": "unanimous (log loss, nats)",
    "council.permanent_abstains": "a permanent member abstains (log loss, nats)",
    "violence.deaths": "deaths in twelve months (CRPS, deaths)",
    "violence.at_least": "25, 100 or 1,000 deaths or more in twelve months (Brier score)",
    "mission.strength": "strength six and twelve months ahead (CRPS, persons)",
}
MEASURED_BY = {"violence.deaths": "crps", "mission.strength": "crps", "violence.at_least": "brier"}
"""Measure of a quantity on the page, where it is not the log loss."""
CALIBRATED = ("council.unanimous", "council.permanent_abstains", "violence.at_least")
FEWEST = 10
"""Cases in a tenth of odds from which the page shows it."""
FARTHEST = 12
"""Forecasts that the page lists as the farthest from what happened."""
Pair = tuple[Forecast, Outcome]


def track_record(edition: Edition) -> str:
    """Write the page of how replays of past half-years did.

    Args:
        edition: An edition with an archive of replays.

    Raises:
        LedgerError: It holds none that this code would make.
    """
    table = archived(edition.whole)
    if table is None:
        raise no_archive(str(edition.folder))
    outcomes = Outcomes(edition.whole)
    pairs: list[Pair] = []
    pending = void = 0
    for forecast in forecasts_in(table):
        outcome = outcomes.of(forecast)
        if isinstance(outcome, Pending):
            pending += 1
        elif outcome.status == "void":
            void += 1
        else:
            pairs.append((forecast, outcome))
    days = table["as_of"].unique().sort().to_list()
    counts = f"{table.height:,} forecasts: {len(pairs):,} resolved, {void:,} void, {pending:,} open"
    lines = [*_opening(edition, days, table["mission"].n_unique(), counts), *_scores(pairs)]
    lines += [*_by_year(pairs), *_calibration(pairs), *_farthest(pairs)]
    return "\n".join(lines) + "\n"


def _opening(edition: Edition, days: Sequence[date], missions: int, counts: str) -> Iterator[str]:
    yield "# Track record: past half-years replayed"
    yield ""
    yield (
        "This page is generated: `peaceops ledger track-record > docs/track-record.md`. **Nothing "
        "on it was issued beforehand.** Today's code forecast each day from what was known at its "
        "end, and its authors have seen what followed. Choices were made on years before 2014 (the "
        "Council, strength) and 2018 (deaths), but that two settings of the odds of the kind of "
        "draft were looked at on later years as well (docs/decisions/0013-which-kind-of-draft.md); "
        "2024 and 2025 were unseen by version 0.1 and seen by later ones. "
        "Forecasts that were issued stand in [ledgers](ledger.md) of their own."
    )
    yield ""
    yield (
        f"{missions} missions, {len(days)} days from {short_day(days[0])} to "
        f"{short_day(days[-1])}, edition `{edition.name}`. {counts}. The Council's odds are "
        "asked where the term ends within half a year; deaths and strength each December. A "
        "conditional forecast is void where another kind of draft came. Forecasts on one country "
        "by several missions, and of one decision half a year apart, are not independent of one "
        "another."
    )
    yield ""


def _scores(pairs: Sequence[Pair]) -> Iterator[str]:
    yield "## Against simple methods"
    yield ""
    yield (
        "Lower is better; **bold** is the better of the two. The simple method is issued along "
        "with each forecast: shares so far for the Council, the last year repeating itself for "
        "deaths, unchanged strength. `n` is the number of forecasts."
    )
    yield ""
    heads = [f"{first.year}–{last.year}" for first, last in PERIODS]
    yield "| | " + " | ".join(f"{head}: ours | simple | n" for head in heads) + " |"
    yield "|---|" + "---|" * (3 * len(heads))
    by_period = [
        summary(cases_of([pair for pair in pairs if first <= pair[0].as_of <= last]))
        for first, last in PERIODS
    ]
    for quantity, label in LABELS.items():
        cells = [cell for table in by_period for cell in _cells(table, quantity)]
        if any(cells):
            yield f"| {label} | " + " | ".join(cells) + " |"
    yield ""
    inside = [_coverage(table) for table in by_period]
    if any(inside):
        shares = [f"{head} {share}" for head, share in zip(heads, inside, strict=True) if share]
        yield f"Deaths inside the 90 % interval: {'; '.join(shares)}."
        yield ""


def _cells(table: pl.DataFrame, quantity: str) -> tuple[str, str, str]:
    row = table.filter(pl.col("quantity") == quantity)
    if row.is_empty():
        return "", "", ""
    measure = MEASURED_BY.get(quantity, "log_loss")
    ours, simple = row[measure][0], row[f"baseline_{measure}"][0]
    texts = [_number(ours), _number(simple)]
    if ours is not None and simple is not None and texts[0] != texts[1]:
        better = 0 if ours < simple else 1
        texts[better] = f"**{texts[better]}**"
    return texts[0], texts[1], f"{row['forecasts'][0]:,}"


def _coverage(table: pl.DataFrame) -> str:
    row = table.filter(pl.col("quantity") == "violence.deaths")
    share = row["within_90"][0] if row.height else None
    return "" if share is None else f"{share:.1%} of {row['forecasts'][0]:,}".replace("%", " %")


def _by_year(pairs: Sequence[Pair]) -> Iterator[str]:
    yield "## By year"
    yield ""
    yield (
        "Score of the forecast over that of the simple method: below 1 the forecast did better; "
        "the number of forecasts in brackets. By the year in which it was made."
    )
    yield ""
    table = summary(cases_of(pairs), "date")
    years = table["year"].unique().sort().to_list()
    yield "| | " + " | ".join(years) + " |"
    yield "|---|" + "---|" * len(years)
    for quantity, label in LABELS.items():
        measure = MEASURED_BY.get(quantity, "log_loss")
        rows = {
            row["year"]: row
            for row in table.filter(pl.col("quantity") == quantity).iter_rows(named=True)
        }
        if rows:
            name = label.partition(" (")[0]
            cells = [_ratio(rows.get(year), measure) for year in years]
            yield f"| {name} | " + " | ".join(cells) + " |"
    yield ""


def _ratio(row: dict[str, float] | None, measure: str) -> str:
    if row is None or row[measure] is None or not row[f"baseline_{measure}"]:
        return ""
    return f"{row[measure] / row[f'baseline_{measure}']:.2f} ({row['forecasts']:,})"


def _calibration(pairs: Sequence[Pair]) -> Iterator[str]:
    yield "## How often it happened"
    yield ""
    yield (
        f"Forecasts by tenths of their odds, where a tenth holds {FEWEST} or more. *Outside* marks "
        "a share more than two standard errors from the odds, taking forecasts as independent."
    )
    yield ""
    yield "| | odds | forecasts | mean odds | happened | |"
    yield "|---|---|---|---|---|---|"
    for quantity in CALIBRATED:
        odds, happened = _events(pairs, quantity)
        if not len(odds):
            continue
        name = LABELS[quantity].partition(" (")[0]
        for row in calibration(odds, happened).iter_rows(named=True):
            if row["cases"] >= FEWEST:
                yield (
                    f"| {name} | {row['low']:.1f}–{row['high']:.1f} | {row['cases']:,} "
                    f"| {row['forecast']:.3f} | {row['happened']:.3f} "
                    f"| {'' if row['within'] else 'outside'} |"
                )
    yield ""


def _events(pairs: Sequence[Pair], quantity: str) -> tuple[np.ndarray, np.ndarray]:
    events = [
        (forecast.forecast.probability, outcome.happened)
        for forecast, outcome in pairs
        if forecast.quantity == quantity and isinstance(forecast.forecast, Event)
    ]
    return np.array([odds for odds, _ in events]), np.array([bool(flag) for _, flag in events])


def _farthest(pairs: Sequence[Pair]) -> Iterator[str]:
    yield "## Farthest from what happened"
    yield ""
    yield "The Council's forecasts with the largest log loss, each decision once."
    yield ""
    yield "| mission | as of | question | odds of what came | what came |"
    yield "|---|---|---|---|---|"
    losses: list[tuple[float, str]] = []
    seen = set()
    for forecast, outcome in sorted(pairs, key=lambda pair: _odds_of_outcome(*pair)):
        key = (forecast.mission, outcome.why.partition(",")[0])
        if not forecast.quantity.startswith("council.") or key in seen:
            continue
        seen.add(key)
        odds = _odds_of_outcome(forecast, outcome)
        losses.append((odds, _row(forecast, outcome, odds)))
    for _, row in losses[:FARTHEST]:
        yield row


def _row(forecast: Forecast, outcome: Outcome, odds: float) -> str:
    name = LABELS[forecast.quantity].partition(" (")[0]
    answer = outcome.happened
    words = ("yes" if answer else "no") if isinstance(answer, bool) else str(answer)
    return (
        f"| {forecast.mission} | {forecast.as_of} | {name}"
        f"{f', of {forecast.draft}' if forecast.draft else ''} | {odds:.3f} "
        f"| {words} ({outcome.why}) |"
    )


def _odds_of_outcome(forecast: Forecast, outcome: Outcome) -> float:
    answer, happened = forecast.forecast, outcome.happened
    if isinstance(answer, Event):
        return answer.probability if happened else 1 - answer.probability
    odds: dict[str, float] = getattr(answer, "odds", {})
    return odds.get(str(happened), 1.0)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.1f}" if value >= 10 else f"{value:.3f}"
