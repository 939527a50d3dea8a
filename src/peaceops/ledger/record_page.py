"""`docs/track-record.md`: the archive of replays resolved by an edition and scored, as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from peaceops.domain.days import short_day
from peaceops.edition import Edition
from peaceops.ledger.history import no_archive
from peaceops.ledger.past import FEWEST, PERIODS, QUANTITIES, PastForecasts, replays

CALIBRATED = ("council.unanimous", "council.permanent_abstains", "violence.at_least")


def track_record(edition: Edition) -> str:
    """Write the page of how replays of past quarters did.

    Args:
        edition: An edition with an archive of replays.

    Raises:
        LedgerError: It holds none that this code would make.
    """
    past = replays(edition.whole)
    if past is None:
        raise no_archive(str(edition.folder))
    lines = [*_opening(edition, past), *_scores(past), *_by_year(past), *_calibration(past)]
    return "\n".join([*lines, *_farthest(past)]) + "\n"


def _opening(edition: Edition, past: PastForecasts) -> Iterator[str]:
    days = past.days
    yield "# Track record: past quarters replayed"
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
        f"{len(past.missions)} missions, {len(days)} days from {short_day(days[-1])} to "
        f"{short_day(days[0])}, edition `{edition.name}`. {past.forecasts:,} forecasts: "
        f"{past.resolved:,} resolved, {past.void:,} void, {past.pending:,} open. "
        "The Council's odds are asked where the term ends within half a year. A conditional "
        "forecast is void where another kind of draft came. Forecasts on one country by several "
        "missions, of one decision a quarter apart, and of twelve months that overlap, are not "
        "independent of one another."
    )
    yield ""


def _scores(past: PastForecasts) -> Iterator[str]:
    yield "## Against simple methods"
    yield ""
    yield (
        "Lower is better; **bold** is the better of the two. The simple method is issued along "
        "with each forecast: shares so far for the Council, the last year repeating itself for "
        "deaths, unchanged strength. `n` is the number of forecasts."
    )
    yield ""
    heads = [f"{first}–{last}" for first, last in PERIODS]
    yield "| | " + " | ".join(f"{head}: ours | simple | n" for head in heads) + " |"
    yield "|---|" + "---|" * (3 * len(heads))
    by_period = [{row["quantity"]: row for row in past.scores(*years)} for years in PERIODS]
    for key, quantity in QUANTITIES.items():
        cells = [cell for rows in by_period for cell in _cells(rows.get(key))]
        if any(cells):
            yield f"| {quantity.words} ({quantity.unit}) | " + " | ".join(cells) + " |"
    yield ""
    inside = [_coverage(rows.get("violence.deaths")) for rows in by_period]
    if any(inside):
        shares = [f"{head} {share}" for head, share in zip(heads, inside, strict=True) if share]
        yield f"Deaths inside the 90 % interval: {'; '.join(shares)}."
        yield ""


def _cells(row: Mapping[str, Any] | None) -> tuple[str, str, str]:
    if row is None:
        return "", "", ""
    texts = [_number(row["ours"]), _number(row["simple"])]
    if row["gain"] is not None and texts[0] != texts[1]:
        better = 0 if row["gain"] > 0 else 1
        texts[better] = f"**{texts[better]}**"
    return texts[0], texts[1], f"{row['forecasts']:,}"


def _coverage(row: Mapping[str, Any] | None) -> str:
    share = None if row is None else row["within_90"]
    return "" if row is None or share is None else f"{100 * share:.1f} % of {row['forecasts']:,}"


def _by_year(past: PastForecasts) -> Iterator[str]:
    yield "## By year"
    yield ""
    yield (
        "Score of the forecast over that of the simple method: below 1 the forecast did better; "
        "the number of forecasts in brackets. By the year in which it was made."
    )
    yield ""
    years, by_quantity = past.by_year()
    yield "| | " + " | ".join(years) + " |"
    yield "|---|" + "---|" * len(years)
    for quantity, rows in by_quantity.items():
        cells = [_ratio(rows.get(year)) for year in years]
        yield f"| {QUANTITIES[quantity].words} | " + " | ".join(cells) + " |"
    yield ""


def _ratio(row: Mapping[str, Any] | None) -> str:
    if row is None or row["gain"] is None:
        return ""
    return f"{row['ours'] / row['simple']:.2f} ({row['forecasts']:,})"


def _calibration(past: PastForecasts) -> Iterator[str]:
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
        for row in past.reliability(quantity):
            if row["cases"] >= FEWEST:
                yield (
                    f"| {QUANTITIES[quantity].words} | {row['low']:.1f}–{row['high']:.1f} "
                    f"| {row['cases']:,} | {row['forecast']:.3f} | {row['happened']:.3f} "
                    f"| {'' if row['within'] else 'outside'} |"
                )
    yield ""


def _farthest(past: PastForecasts) -> Iterator[str]:
    yield "## Farthest from what happened"
    yield ""
    yield "The Council's forecasts with the largest log loss, each decision once."
    yield ""
    yield "| mission | as of | question | odds of what came | what came |"
    yield "|---|---|---|---|---|"
    for row in past.farthest():
        of = "" if row["quantity"] == "council.next_draft" else row["of"]
        yield (
            f"| {row['mission']} | {row['as_of']} | {QUANTITIES[row['quantity']].words}"
            f"{f', of {of}' if of else ''} | {row['odds']:.3f} | {row['happened']} ({row['why']}) |"
        )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.1f}" if value >= 10 else f"{value:.3f}"
