"""`peaceops violence compare`: our forecasts beside those that others issued."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from peaceops.cli._console import EditionFolder, console, open_edition_option
from peaceops.cli._flags import AsJson, Seed
from peaceops.cli._places import Group
from peaceops.cli._progress import Quiet, progress
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from peaceops.violence import PaceComparison

app = typer.Typer(
    cls=Group, help="Our forecasts against those that others issued.", no_args_is_help=True
)


@app.callback()
def group() -> None:
    """Keep `pace` a sub-command while it is the only one."""


@app.command()
def pace(
    edition: EditionFolder = None,
    seed: Seed = 0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Compare our median with PaCE's issues, same months and countries, all types of violence."""
    from peaceops.edition import View
    from peaceops.violence import compare_with_pace

    view = View(open_edition_option(edition), date.max)
    with progress("compare", quiet=quiet) as step:
        comparison = compare_with_pace(view, seed=seed, progress=step)
    if as_json:
        print_json(_as_json(comparison), indent=1)
    else:
        _print(comparison)


def _as_json(comparison: PaceComparison) -> dict[str, object]:
    return {
        "edition": comparison.edition,
        "issues": [f"{comparison.first:%Y-%m}", f"{comparison.last:%Y-%m}"],
        "errors": comparison.errors.to_dicts(),
        "leads": comparison.leads.to_dicts(),
        "notes": list(comparison.notes),
    }


def _print(comparison: PaceComparison) -> None:
    from rich.table import Table

    out = console()
    out.print(
        f"Mean absolute error of log(1 + deaths), all types; issues {comparison.first:%Y-%m} to "
        f"{comparison.last:%Y-%m}; edition {comparison.edition}."
    )
    for (horizon, scope), part in comparison.errors.group_by(
        "horizon", "scope", maintain_order=True
    ):
        where = "all countries" if scope == "all" else "violence in the two years before"
        title = f"Horizon {horizon} months, {where}: {part['cases'][0]:,} forecasts"
        out.print(title)
        table = Table(box=None, pad_edge=False)
        table.add_column("model")
        for name in ("error", "bias", "ratio to PaCE's"):
            table.add_column(name, justify="right")
        for line in part.iter_rows(named=True):
            ratio = "" if line["ratio"] is None else f"{line['ratio']:.3f}"
            table.add_row(
                line["model"], f"{line['mae_log']:.3f}", f"{line['bias_log']:+.3f}", ratio
            )
        out.print(table)
    for note in comparison.notes:
        out.print(note)
