"""`peaceops violence grid` and `violence cells`: violence by PRIO-GRID cell, past and ahead."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console, open_edition_option, progress
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from peaceops.violence.grid import CellsAhead, GridBacktest
    from peaceops.violence.protocol import Window

_TARGETS = {"sb": "state_based", "ns": "non_state", "os": "one_sided", "all": "all_types"}
_SHOWN = ("crps", "crps_fair", "ign", "mis", "brier", "coverage_90")
_HEADS = ("CRPS", "fair", "IGN", "MIS", "Brier", "in 90 %")
_DIGITS = (4, 4, 4, 3, 5, 3)
_TITLES = {
    "all": "{}, all cells",
    "stirred": "{}, near recent deaths",
}


def grid(
    countries: Annotated[
        str, typer.Option(help="Codes or names with commas, of those whose events are on record.")
    ] = "SSD,SDN,ETH",
    windows: Annotated[
        str, typer.Option(help="Calendar years forecast, as 2003-2022 or 2021.")
    ] = "2003-2022",
    origins: Annotated[
        str, typer.Option(help="Other last months known instead of windows, as 2020-03,2021-03.")
    ] = "",
    horizon: Annotated[int, typer.Option(help="Months ahead of each origin, up to 36.")] = 12,
    models: Annotated[str, typer.Option(help="Names with commas, or all.")] = "all",
    target: Annotated[
        str, typer.Option(help="sb state-based, ns non-state, os one-sided, all: together.")
    ] = "sb",
    precision: Annotated[
        int,
        typer.Option(
            min=1,
            max=7,
            help="Coarsest of UCDP's precisions of place that counts in a cell: 1 a point, "
            "3 a district, 4 a province, 5 a vague area.",
        ),
    ] = 5,
    edition: EditionFolder = None,
    seed: Annotated[int, typer.Option(help="Same edition and seed, same draws.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Forecast past windows cell by cell from the events before each, and score every model."""
    from peaceops.domain.countries import country
    from peaceops.edition import View
    from peaceops.violence.grid import GRID_MODELS, grid_backtest

    if target not in _TARGETS:
        raise typer.BadParameter(f"{target!r} is not one of {', '.join(_TARGETS)}")
    named = list(GRID_MODELS) if models == "all" else [one.strip() for one in models.split(",")]
    for name in named:
        if name not in GRID_MODELS:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(GRID_MODELS)}")
    codes = [country(one.strip()).code for one in countries.split(",")]
    chosen = _origins(origins, horizon) if origins else _years(windows)
    view = View(open_edition_option(edition), date.max)
    with progress("backtest") as step:
        found = grid_backtest(
            view,
            named,
            chosen,
            codes,
            target=_TARGETS[target],
            precision=precision,
            seed=seed,
            progress=step,
        )
    if as_json:
        print_json(_as_json(found), indent=1)
    else:
        _print(found)


def _years(text: str) -> tuple[Window, ...]:
    from peaceops.violence.protocol import challenge_windows

    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    if not found or (found[2] and found[2] < found[1]):
        raise typer.BadParameter(f"{text!r} is not a range of years; write it as 2003-2022")
    return challenge_windows(int(found[1]), int(found[2] or found[1]))


def _origins(text: str, horizon: int) -> tuple[Window, ...]:
    from peaceops.violence.protocol import windows_from

    try:
        months = [date.fromisoformat(f"{one.strip()}-01") for one in text.split(",")]
        return windows_from(months, horizon)
    except ValueError as error:
        raise typer.BadParameter(f"{error}; write origins as 2020-03,2021-03") from None


def _as_json(found: GridBacktest) -> dict[str, object]:
    return {
        "protocol": "views-pg",
        "edition": found.edition,
        "target": found.target,
        "windows": found.windows.to_dicts(),
        "means": found.means.to_dicts(),
        "notes": list(found.notes),
    }


def _print(found: GridBacktest) -> None:
    from rich.table import Table

    from peaceops.domain.countries import name_of
    from peaceops.violence.grid.backtest import COMPARED, TOGETHER
    from peaceops.violence.grid.models import BENCHMARK

    out = console()
    out.print(
        f"Deaths by cell and month, {found.target.replace('_', ' ')}; edition {found.edition}. "
        f"The last {len(COMPARED)} columns are ratios to {BENCHMARK}. Near recent deaths: cells "
        "with deaths in or next to them in the two years before the origin."
    )
    alone = found.means["country"].n_unique() == 2
    keys = found.means.select("scope", "country").unique(maintain_order=True)
    for scope, code in keys.iter_rows():
        if alone and code == TOGETHER:
            continue
        lines = found.means.filter(scope=scope, country=code)
        one = lines.row(0, named=True)
        place = "All together" if code == TOGETHER else name_of(code)
        title = (
            f"{_TITLES[scope].format(place)}: {one['windows']} windows, {one['cases']:,} "
            f"cell-months, {one['violent']:,} with deaths, {one['deaths']:,} deaths"
        )
        table = Table(title=title, title_justify="left", box=None, pad_edge=False)
        for name in ("model", *_HEADS, "expected", *_HEADS[: len(COMPARED)]):
            table.add_column(name, justify="left" if name == "model" else "right", no_wrap=True)
        for line in lines.iter_rows(named=True):
            ratios = (line[f"{name}_ratio"] for name in COMPARED)
            table.add_row(
                line["model"],
                *(f"{line[one]:.{digits}f}" for one, digits in zip(_SHOWN, _DIGITS, strict=True)),
                f"{line['expected']:,.0f}",
                *("" if one is None else f"{one:.3f}" for one in ratios),
            )
        out.print(table)
    for note in found.notes:
        out.print(note)


