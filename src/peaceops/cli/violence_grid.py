"""`peaceops violence grid`: models of violence by PRIO-GRID cell held against what happened."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import EditionFolder, console, opened, progress

if TYPE_CHECKING:
    from peaceops.violence.grid import GridBacktest
    from peaceops.violence.protocol import Window

_TARGETS = {"sb": "state_based", "ns": "non_state", "os": "one_sided", "all": "all_types"}
_SHOWN = ("crps", "crps_fair", "ign", "mis", "brier", "coverage_90")
_HEADS = ("CRPS", "fair", "IGN", "MIS", "Brier", "in 90 %")
_DIGITS = (4, 4, 4, 3, 5, 3)
_TITLES = {
    "all": "{}, all cells",
    "stirred": "{}, cells with deaths in or next to them in the two years before",
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
    edition: EditionFolder = None,
    seed: Annotated[int, typer.Option(help="Same edition and seed, same draws.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Forecast past windows cell by cell from the events before each, and score every model."""
    from peaceops.countries import country
    from peaceops.edition.view import View
    from peaceops.violence.grid import GRID_MODELS, grid_backtest

    if target not in _TARGETS:
        raise typer.BadParameter(f"{target!r} is not one of {', '.join(_TARGETS)}")
    named = list(GRID_MODELS) if models == "all" else [one.strip() for one in models.split(",")]
    for name in named:
        if name not in GRID_MODELS:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(GRID_MODELS)}")
    codes = [country(one.strip()).code for one in countries.split(",")]
    chosen = _origins(origins, horizon) if origins else _years(windows)
    view = View(opened(edition), date.max)
    with progress("backtest") as step:
        found = grid_backtest(
            view, named, chosen, codes, target=_TARGETS[target], seed=seed, progress=step
        )
    if as_json:
        typer.echo(json.dumps(_as_json(found), indent=1))
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

    from peaceops.countries import name_of
    from peaceops.violence.grid.backtest import COMPARED, TOGETHER
    from peaceops.violence.grid.models import RIVAL

    out = console()
    out.print(
        f"Deaths by cell and month, {found.target.replace('_', ' ')}; edition {found.edition}. "
        f"The last {len(COMPARED)} columns are ratios to {RIVAL}."
    )
    keys = found.means.select("scope", "country").unique(maintain_order=True)
    for scope, code in keys.iter_rows():
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
