"""`peaceops violence grid` and `violence cells`: violence by PRIO-GRID cell, past and ahead."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console, open_edition_option
from peaceops.cli._flags import AsJson, Seed, Target, as_flags
from peaceops.cli._progress import Quiet, progress
from peaceops.cli._question import question_of
from peaceops.cli._refusals import all_read, names_read
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from peaceops.violence import CellsAhead, GridBacktest, Window

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
    target: Target = "sb",
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
    seed: Seed = 0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Forecast past windows cell by cell from the events before each, and score every model."""
    from peaceops.domain.countries import country
    from peaceops.edition import View
    from peaceops.violence import GRID_MODELS, grid_backtest

    named, chosen, *codes = all_read(
        lambda: names_read(models, GRID_MODELS, "--models"),
        lambda: _origins(origins, horizon) if origins else _years(windows),
        *(lambda name=name: country(name.strip()).code for name in countries.split(",")),
    )
    view = View(open_edition_option(edition), date.max)
    with progress("backtest", quiet=quiet) as step:
        scores = grid_backtest(
            view,
            named,
            chosen,
            codes,
            target=target,
            precision=precision,
            seed=seed,
            progress=step,
        )
    if as_json:
        print_json(_as_json(scores), indent=1)
    else:
        _print(scores)


def _years(text: str) -> tuple[Window, ...]:
    from peaceops.violence import challenge_windows

    years = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    if not years or (years[2] and years[2] < years[1]):
        raise typer.BadParameter(f"{text!r} is not a range of years; write it as 2003-2022")
    return challenge_windows(int(years[1]), int(years[2] or years[1]))


def _origins(text: str, horizon: int) -> tuple[Window, ...]:
    from peaceops.violence import windows_from

    try:
        months = [date.fromisoformat(f"{month.strip()}-01") for month in text.split(",")]
        return windows_from(months, horizon)
    except ValueError as error:
        raise typer.BadParameter(f"{error}; write origins as 2020-03,2021-03") from None


def _as_json(scores: GridBacktest) -> dict[str, object]:
    return {
        "protocol": "views-pg",
        "edition": scores.edition,
        "target": scores.target,
        "windows": scores.windows.to_dicts(),
        "means": scores.means.to_dicts(),
        "notes": list(scores.notes),
    }


def _print(scores: GridBacktest) -> None:
    from rich.table import Table

    from peaceops.domain.countries import name_of
    from peaceops.violence import GRID_BENCHMARK, GRID_SCORES_COMPARED, GRID_TOGETHER

    out = console()
    out.print(
        f"Deaths by cell and month, {scores.target.replace('_', ' ')}; edition {scores.edition}. "
        f"The last {len(GRID_SCORES_COMPARED)} columns are ratios to {GRID_BENCHMARK}. Near recent "
        "deaths: cells with deaths in or next to them in the two years before the origin."
    )
    alone = scores.means["country"].n_unique() == 2
    keys = scores.means.select("scope", "country").unique(maintain_order=True)
    for scope, code in keys.iter_rows():
        if alone and code == GRID_TOGETHER:
            continue
        lines = scores.means.filter(scope=scope, country=code)
        first = lines.row(0, named=True)
        place = "All together" if code == GRID_TOGETHER else name_of(code)
        title = (
            f"{_TITLES[scope].format(place)}: {first['windows']} windows, {first['cases']:,} "
            f"cell-months, {first['violent']:,} with deaths, {first['deaths']:,} deaths"
        )
        table = Table(title=title, title_justify="left", box=None, pad_edge=False)
        for name in ("model", *_HEADS, "expected", *_HEADS[: len(GRID_SCORES_COMPARED)]):
            table.add_column(name, justify="left" if name == "model" else "right", no_wrap=True)
        for line in lines.iter_rows(named=True):
            ratios = (line[f"{name}_ratio"] for name in GRID_SCORES_COMPARED)
            table.add_row(
                line["model"],
                *(f"{line[name]:.{digits}f}" for name, digits in zip(_SHOWN, _DIGITS, strict=True)),
                f"{line['expected']:,.0f}",
                *("" if ratio is None else f"{ratio:.3f}" for ratio in ratios),
            )
        out.print(table)
    for note in scores.notes:
        out.print(note)


def cells(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="A name or ISO 3 code.")],
    as_of: AsOf = None,
    target: Target = "all",
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
    seed: Seed = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, every cell.")] = False,
) -> None:
    """Say where in a country deaths are to be expected over the months ahead."""
    from peaceops.domain.countries import country as country_named
    from peaceops.domain.figures import Gap
    from peaceops.errors import MissingTableError
    from peaceops.questions import cells_values, place_meant
    from peaceops.violence import cells_ahead, share_within

    if not 1 <= months <= 36:
        raise typer.BadParameter(f"{months} months; it must lie between 1 and 36")
    with as_flags():
        sites = [place_meant(place) for place in near or ()]
    code = country_named(country).code
    view = question_of(edition, as_of, unused=("strength",)).view
    ahead = cells_ahead(view, code, target=target, months=months, seed=seed)
    if isinstance(ahead, Gap):
        raise MissingTableError(f"{ahead.what}: {ahead.why}", remedy=ahead.remedy)
    share = share_within(ahead.table, sites) if sites else None
    if as_json:
        print_json(cells_values(ahead, share), indent=1)
    else:
        _print_cells(ahead, share, top)


def _print_cells(ahead: CellsAhead, share: float | None, top: int) -> None:
    from rich.table import Table

    from peaceops.domain.countries import name_of
    from peaceops.violence import DEATHS_25

    out = console()
    total, before = ahead.table["expected"].sum(), ahead.table["deaths_before"].sum()
    baseline = ahead.table["expected_baseline"].sum()
    out.print(
        f"Deaths in {name_of(ahead.country)} by cell, {ahead.target.replace('_', ' ')}, over the "
        f"{ahead.months} months after {ahead.origin:%B %Y}: {total:,.0f} expected by the "
        f"{ahead.model} model, {baseline:,.0f} by conflictology of cells and rings; {before:,} "
        "in the 12 months before, in cells."
    )
    if ahead.whole is not None:
        low, high = ahead.whole.interval or (0, 0)
        out.print(
            f"Cells add up, draw by draw, to the country's forecast: median {ahead.whole.value:,} "
            f"(90 % interval {low:,} to {high:,})."
        )
    out.print(ahead.known_words)
    if ahead.late:
        out.print(f"The record ends {ahead.late} months before figures would be due.")
    table = Table(box=None, pad_edge=False)
    heads = ("cell", "place", "before", "expected", "baseline", "any")
    for name in (*heads, f"{DEATHS_25} or more"):
        words = name == "place"
        table.add_column(name, justify="left" if words else "right", no_wrap=not words)
    worst = ahead.table.sort("expected", "cell", descending=[True, False]).head(top)
    for line in worst.iter_rows(named=True):
        table.add_row(
            str(line["cell"]),
            line["place"] or f"{line['latitude']:.2f}, {line['longitude']:.2f}",
            f"{line['deaths_before']:,}",
            f"{line['expected']:,.1f}",
            f"{line['expected_baseline']:,.1f}",
            f"{line['p_any']:.2f}",
            f"{line['p_deaths_25']:.2f}",
        )
    out.print(table)
    if share is not None:
        out.print(
            f"Of the deaths expected, {100 * share:.0f} % lie within 50 km of the places given."
        )
