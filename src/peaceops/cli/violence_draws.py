"""`peaceops violence draws`: every draw as a file, in our long table or the hubverse's layout."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder
from peaceops.cli._flags import Seed, Target
from peaceops.cli._outputs import check_file
from peaceops.cli._question import question_of
from peaceops.cli._refusals import conflicts
from peaceops.errors import MissingTableError

if TYPE_CHECKING:
    import polars as pl

    from peaceops.domain.arrays import Floats
    from peaceops.violence import Window

TEAM = "peaceops"
WRITERS = (".parquet", ".csv")


def draws(
    out: Annotated[
        Path, typer.Argument(metavar="FILE", help="Written as its ending says: .parquet or .csv.")
    ],
    as_of: AsOf = None,
    horizon: Annotated[int, typer.Option(help="Months ahead, up to 36.")] = 12,
    target: Target = "all",
    model: Annotated[str, typer.Option(help="A model of the backtest's.")] = "forecaster",
    hubverse: Annotated[
        bool, typer.Option("--hubverse", help="Columns of the hubverse's model output.")
    ] = False,
    edition: EditionFolder = None,
    seed: Seed = 0,
) -> None:
    """Write a model's draws for every country from the last month known on a date."""
    from peaceops.violence import MODELS, every_draw, known_words, to_hubverse

    conflicts(
        None if model in MODELS else f"--model: {model!r} is not one of {', '.join(MODELS)}",
        None if out.suffix in WRITERS else f"{out.name} must end in {' or '.join(WRITERS)}",
    )
    check_file(out, ours=_is_draws)
    view = question_of(edition, as_of, unused=("strength",)).view
    if view.table("violence_country_months").is_empty():
        raise MissingTableError(
            f"no month of deaths was on record on {view.as_of}",
            where="table violence_country_months",
            remedy="ask as of a later date, or add country-months that reach further back",
        )
    try:
        table = every_draw(view, target, horizon, model=model, seed=seed)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    _write(to_hubverse(table) if hubverse else table, out)
    typer.echo(f"Wrote {table.height:,} draws of {table['unit'].n_unique()} countries to {out}")
    typer.echo(known_words(table["origin"][0], view.as_of), err=True)


def keeper(
    target: str, folder: Path | None, hub: Path | None
) -> Callable[[Window, str, Sequence[str], Floats], None]:
    """What a backtest is to do with the draws of each window and model."""
    from peaceops.violence import long_tables, to_hubverse

    def keep(window: Window, model: str, units: Sequence[str], values: Floats) -> None:
        if folder is None and hub is None:
            return
        table = long_tables(window.origin, target, units, window.months, values)
        if folder is not None:
            _write(table, folder / f"{window.name}-{model}.parquet")
        if hub is not None:
            name = f"{TEAM}-{model}"
            file = f"{window.origin:%Y-%m-%d}-{name}.parquet"
            _write(to_hubverse(table), hub / "model-output" / name / file)

    return keep


def _write(table: pl.DataFrame, path: Path) -> None:
    from peaceops.durable import write_file
    from peaceops.spreadsheet import with_texts

    buffer = io.BytesIO()
    if path.suffix == ".csv":
        with_texts(table).write_csv(buffer)
    else:
        table.write_parquet(buffer)
    write_file(path, buffer.getvalue(), ours=_is_draws, parents=True)


def _is_draws(path: Path) -> bool:
    """Tell whether a file holds draws in one of the layouts that are written here."""
    import polars as pl

    from peaceops.violence import DRAW_LAYOUTS

    try:
        if path.suffix == ".csv":
            columns = pl.read_csv(path, n_rows=0).columns
        else:
            columns = list(pl.read_parquet_schema(path))
    except (pl.exceptions.PolarsError, OSError):
        return False
    return tuple(columns) in DRAW_LAYOUTS
