"""`violence backtest --protocol p25`: odds of 25 deaths in a month, beside VIEWS' issues."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from peaceops.cli._console import console
from peaceops.cli._progress import progress
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console

    from peaceops.edition import Edition
    from peaceops.violence import OddsComparison

_NAMES = {
    "views": "VIEWS, as issued",
    "pool:views+persist": "VIEWS and persistence, mean of the two",
    "pool:all-three": "VIEWS, persistence and TOCSIN, mean of the three",
    "tocsin": "TOCSIN",
}


def compare(edition: Edition, behind: int, seed: int, *, as_json: bool, quiet: bool) -> None:
    """Score our odds and print them beside the published scores."""
    from peaceops.edition import View
    from peaceops.violence import compare_with_issued_odds

    view = View(edition, date.max)
    with progress("odds", quiet=quiet) as step:
        result = compare_with_issued_odds(view, behind=behind, seed=seed, progress=step)
    if as_json:
        print_json(_as_json(result), indent=1)
    else:
        _print(result)


def _as_json(result: OddsComparison) -> dict[str, object]:
    return {
        "protocol": "p25",
        "edition": result.edition,
        "target": result.target,
        "at_least": result.at_least,
        "origins": [f"{origin:%Y-%m}" for origin in result.origins],
        "behind": result.behind,
        "scores": result.scores.to_dicts(),
        "calibration": result.calibration.to_dicts(),
        "notes": list(result.notes),
    }


def _print(result: OddsComparison) -> None:
    out = console()
    runs = ", ".join(f"{origin:%Y-%m}" for origin in result.origins)
    out.print(
        f"P({result.at_least} or more {result.target.replace('_', '-')} deaths in a country-month),"
        f" Brier score; runs of {runs}, twelve months each; edition {result.edition}. Lower is "
        "better; the ratio is to persistence's score on the same country-months."
    )
    spans = result.scores.group_by("first_lead", "last_lead", maintain_order=True)
    for (first, last), part in spans:
        _print_span(out, f"Months {first} to {last} ahead", part)
    _print_calibration(out, result.calibration)
    for note in result.notes:
        out.print(note)


def _print_span(out: Console, title: str, part: pl.DataFrame) -> None:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("forecast", min_width=min(48, out.width - 44))
    for name in ("made", "Brier", "ratio", "country-months"):
        table.add_column(name, justify="left" if name == "made" else "right", no_wrap=True)
    for line in part.sort("made", "brier").iter_rows(named=True):
        table.add_row(
            _NAMES.get(line["forecaster"], line["forecaster"]),
            line["made"],
            f"{line['brier']:.4f}",
            "" if line["ratio"] is None else f"{line['ratio']:.3f}",
            f"{line['cases']:,}",
        )
    out.print(table)


def _print_calibration(out: Console, bins: pl.DataFrame) -> None:
    from rich.table import Table

    title = "Our odds, tenth by tenth: mean of the odds, and how often it happened"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for name in ("odds", "country-months", "mean", "happened"):
        table.add_column(name, justify="right", no_wrap=True)
    for line in bins.iter_rows(named=True):
        table.add_row(
            f"{line['low']:.1f} to {line['high']:.1f}",
            f"{line['cases']:,}",
            f"{line['forecast']:.3f}",
            f"{line['happened']:.3f}",
        )
    out.print(table)
