"""`peaceops violence backtest`: models run on past windows, with the best baseline beside."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli import violence_draws, violence_p25
from peaceops.cli._console import EditionFolder, console, open_edition_option
from peaceops.cli._flags import TARGETS, AsJson, Seed, parse_target
from peaceops.cli._progress import Quiet, progress
from peaceops.cli._refusals import all_read, conflicts, names_read
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from peaceops.violence import Backtest, Window

_RATIOS = ("crps_challenge", "crps_fair", "ign", "mis_challenge")
_SHOWN = (*_RATIOS, "coverage_50", "coverage_80", "coverage_90")
_DIGITS = (2, 2, 3, 1, 3, 3, 3)
_HEADS = ("CRPS", "fair", "IGN", "MIS", "in 50 %", "80 %", "90 %", "CRPS", "fair", "IGN", "MIS")
_SCOPES = {
    "all": "All countries: means of the windows",
    "hosts": "Hosts of missions",
    "without_ethiopia_and_ukraine": "Without Ethiopia and Ukraine",
    "without_peaks": "Without countries that had a month of 10,000 deaths, in the window or the "
    "year before",
    "violence_in_two_years": "Countries with violence in the two years before",
}
_YEARS = re.compile(r"(\d{4})(?:[:-](\d{4}))?")
_MONTHS = re.compile(r"(\d{4}-\d{2}):(\d{4}-\d{2})")
CHALLENGE = "2018:2023"
HORIZON = 12
MODELS_SHOWN = "conflictology,last,zero,boot_240,forecaster"
_NARROW = 100
"""Columns of a terminal below which ratios stand in a table of their own."""


def backtest(
    protocol: Annotated[
        str,
        typer.Option(
            help="views-cm: windows as in the VIEWS 2023/24 challenge. true-future: its last, July "
            "2024 to June 2025. p25: the probability of 25 deaths in a month, against VIEWS' own."
        ),
    ] = "views-cm",
    window: Annotated[
        str,
        typer.Option(
            "--window",
            "--windows",
            metavar="A:B",
            help="Calendar years forecast one by one, as 2018:2023 or 2021, or months forecast "
            "together, as 2024-07:2025-06; known is the third month before and what lies before "
            "it. For views-cm; by default 2018:2023.",
        ),
    ] = "",
    origins: Annotated[
        str, typer.Option(help="Other last months known instead of windows, as 2020-03,2021-03.")
    ] = "",
    horizon: Annotated[
        int, typer.Option(help="With --origins: months ahead of each, up to 36.")
    ] = HORIZON,
    models: Annotated[
        str, typer.Option(help="Names with commas, or all. Not for p25.")
    ] = MODELS_SHOWN,
    target: Annotated[
        str,
        typer.Option(
            parser=parse_target,
            metavar=TARGETS,
            help="sb state-based, ns non-state, os one-sided, all: together. Not for p25.",
        ),
    ] = "sb",
    behind: Annotated[
        int,
        typer.Option(
            min=0, max=6, help="For p25: months that the record is to end before each issue."
        ),
    ] = 0,
    edition: EditionFolder = None,
    seed: Seed = 0,
    draws: Annotated[
        Path | None,
        typer.Option(help="Write every draw below this folder, a long table a window and model."),
    ] = None,
    hubverse: Annotated[
        Path | None,
        typer.Option(help="The same as model output in the layout of the hubverse."),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Forecast past windows from what stood before each, and score every model."""
    from peaceops.edition import View
    from peaceops.violence import MODELS, PROTOCOLS
    from peaceops.violence import backtest as score_models

    if protocol not in PROTOCOLS:
        raise typer.BadParameter(f"{protocol!r} is not one of {', '.join(PROTOCOLS)}")
    _refuse_idle(
        protocol,
        window=window,
        origins=origins,
        draws=draws,
        hubverse=hubverse,
        horizon="" if horizon == HORIZON else horizon,
        models="" if models == MODELS_SHOWN else models,
        target="" if target == parse_target("sb") else target,
    )
    if protocol == "p25":
        violence_p25.compare(
            open_edition_option(edition), behind, seed, as_json=as_json, quiet=quiet
        )
        return
    named, windows, *_ = all_read(
        lambda: names_read(models, MODELS, "--models"),
        lambda: _windows(protocol, window, origins, horizon),
        lambda: conflicts("--behind is for --protocol p25" if behind else None),
        lambda: conflicts(
            "--horizon goes with --origins; a window has its own months"
            if horizon != HORIZON and not origins
            else None
        ),
    )
    view = View(open_edition_option(edition), date.max)
    keep = violence_draws.keeper(target, draws, hubverse)
    with progress("backtest", quiet=quiet) as step:
        result = score_models(
            view, named, windows, target=target, seed=seed, progress=step, keep=keep
        )
    if as_json:
        print_json(_as_json(result, protocol), indent=1)
    else:
        _print(result)


