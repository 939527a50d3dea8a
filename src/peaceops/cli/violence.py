"""`peaceops violence`: models of violence held against what happened."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli import violence_compare, violence_draws, violence_explain
from peaceops.cli._console import EditionFolder, console, open_edition_option, progress
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from peaceops.violence.protocol import Backtest, Window

app = typer.Typer(
    help="Forecasts of deaths by country and month, and their record.", no_args_is_help=True
)

_TARGETS = violence_draws.TARGETS
_SHOWN = ("crps", "crps_fair", "ign", "mis", "coverage_50", "coverage_80", "coverage_90")
_DIGITS = (2, 2, 3, 1, 3, 3, 3)
_HEADS = ("CRPS", "fair", "IGN", "MIS", "in 50 %", "80 %", "90 %", "CRPS", "fair", "IGN", "MIS")
app.add_typer(violence_compare.app, name="compare")
app.command("draws")(violence_draws.draws)
app.command("explain")(violence_explain.explain)


@app.command()
def backtest(
    protocol: Annotated[
        str, typer.Option(help="views-cm: the VIEWS 2023/24 challenge.")
    ] = "views-cm",
    windows: Annotated[
        str, typer.Option(help="Calendar years forecast, as 2018-2023 or 2021.")
    ] = "2018-2023",
    origins: Annotated[
        str, typer.Option(help="Other last months known instead of windows, as 2020-03,2021-03.")
    ] = "",
    horizon: Annotated[int, typer.Option(help="Months ahead of each origin, up to 36.")] = 12,
    models: Annotated[
        str, typer.Option(help="Names with commas, or all.")
    ] = "conflictology,last,zero,boot_240,forecaster",
    target: Annotated[
        str, typer.Option(help="sb state-based, ns non-state, os one-sided, all: together.")
    ] = "sb",
    edition: EditionFolder = None,
    seed: Annotated[int, typer.Option(help="Same edition and seed, same draws.")] = 0,
    draws: Annotated[
        Path | None,
        typer.Option(help="Write every draw below this folder, a long table a window and model."),
    ] = None,
    hubverse: Annotated[
        Path | None,
        typer.Option(help="The same as model output in the layout of the hubverse."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Forecast past windows from what stood before each, and score every model."""
    from peaceops.edition import View
    from peaceops.violence.models import MODELS
    from peaceops.violence.protocol import PROTOCOLS
    from peaceops.violence.protocol import backtest as run

    if protocol not in PROTOCOLS:
        raise typer.BadParameter(f"{protocol!r} is not one of {', '.join(PROTOCOLS)}")
    if target not in _TARGETS:
        raise typer.BadParameter(f"{target!r} is not one of {', '.join(_TARGETS)}")
    named = list(MODELS) if models == "all" else [one.strip() for one in models.split(",")]
    for name in named:
        if name not in MODELS:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(MODELS)}")
    chosen = _origins(origins, horizon) if origins else _windows(windows)
    view = View(open_edition_option(edition), date.max)
    kept = violence_draws.keeper(_TARGETS[target], draws, hubverse)
    with progress("backtest") as step:
        found = run(
            view, named, chosen, target=_TARGETS[target], seed=seed, progress=step, keep=kept
        )
    if as_json:
        print_json(_as_json(found, protocol), indent=1)
    else:
        _print(found)


def _windows(text: str) -> tuple[Window, ...]:
    from peaceops.violence.protocol import challenge_windows

    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    if not found or (found[2] and found[2] < found[1]):
        raise typer.BadParameter(f"{text!r} is not a range of years; write it as 2018-2023")
    return challenge_windows(int(found[1]), int(found[2] or found[1]))


def _origins(text: str, horizon: int) -> tuple[Window, ...]:
    from peaceops.violence.protocol import windows_from

    try:
        months = [date.fromisoformat(f"{one.strip()}-01") for one in text.split(",")]
        return windows_from(months, horizon)
    except ValueError as error:
        raise typer.BadParameter(f"{error}; write origins as 2020-03,2021-03") from None


def _as_json(found: Backtest, protocol: str) -> dict[str, object]:
    everywhere = found.windows.filter(found.windows["scope"] == "all").drop("scope")
    means = found.means.filter(found.means["scope"] == "all").drop("scope")
    return {
        "protocol": protocol,
        "edition": found.edition,
        "target": found.target,
        "windows": everywhere.to_dicts(),
        "means": means.to_dicts(),
        "scopes": {
            "windows": found.windows.filter(found.windows["scope"] != "all").to_dicts(),
            "means": found.means.filter(found.means["scope"] != "all").to_dicts(),
        },
        "notes": list(found.notes),
    }


def _print(found: Backtest) -> None:
    from rich.table import Table

    out = console()
    out.print(
        f"Deaths, {found.target.replace('_', ' ')}; edition {found.edition}. The last four "
        "columns are ratios to conflictology."
    )
    for scope, title in (
        ("all", "All countries: means of the windows"),
        ("hosts", "Hosts of missions"),
        ("without_ethiopia_and_ukraine", "Without Ethiopia and Ukraine"),
        (
            "without_peaks",
            "Without countries that had a month of 10,000 deaths, in the window or the year before",
        ),
        ("violence_in_two_years", "Countries with violence in the two years before"),
    ):
        table = Table(title=title, title_justify="left", box=None, pad_edge=False)
        table.add_column("model", no_wrap=True, min_width=13)
        for name in _HEADS:
            table.add_column(name, justify="right", no_wrap=True)
        for line in found.means.filter(found.means["scope"] == scope).iter_rows(named=True):
            ratios = (line[f"{one}_ratio"] for one in _SHOWN[:4])
            table.add_row(
                line["model"],
                *(f"{line[one]:.{digits}f}" for one, digits in zip(_SHOWN, _DIGITS, strict=True)),
                *("" if one is None else f"{one:.3f}" for one in ratios),
            )
        out.print(table)
    table = Table(title="CRPS by window", title_justify="left", box=None, pad_edge=False)
    everywhere = found.windows.filter(found.windows["scope"] == "all")
    wide = everywhere.pivot("model", index="window", values="crps")
    for name in wide.columns:
        table.add_column(name, justify="left" if name == "window" else "right")
    for row in wide.iter_rows():
        table.add_row(row[0], *(f"{one:.2f}" for one in row[1:]))
    out.print(table)
    for note in found.notes:
        out.print(note)