def cells(
    country: Annotated[str, typer.Argument(help="Code or name of a country.")],
    as_of: AsOf = None,
    target: Annotated[
        str, typer.Option(help="sb state-based, ns non-state, os one-sided, all: together.")
    ] = "all",
    near: Annotated[
        list[str] | None,
        typer.Option(
            help="A place, as LATITUDE,LONGITUDE; may be given again. Prints the share of the "
            "deaths expected within 50 km of any."
        ),
    ] = None,
    top: Annotated[int, typer.Option(help="Cells shown, those with most deaths expected.")] = 15,
    months: Annotated[int, typer.Option(help="Months ahead.")] = 12,
    edition: EditionFolder = None,
    seed: Annotated[int, typer.Option(help="Same edition and seed, same draws.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, every cell.")] = False,
) -> None:
    """Say where in a country deaths are to be expected over the months ahead."""
    from peaceops.domain.countries import country as country_named
    from peaceops.domain.figures import Gap
    from peaceops.errors import EditionLacks
    from peaceops.violence.grid import cells_ahead, share_within

    if target not in _TARGETS:
        raise typer.BadParameter(f"{target!r} is not one of {', '.join(_TARGETS)}")
    if not 1 <= months <= 36:
        raise typer.BadParameter(f"{months} months; it must lie between 1 and 36")
    sites = [_site(one) for one in near or ()]
    code = country_named(country).code
    view = question_of(edition, as_of, unused=("strength",)).view
    found = cells_ahead(view, code, target=_TARGETS[target], months=months, seed=seed)
    if isinstance(found, Gap):
        raise EditionLacks(f"{found.what}: {found.why}", remedy=found.remedy)
    share = share_within(found.table, sites) if sites else None
    if as_json:
        print_json(_cells_as_json(found, share), indent=1)
    else:
        _print_cells(found, share, top)


def _site(text: str) -> tuple[float, float]:
    parts = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", text)
    if not parts or abs(float(parts[1])) > 90 or abs(float(parts[2])) > 180:
        raise typer.BadParameter(f"{text!r} is not a place; write it as 4.85,31.58")
    return float(parts[1]), float(parts[2])


def _cells_as_json(found: CellsAhead, share: float | None) -> dict[str, object]:
    return {
        "country": found.country,
        "target": found.target,
        "model": found.model,
        "origin": found.origin.isoformat(),
        "months": found.months,
        "not_known": found.known_words,
        "months_late": found.late,
        "whole": None if found.whole is None else asdict(found.whole),
        "share_within_50_km": share,
        "cells": found.table.to_dicts(),
    }


def _print_cells(found: CellsAhead, share: float | None, top: int) -> None:
    from rich.table import Table

    from peaceops.domain.countries import name_of
    from peaceops.violence.grid.ahead import DEATHS_25

    out = console()
    total, before = found.table["expected"].sum(), found.table["deaths_before"].sum()
    baseline = found.table["expected_baseline"].sum()
    out.print(
        f"Deaths in {name_of(found.country)} by cell, {found.target.replace('_', ' ')}, over the "
        f"{found.months} months after {found.origin:%B %Y}: {total:,.0f} expected by the "
        f"{found.model} model, {baseline:,.0f} by conflictology of cells and rings; {before:,} "
        "in the 12 months before, in cells."
    )
    if found.whole is not None:
        low, high = found.whole.interval or (0, 0)
        out.print(
            f"Cells add up, draw by draw, to the country's forecast: median {found.whole.value:,} "
            f"(90 % interval {low:,} to {high:,})."
        )
    out.print(found.known_words)
    if found.late:
        out.print(f"The record ends {found.late} months before figures would be due.")
    table = Table(box=None, pad_edge=False)
    heads = ("cell", "latitude", "longitude", "deaths before", "expected", "baseline", "any")
    for name in (*heads, f"{DEATHS_25} or more"):
        table.add_column(name, justify="right", no_wrap=True)
    worst = found.table.sort("expected", "cell", descending=[True, False]).head(top)
    for line in worst.iter_rows(named=True):
        table.add_row(
            str(line["cell"]),
            f"{line['latitude']:.2f}",
            f"{line['longitude']:.2f}",
            f"{line['deaths_before']:,}",
            f"{line['expected']:,.1f}",
            f"{line['expected_baseline']:,.1f}",
            f"{line['p_any']:.2f}",
            f"{line['p_deaths_25']:.2f}",
        )
    out.print(table)
    if share is not None:
        out.print(f"Of the deaths expected, {share:.0%} within 50 km of the places given.")