def _refuse_idle(protocol: str, **options: object) -> None:
    """Refuse options that a protocol with windows of its own would pass over."""
    idle = {
        "true-future": ("window", "origins", "horizon"),
        "p25": ("window", "origins", "horizon", "models", "target", "draws", "hubverse"),
    }.get(protocol, ())
    conflicts(
        *(
            f"--{name} is not for --protocol {protocol}, whose windows and outcomes are set"
            for name in idle
            if options[name]
        )
    )


def _windows(protocol: str, window: str, origins: str, horizon: int) -> tuple[Window, ...]:
    from peaceops.violence import challenge_windows, true_future, window_of, windows_from

    if protocol == "true-future":
        return (true_future(),)
    try:
        if origins:
            return windows_from([_first_day(month) for month in origins.split(",")], horizon)
        text = window or CHALLENGE
        if ends := _MONTHS.fullmatch(text):
            return (window_of(_first_day(ends[1]), _first_day(ends[2])),)
        if years := _YEARS.fullmatch(text):
            return challenge_windows(int(years[1]), int(years[2] or years[1]))
    except ValueError as error:
        how = "origins as 2020-03,2021-03" if origins else "a window as 2018:2023"
        raise typer.BadParameter(f"{error}; write {how}") from None
    raise typer.BadParameter(
        f"{window!r} is no window; write years as 2018:2023 or months as 2024-07:2025-06"
    )


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month.strip()}-01")


def _as_json(result: Backtest, protocol: str) -> dict[str, object]:
    everywhere = result.windows.filter(scope="all").drop("scope")
    means = result.means.filter(scope="all").drop("scope")
    return {
        "protocol": protocol,
        "edition": result.edition,
        "target": result.target,
        "windows": everywhere.to_dicts(),
        "means": means.to_dicts(),
        "best_baseline": result.best_baselines(),
        "scopes": {
            "windows": result.windows.filter(result.windows["scope"] != "all").to_dicts(),
            "means": result.means.filter(result.means["scope"] != "all").to_dicts(),
        },
        "notes": list(result.notes),
    }


def _print(result: Backtest) -> None:
    out = console()
    narrow = out.width < _NARROW
    out.print(
        f"Deaths, {result.target.replace('_', ' ')}; edition {result.edition}. CRPS and MIS as the "
        "organisers of the VIEWS challenge take them, every entry brought to 1,000 draws."
        + ("" if narrow else " The last four columns are ratios to conflictology.")
    )
    best = result.best_baselines()
    for scope, title in _SCOPES.items():
        _print_scope(out, result, scope, title)
        if scope in best:
            out.print(f"Best baseline: {best[scope]}")
    _print_windows(out, result)
    for note in result.notes:
        out.print(note)


def _print_scope(out: Console, result: Backtest, scope: str, title: str) -> None:
    lines = result.means.filter(scope=scope).to_dicts()
    scores = [
        [f"{line[name]:.{digits}f}" for name, digits in zip(_SHOWN, _DIGITS, strict=True)]
        for line in lines
    ]
    parts = [[line[f"{name}_ratio"] for name in _RATIOS] for line in lines]
    ratios = [["" if part is None else f"{part:.3f}" for part in line] for line in parts]
    models = [line["model"] for line in lines]
    if out.width >= _NARROW:
        both = [[*score, *ratio] for score, ratio in zip(scores, ratios, strict=True)]
        out.print(_table(title, _HEADS, models, both))
        return
    out.print(_table(title, _HEADS[: len(_SHOWN)], models, scores))
    if any(any(ratio) for ratio in ratios):
        out.print(_table("Ratios to conflictology", _HEADS[len(_SHOWN) :], models, ratios))


def _table(title: str, heads: tuple[str, ...], models: list[str], rows: list[list[str]]) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("model", no_wrap=True, min_width=13)
    for name in heads:
        table.add_column(name, justify="right", no_wrap=True)
    for model, row in zip(models, rows, strict=True):
        table.add_row(model, *row)
    return table


def _print_windows(out: Console, result: Backtest) -> None:
    from rich.table import Table

    table = Table(title="CRPS by window", title_justify="left", box=None, pad_edge=False)
    wide = result.windows.filter(scope="all").pivot(
        "model", index="window", values="crps_challenge"
    )
    for name in wide.columns:
        table.add_column(name, justify="left" if name == "window" else "right")
    for row in wide.iter_rows():
        table.add_row(row[0], *(f"{value:.2f}" for value in row[1:]))
    out.print(table)
